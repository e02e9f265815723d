package io.trialog.tuners.tpe;

import io.trialog.spi.tuner.Direction;
import io.trialog.spi.tuner.Observation;
import io.trialog.tuners.space.ModelSpace;
import io.trialog.tuners.space.Point;
import io.trialog.tuners.space.SeenPoints;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
    private final List<Trial> ended = new ArrayList<>();
    private final NavigableSet<Trial> usable = new TreeSet<>();
    private double sumOfLosses;

    History(ModelSpace space, Direction direction) {
        this.space = space;
        this.direction = direction;
        this.seen = SeenPoints.none(space);
    }

    void observe(Observation observation) {
        Point point = space.encode(observation.configuration());
        seen.add(point);
        switch (observation.state()) {
            case PENDING -> pending.put(observation.trialNumber(), point);
            case CANCELED -> pending.remove(observation.trialNumber()); // says nothing about the point
            default -> {
                pending.remove(observation.trialNumber());
                add(Trial.of(ended.size(), point, observation, direction));
            }
        }
    }

    private void add(Trial trial) {
        ended.add(trial);
        if (trial.isUsable()) {
            usable.add(trial);
            sumOfLosses += trial.loss();
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
        for (int i = ended.size() - 1; i >= 0 && newest.size() < count; i--) {
            if (!without.contains(ended.get(i).time())) {
                newest.add(ended.get(i));
            }
        }
        Collections.reverse(newest);
        return newest;
    }
}
