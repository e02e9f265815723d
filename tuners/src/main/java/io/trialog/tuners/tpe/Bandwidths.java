package io.trialog.tuners.tpe;

/**
 * How wide the kernels of numeric dimensions are: {@code 0.1 n^(-1 / (d + 4))} of the range for n points of d coordinates
 * each, the rate of Scott's rule (Scott, "Multivariate Density Estimation", 1992, section 6.3), with a floor of 3 % of the
 * range. A fixed magnitude instead of the points' own deviation keeps the search from narrowing itself; the floor does so
 * when there are many points (Watanabe, arXiv:2304.11127, section 4, on the magnitude and the minimum of the bandwidth).
 */
final class Bandwidths {

    private static final double MAGNITUDE = 0.1;
    private static final double FLOOR = 0.03;

    private Bandwidths() {}

    /**
     * The deviation of the kernels of one dimension.
     *
     * @param points how many points have a coordinate in it
     * @param dimensions how many coordinates the points have on average
     * @return a share of the range
     */
    static double of(double points, double dimensions) {
        return Math.max(FLOOR, MAGNITUDE * Math.pow(Math.max(points, 1), -1 / (dimensions + 4)));
    }
}
