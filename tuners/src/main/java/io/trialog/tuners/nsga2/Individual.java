package io.trialog.tuners.nsga2;

import io.trialog.tuners.space.Point;

/** An evaluated point with a loss for each objective. */
final class Individual {

    private final long trial;
    private final Point point;
    private final double[] losses;

    Individual(long trial, Point point, double[] losses) {
        this.trial = trial;
        this.point = point;
        this.losses = losses.clone();
    }

    long trial() {
        return trial;
    }

    Point point() {
        return point;
    }

    /** One for each objective; not to be changed. */
    double[] losses() {
        return losses;
    }
}
