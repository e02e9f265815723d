package io.trialog.tuners.pbt;

import io.trialog.spi.tuner.Direction;
import io.trialog.spi.tuner.Observation;
import io.trialog.tuners.history.Trial;
import io.trialog.tuners.space.ModelSpace;
import io.trialog.tuners.space.Point;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Results that the population did not make, imported ones and those of hand-made trials; it may begin with them. Mutable, a
 * fold over observations; for one thread.
 */
final class Founders {

    /**
     * A result.
     *
     * @param number its trial; below 0 when it is imported
     * @param point a complete configuration that the space allows
     * @param loss its value, to be minimised
     */
    record Founder(long number, Point point, double loss) {

        /** Whether it is a trial of this experiment, and so may have left a checkpoint. */
        boolean isTrial() {
            return number >= 0;
        }
    }

    private static final Comparator<Founder> BEST_FIRST =
            Comparator.comparingDouble(Founder::loss).thenComparingLong(Founder::number);

    private final Map<Long, Founder> byNumber = new TreeMap<>();
    private final NavigableSet<Founder> ranked = new TreeSet<>(BEST_FIRST);
    private final Set<Long> parents = new HashSet<>(); // asked for membership only
    private final Set<Point> tried = new HashSet<>(); // asked for membership only

    /** Takes in what is now known of a trial or an imported result; those of the population, too. */
    void take(Observation observation, ModelSpace space, Direction direction) {
        Point point = space.encode(observation.configuration());
        long number = observation.trialNumber();
        if (number >= 0) {
            tried.add(point);
            observation.parent().ifPresent(parents::add);
        }
        Founder before = byNumber.remove(number);
        if (before != null) {
            ranked.remove(before);
        }
        Trial trial = Trial.of(0, point, observation, direction);
        if (observation.tag().isEmpty()
                && trial.grade() == Trial.Grade.COMPLETE
                && space.isComplete(point)
                && space.allows(point)) {
            Founder founder = new Founder(number, point, trial.loss());
            byNumber.put(number, founder);
            ranked.add(founder);
        }
    }

    /**
     * The best result that nobody has begun with.
     *
     * @param leaving points that somebody is about to begin with
     */
    Optional<Founder> next(Set<Point> leaving) {
        return ranked.stream()
                .filter(founder -> !leaving.contains(founder.point()))
                .filter(founder ->
                        founder.isTrial() ? !parents.contains(founder.number()) : !tried.contains(founder.point()))
                .findFirst();
    }
}
