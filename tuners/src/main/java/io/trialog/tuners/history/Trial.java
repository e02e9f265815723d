package io.trialog.tuners.history;

import io.trialog.spi.tuner.Direction;
import io.trialog.spi.tuner.Observation;
import io.trialog.tuners.space.Point;
import java.util.Comparator;

/**
 * An ended trial, ordered from the best to the worst: results by loss, then early-stopped trials by how far they came and
 * loss, then those that failed. Equal ones keep the order in which they ended.
 *
 * @param time its place in the order of ends
 * @param point what was evaluated
 * @param grade what kind of result it has
 * @param steps how many intermediate results it reported
 * @param loss its value, to be minimised; 0 when it has none
 * @param observation its end: number, budget, metrics and so on
 */
public record Trial(long time, Point point, Grade grade, int steps, double loss, Observation observation)
        implements Comparable<Trial> {

    private static final Comparator<Trial> BEST_FIRST = Comparator.comparing((Trial trial) -> trial.grade())
            .thenComparing(trial -> trial.grade() == Grade.STOPPED ? -trial.steps() : 0)
            .thenComparingDouble(Trial::loss)
            .thenComparingLong(Trial::time);

    /** Kinds of results, best first. */
    public enum Grade {
        /** Ran to its end. */
        COMPLETE,
        /** Was stopped early, with a value. */
        STOPPED,
        /** Has no value. */
        FAILED
    }

    /** The ended trial of an observation. */
    public static Trial of(long time, Point point, Observation observation, Direction direction) {
        double value = observation.value().orElse(Double.NaN);
        Grade grade = Double.isFinite(value) ? grade(observation.state()) : Grade.FAILED;
        double loss = grade == Grade.FAILED ? 0 : direction.toLoss(value);
        return new Trial(time, point, grade, observation.intermediates().size(), loss, observation);
    }

    private static Grade grade(Observation.State state) {
        return switch (state) {
            case SUCCEEDED -> Grade.COMPLETE;
            case EARLY_STOPPED -> Grade.STOPPED;
            default -> Grade.FAILED;
        };
    }

    /** Whether it can be among the better trials. */
    public boolean isUsable() {
        return grade != Grade.FAILED;
    }

    @Override
    public int compareTo(Trial other) {
        return BEST_FIRST.compare(this, other);
    }
}
