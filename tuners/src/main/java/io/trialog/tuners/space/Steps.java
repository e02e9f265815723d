package io.trialog.tuners.space;

import io.trialog.spi.space.NumericDistribution;
import io.trialog.spi.space.QLogNormal;
import io.trialog.spi.space.QLogUniform;
import io.trialog.spi.space.QNormal;
import io.trialog.spi.space.QUniform;
import java.util.Optional;

/**
 * How a stepped distribution divides the unit interval into cells, one for each multiple of the step.
 *
 * @param distribution the distribution
 * @param q the step between values
 */
record Steps(NumericDistribution distribution, double q) {

    /** The steps of a distribution, unless it is continuous. */
    static Optional<Steps> of(NumericDistribution distribution) {
        double q = 0;
        if (distribution.isInteger()) {
            q = 1;
        } else if (distribution instanceof QUniform stepped) {
            q = stepped.q();
        } else if (distribution instanceof QLogUniform stepped) {
            q = stepped.q();
        } else if (distribution instanceof QNormal stepped) {
            q = stepped.q();
        } else if (distribution instanceof QLogNormal stepped) {
            q = stepped.q();
        }
        return q > 0 ? Optional.of(new Steps(distribution, q)) : Optional.empty();
    }

    double cellStart(double coordinate) {
        return distribution.toUnit((multiple(coordinate) - 0.5) * q);
    }

    double cellEnd(double coordinate) {
        return distribution.toUnit((multiple(coordinate) + 0.5) * q);
    }

    /** The coordinate of the value at a position in the ascending list of all values; for finite distributions. */
    double coordinate(long position) {
        double low = distribution.fromUnit(0);
        double first = distribution.isInteger() ? low : Math.floor(low / q - 0.5) + 1;
        return distribution.toUnit((first + position) * q);
    }

    /** Which multiple of q the value of a coordinate is, or was before it was clipped to the range. */
    private double multiple(double coordinate) {
        return Math.rint(distribution.fromUnit(coordinate) / q);
    }
}
