package io.trialog.tuners.history;

import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.tuner.Direction;
import io.trialog.spi.tuner.Observation;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.tuners.space.ModelSpace;
import io.trialog.tuners.space.Point;
import io.trialog.tuners.space.SeenPoints;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is known of an experiment's trials, in the newest search space. Mutable, a fold over observations; for one thread.
 * Taking one in costs O(log n).
 */
public final class History {

    private final Direction direction;
    private final List<Observation> observations = new ArrayList<>();
    private ModelSpace space;
    private SeenPoints seen;
    private final Map<Long, Point> pending = new TreeMap<>();
    private final NavigableMap<Long, Trial> ended = new TreeMap<>(); // by time
    private final Map<Long, Trial> byNumber = new HashMap<>();
    private final NavigableSet<Trial> usable = new TreeSet<>();
    private double meanLoss = Double.NaN; // until somebody asks
    private long time;

    /** Nothing is known of an experiment. */
    public History(TunerContext context) {
        this(ModelSpace.of(context.searchSpace()), context.direction());
    }

    /** Nothing is known in this space. */
    public History(ModelSpace space, Direction direction) {
        this.space = space;
        this.direction = direction;
        this.seen = SeenPoints.none(space);
    }

    /** Takes in what happened. */
    public void observe(List<Observation> news) {
        observations.addAll(news);
        news.forEach(this::take);
    }

    /** Goes on in another space, in which everything that was observed is seen anew. */
    public void updateSearchSpace(SearchSpace searchSpace) {
        space = ModelSpace.of(searchSpace);
        seen = SeenPoints.none(space);
        pending.clear();
        ended.clear();
        byNumber.clear();
        usable.clear();
        meanLoss = Double.NaN;
        time = 0;
        observations.forEach(this::take);
    }

    private void take(Observation observation) {
        Point point = space.encode(observation.configuration());
        seen.add(point);
        switch (observation.state()) {
            case PENDING -> {
                forget(observation.trialNumber()); // it is tried again
                pending.put(observation.trialNumber(), point);
            }
            case CANCELED -> pending.remove(observation.trialNumber()); // says nothing about the point
            default -> {
                pending.remove(observation.trialNumber());
                forget(observation.trialNumber());
                add(observation.trialNumber(), Trial.of(time++, point, observation, direction));
            }
        }
    }

    private void add(long number, Trial trial) {
        ended.put(trial.time(), trial);
        byNumber.put(number, trial);
        if (trial.isUsable()) {
            usable.add(trial);
            meanLoss = Double.NaN;
        }
    }

    private void forget(long number) {
        Trial trial = byNumber.remove(number);
        if (trial == null) {
            return;
        }
        ended.remove(trial.time());
        if (usable.remove(trial)) {
            meanLoss = Double.NaN;
        }
    }

    /** The space, newest. */
    public ModelSpace space() {
        return space;
    }

    /** Every point that was proposed or evaluated. */
    public SeenPoints seen() {
        return seen;
    }

    /** Points of trials that run, by trial number. */
    public Collection<Point> pending() {
        return Collections.unmodifiableCollection(pending.values());
    }

    /** The trials that have ended, in the order of their ends; cancelled ones are not among them. */
    public Collection<Trial> ended() {
        return Collections.unmodifiableCollection(ended.values());
    }

    /** How many trials have ended; cancelled ones do not count. */
    public int endedCount() {
        return ended.size();
    }

    /** The place of the next end in the order of ends. */
    public long nextTime() {
        return time;
    }

    /** How many trials have ended with a value. */
    public int usableCount() {
        return usable.size();
    }

    /** The loss of the best trial; at least one is usable. */
    public double bestLoss() {
        return usable.first().loss();
    }

    /** The mean loss of the usable trials; there is at least one. Costs O(n) after a change. */
    public double meanLoss() {
        if (Double.isNaN(meanLoss)) {
            // always in the same order, so that it is the same whenever it is asked for
            double sum = 0;
            for (Trial trial : usable) {
                sum += trial.loss();
            }
            meanLoss = sum / usable.size();
        }
        return meanLoss;
    }

    /** The best usable trials, best first. */
    public List<Trial> best(int count) {
        List<Trial> best = new ArrayList<>(Math.min(count, usable.size()));
        for (Trial trial : usable) {
            if (best.size() == count) {
                break;
            }
            best.add(trial);
        }
        return best;
    }

    /** The newest ended trials that are not among these, oldest first. */
    public List<Trial> newestWithout(Collection<Trial> excluded, int count) {
        Set<Long> without = new HashSet<>();
        excluded.forEach(trial -> without.add(trial.time()));
        List<Trial> newest = new ArrayList<>(Math.min(count, ended.size()));
        for (Trial trial : ended.descendingMap().values()) {
            if (newest.size() == count) {
                break;
            }
            if (!without.contains(trial.time())) {
                newest.add(trial);
            }
        }
        Collections.reverse(newest);
        return newest;
    }
}
