package io.trialog.tuners.fidelity;

import io.trialog.spi.tuner.Direction;
import io.trialog.spi.tuner.Observation;
import io.trialog.tuners.history.Trial;
import io.trialog.tuners.space.ModelSpace;
import io.trialog.tuners.space.Point;
import java.util.Comparator;
import java.util.OptionalLong;

/**
 * A trial that may be continued with a larger budget; ordered by loss, the best first, equal ones by number.
 *
 * @param trialNumber the trial
 * @param point its configuration
 * @param parent the trial that it continues, if any
 * @param status what became of it
 * @param loss its value, to be minimised; 0 unless it is {@link Status#RANKED}
 */
public record Contender(long trialNumber, Point point, OptionalLong parent, Status status, double loss)
        implements Comparable<Contender> {

    private static final Comparator<Contender> BEST_FIRST =
            Comparator.comparingDouble(Contender::loss).thenComparingLong(Contender::trialNumber);

    /** What became of a trial. */
    public enum Status {
        /** It has not ended. */
        RUNNING,
        /** It ended with a value, and its configuration lies in the search space. */
        RANKED,
        /**
         * It cannot go on: it failed, an assessor or a person stopped it, or its configuration is not in the search space any
         * more.
         */
        OUT
    }

    /** The trial of an observation. */
    public static Contender of(Observation observation, ModelSpace space, Direction direction) {
        Point point = space.encode(observation.configuration());
        if (observation.state() == Observation.State.PENDING) {
            return new Contender(observation.trialNumber(), point, observation.parent(), Status.RUNNING, 0);
        }
        Trial trial = Trial.of(0, point, observation, direction);
        boolean ranked = trial.grade() == Trial.Grade.COMPLETE && space.isComplete(point) && space.allows(point);
        return new Contender(
                observation.trialNumber(),
                point,
                observation.parent(),
                ranked ? Status.RANKED : Status.OUT,
                ranked ? trial.loss() : 0);
    }

    /** A trial that is about to start. */
    public static Contender starting(long trialNumber, Point point, OptionalLong parent) {
        return new Contender(trialNumber, point, parent, Status.RUNNING, 0);
    }

    @Override
    public int compareTo(Contender other) {
        return BEST_FIRST.compare(this, other);
    }
}
