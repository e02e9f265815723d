package io.trialog.tuners.gp;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;

/**
 * Minimises a smooth function in a box: limited-memory BFGS (Nocedal and Wright, "Numerical optimization", 2006, algorithm
 * 7.4) on the variables that are not held by a bound, with a backtracking line search along the projected path (Bertsekas,
 * "Projected Newton methods", 1982).
 */
final class Lbfgs {

    private static final int MEMORY = 8;
    private static final double SUFFICIENT = 1e-4;
    private static final int MAX_BACKTRACKS = 12;

    /** What is minimised. */
    interface Objective {

        /** The value at a point; fills in the gradient. A value that is not finite is taken for a wall. */
        double evaluate(double[] x, double[] gradient);
    }

    /**
     * Where it ended.
     *
     * @param x the point
     * @param value the value there
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Minimum(double[] x, double value) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Step(double[] move, double[] change, double curvature) {}

    private final double[] lower;
    private final double[] upper;
    private final int maxIterations;
    private final double tolerance;

    /**
     * A search within bounds.
     *
     * @param tolerance ends when no free component of the gradient is larger
     */
    Lbfgs(double[] lower, double[] upper, int maxIterations, double tolerance) {
        this.lower = lower;
        this.upper = upper;
        this.maxIterations = maxIterations;
        this.tolerance = tolerance;
    }

    Minimum minimize(Objective objective, double[] start) {
        int n = start.length;
        double[] x = project(start.clone());
        double[] gradient = new double[n];
        double value = objective.evaluate(x, gradient);
        Deque<Step> memory = new ArrayDeque<>();
        for (int iteration = 0; iteration < maxIterations && Double.isFinite(value); iteration++) {
            boolean[] free = free(x, gradient);
            if (largest(gradient, free) <= tolerance) {
                break;
            }
            double[] direction = direction(gradient, free, memory);
            double slope = Triangular.dot(direction, gradient, 0, n);
            if (!(slope < 0)) {
                memory.clear();
                direction = direction(gradient, free, memory);
                slope = Triangular.dot(direction, gradient, 0, n);
            }
            double length = memory.isEmpty() ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
            double[] next = x;
            double[] nextGradient = new double[n];
            double nextValue = Double.POSITIVE_INFINITY;
            int tries = 0;
            for (; tries < MAX_BACKTRACKS; tries++, length *= tries < 3 ? 0.5 : 0.2) {
                next = project(along(x, direction, length));
                nextValue = objective.evaluate(next, nextGradient);
                if (nextValue <= value + SUFFICIENT * gain(x, next, gradient)) {
                    break;
                }
            }
            if (tries == MAX_BACKTRACKS) {
                if (memory.isEmpty()) {
                    break;
                }
                memory.clear();
                continue;
            }
            remember(memory, x, next, gradient, nextGradient);
            double improvement = value - nextValue;
            x = next;
            gradient = nextGradient;
            value = nextValue;
            if (improvement <= 1e-9 * Math.max(1, Math.abs(value))) {
                break;
            }
        }
        return new Minimum(x, value);
    }

    private static void remember(
            Deque<Step> memory, double[] x, double[] next, double[] gradient, double[] nextGradient) {
        double[] move = new double[x.length];
        double[] change = new double[x.length];
        double curvature = 0;
        double square = 0;
        for (int i = 0; i < x.length; i++) {
            move[i] = next[i] - x[i];
            change[i] = nextGradient[i] - gradient[i];
            curvature += move[i] * change[i];
            square += change[i] * change[i];
        }
        if (curvature > 1e-10 * square) {
            memory.addLast(new Step(move, change, curvature));
            if (memory.size() > MEMORY) {
                memory.removeFirst();
            }
        }
    }

    private static double[] direction(double[] gradient, boolean[] free, Deque<Step> memory) {
        int n = gradient.length;
        double[] q = new double[n];
        for (int i = 0; i < n; i++) {
            q[i] = free[i] ? -gradient[i] : 0;
        }
        double[] factors = new double[memory.size()];
        int k = 0;
        for (Iterator<Step> newest = memory.descendingIterator(); newest.hasNext(); k++) {
            Step step = newest.next();
            factors[k] = Triangular.dot(step.move(), q, 0, n) / step.curvature();
            add(q, step.change(), -factors[k]);
        }
        if (!memory.isEmpty()) {
            Step newest = memory.getLast();
            double scale = newest.curvature() / Triangular.dot(newest.change(), newest.change(), 0, n);
            for (int i = 0; i < n; i++) {
                q[i] *= scale;
            }
        }
        for (Step step : memory) {
            k--;
            add(q, step.move(), factors[k] - Triangular.dot(step.change(), q, 0, n) / step.curvature());
        }
        for (int i = 0; i < n; i++) {
            q[i] = free[i] ? q[i] : 0;
        }
        return q;
    }

    private static void add(double[] sum, double[] addend, double factor) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * addend[i];
        }
    }

    private boolean[] free(double[] x, double[] gradient) {
        boolean[] free = new boolean[x.length];
        for (int i = 0; i < x.length; i++) {
            free[i] = !(x[i] <= lower[i] && gradient[i] > 0) && !(x[i] >= upper[i] && gradient[i] < 0);
        }
        return free;
    }

    private static double largest(double[] gradient, boolean[] free) {
        double largest = 0;
        for (int i = 0; i < gradient.length; i++) {
            largest = free[i] ? Math.max(largest, Math.abs(gradient[i])) : largest;
        }
        return largest;
    }

    private static double gain(double[] x, double[] next, double[] gradient) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += gradient[i] * (next[i] - x[i]);
        }
        return Math.min(sum, 0);
    }

    private static double[] along(double[] x, double[] direction, double length) {
        double[] next = x.clone();
        add(next, direction, length);
        return next;
    }

    private double[] project(double[] x) {
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.min(Math.max(x[i], lower[i]), upper[i]);
        }
        return x;
    }

    /** Bounds that are the same for all variables. */
    static double[] bound(int n, double value) {
        double[] bound = new double[n];
        Arrays.fill(bound, value);
        return bound;
    }
}
