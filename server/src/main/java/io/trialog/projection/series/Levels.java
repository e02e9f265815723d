package io.trialog.projection.series;

/**
 * The down-sampled views of a series: a stretch of level L stands for {@value #FANOUT} of the level below, and so for
 * 4<sup>L</sup> points; level 0 is the points themselves. Only whole stretches are kept, so none ever changes. All levels
 * together have a third as many stretches as there are points.
 */
final class Levels {

    static final int FANOUT = 4;
    private static final int BITS = 2;

    private Levels() {}

    /** How many points a stretch of a level stands for. */
    static long unit(int level) {
        return 1L << (BITS * level);
    }

    /** The highest level whose stretches stand for no more points than this; 1 or more. */
    static int within(long points) {
        return (Long.SIZE - 1 - Long.numberOfLeadingZeros(points)) / BITS;
    }
}
