package io.trialog.projection.series;

/**
 * The down-sampled views of a series: a stretch of level 1 stands for the {@value #RUN} points that are stored together, a stretch of
 * any higher level for {@value #FANOUT} of the level below; level 0 is the points themselves. Only whole stretches are kept, so none
 * ever changes. All levels together have one stretch for every 48 points.
 */
final class Levels {

    /** How many points are stored together. */
    static final int RUN = 64;

    static final int FANOUT = 4;
    private static final int RUN_BITS = 6;
    private static final int FANOUT_BITS = 2;

    private Levels() {}

    /** How many points a stretch of a level stands for. */
    static long unit(int level) {
        return level == 0 ? 1 : 1L << (RUN_BITS + FANOUT_BITS * (level - 1));
    }

    /** The highest level whose stretches stand for no more points than this; 1 or more. */
    static int within(long points) {
        int bits = Long.SIZE - 1 - Long.numberOfLeadingZeros(points);
        return bits < RUN_BITS ? 0 : 1 + (bits - RUN_BITS) / FANOUT_BITS;
    }
}
