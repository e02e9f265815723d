package io.trialog.tuners.tpe;

import io.trialog.spi.tuner.Direction;
import io.trialog.spi.tuner.Observation;
import io.trialog.tuners.space.ModelSpace;
import io.trialog.tuners.space.Point;
import io.trialog.tuners.space.SeenPoints;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** All that TPE knows. Mutable, a fold over observations; for one thread. Taking one in costs O(log n). */
final class History {

    private final ModelSpace space;
    private final Direction direction;
    private final SeenPoints seen;
    private final Map<Long, Point> pending = new TreeMap<>();
    private final NavigableMap<Long, Trial> ended = new TreeMap<>(); // by time
    private final Map<Long, Trial> byNumber = new HashMap<>();
    private final NavigableSet<Trial> usable = new TreeSet<>();
    private double sumOfLosses;
    private long time;

    History(ModelSpace space, Direction direction) {
        this.space = space;
        this.direction = direction;
        this.seen = SeenPoints.none(space);
    }

    void observe(Observation observation) {
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
            sumOfLosses += trial.loss();
        }
    }

    private void forget(long number) {
        Trial trial = byNumber.remove(number);
        if (trial == null) {
            return;
        }
        ended.remove(trial.time());
        if (usable.remove(trial)) {
            sumOfLosses = usable.stream().mapToDouble(Trial::loss).sum(); // not by subtraction, which would round
        }
    }

    /** Every point that was proposed or evaluated. */
    SeenPoints seen() {
        return seen;
    }

    /** Points of trials that run, by trial number. */
    Collection<Point> pending() {
        return Collections.unmodifiableCollection(pending.values());
    }

    /** How many trials have ended; cancelled ones do not count. */
    int endedCount() {
        return ended.size();
    }

    /** The place of the next end in the order of ends. */
    long nextTime() {
        return time;
    }

    /** How many trials have ended with a value. */
    int usableCount() {
        return usable.size();
    }

    /** The loss of the best trial; at least one is usable. */
    double bestLoss() {
        return usable.first().loss();
    }

    /** The mean loss of the usable trials; there is at least one. */
    double meanLoss() {
        return sumOfLosses / usable.size();
    }

    /** The best usable trials, best first. */
    List<Trial> best(int count) {
        return usable.stream().limit(count).toList();
    }

    /** The newest ended trials that are not among these, oldest first. */
    List<Trial> newestWithout(Collection<Trial> excluded, int count) {
        Set<Long> without = excluded.stream().map(Trial::time).collect(Collectors.toSet());
        List<Trial> newest = new ArrayList<>();
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
