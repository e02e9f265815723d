package io.trialog.tuners.curve;

import io.trialog.spi.tuner.Direction;
import java.util.List;

/**
 * Which values of a learning curve are better. Those that are not finite count as the worst possible.
 *
 * @param direction the experiment's
 */
public record Ordering(Direction direction) {

    /** Worse than every finite value. */
    public double worst() {
        return direction == Direction.MAXIMIZE ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }

    /** The value itself when it is finite, else the worst. */
    public double orWorst(double value) {
        return Double.isFinite(value) ? value : worst();
    }

    /** Whether {@code a} is strictly worse than {@code b}. */
    public boolean isWorse(double a, double b) {
        return direction.isBetter(orWorst(b), orWorst(a));
    }

    /** The better of the two. */
    public double better(double a, double b) {
        return isWorse(a, b) ? orWorst(b) : orWorst(a);
    }

    /** The best of the first values of a curve. */
    public double best(List<Double> history, int steps) {
        double best = worst();
        for (double value : history.subList(0, steps)) {
            best = better(best, value);
        }
        return best;
    }

    /** How a worse value compares with a better one: {@code <} or {@code >}. */
    public String sign() {
        return direction == Direction.MAXIMIZE ? "<" : ">";
    }
}
