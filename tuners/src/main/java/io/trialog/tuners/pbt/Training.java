package io.trialog.tuners.pbt;

import io.trialog.spi.tuner.Direction;
import io.trialog.spi.tuner.Observation;
import io.trialog.tuners.history.Trial;
import io.trialog.tuners.space.ModelSpace;
import io.trialog.tuners.space.Point;
import java.util.Comparator;

/**
 * A member's training in a generation, which is a trial; ordered by loss, the best first, equal ones by number.
 *
 * @param place whose, and in which generation
 * @param trialNumber the trial
 * @param point its configuration; without the coordinates that are not in the search space any more
 * @param status what became of it
 * @param loss its value, to be minimised; 0 unless it is {@link Status#RANKED}
 */
record Training(Place place, long trialNumber, Point point, Status status, double loss)
        implements Comparable<Training> {

    private static final Comparator<Training> BEST_FIRST =
            Comparator.comparingDouble(Training::loss).thenComparingLong(Training::trialNumber);

    /** What became of a training. */
    enum Status {
        /** It has not ended. */
        RUNNING,
        /** It came to its end, with a value. */
        RANKED,
        /** It failed, or an assessor or a person stopped it: worse than all others. */
        OUT
    }

    static Training of(Place place, Observation observation, ModelSpace space, Direction direction) {
        Point point = space.encode(observation.configuration());
        if (observation.state() == Observation.State.PENDING) {
            return new Training(place, observation.trialNumber(), point, Status.RUNNING, 0);
        }
        Trial trial = Trial.of(0, point, observation, direction);
        boolean ranked = trial.grade() == Trial.Grade.COMPLETE;
        return new Training(
                place,
                observation.trialNumber(),
                point,
                ranked ? Status.RANKED : Status.OUT,
                ranked ? trial.loss() : 0);
    }

    boolean hasEnded() {
        return status != Status.RUNNING;
    }

    @Override
    public int compareTo(Training other) {
        return BEST_FIRST.compare(this, other);
    }
}
