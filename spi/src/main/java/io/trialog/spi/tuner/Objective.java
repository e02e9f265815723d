package io.trialog.spi.tuner;

import java.util.Objects;

/**
 * A number that an experiment optimizes.
 *
 * @param metric its name among the final metrics ({@link Observation#metrics()})
 * @param direction which values are better
 */
public record Objective(String metric, Direction direction) {

    public Objective {
        Objects.requireNonNull(metric, "metric");
        Objects.requireNonNull(direction, "direction");
    }
}
