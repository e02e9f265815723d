package io.trialog.tuners.qmc;

import org.hipparchus.random.SobolSequenceGenerator;

/**
 * The Sobol sequence: points of the unit cube of which every stretch fills it more evenly than random ones would. Direction
 * numbers of Joe and Kuo ("Constructing Sobol sequences with better two-dimensional projections", SIAM J. Sci. Comput. 30(5), 2008), as Hipparchus
 * brings them; the points come in the order of the Gray code of their index (Antonov and Saleev, 1979). Immutable.
 *
 * <p>A scrambled sequence is one of Owen's nested uniform scramblings ("Randomly permuted (t,m,s)-nets and (t,s)-sequences", 1995): each point is uniformly distributed, while
 * the first 2^k of them, and each later block of as many, keep the even spread. The random permutations are hashes of seed, dimension and leading digits, so that a
 * point is a pure function of its index. A point of d dimensions takes O(d).
 */
public final class SobolSequence {

    private static final int MAX_DIFFERENT_DIMENSIONS = 21_201;
    private static final int INDEX_BITS = 31;
    private static final int DIGITS = 32;
    private static final int SOURCE_DIGITS = 52;
    private static final int LOW_BITS = 53 - DIGITS;
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    /** By dimension and bit of the index: the digits that the bit turns over, the most significant ones first. */
    private final int[][] directions;

    private final boolean isScrambled;
    private final long seed;

    private SobolSequence(int dimensions, boolean isScrambled, long seed) {
        if (dimensions < 1) {
            throw new IllegalArgumentException("dimensions: " + dimensions + " (expected: >= 1)");
        }
        this.directions = directions(dimensions);
        this.isScrambled = isScrambled;
        this.seed = seed;
    }

    /**
     * The sequence as defined, which begins at the origin.
     *
     * @param dimensions 1 or more; above 21,201 the directions repeat themselves
     */
    public static SobolSequence plain(int dimensions) {
        return new SobolSequence(dimensions, false, 0);
    }

    /**
     * The sequence randomised by a seed.
     *
     * @param dimensions 1 or more; above 21,201 the directions repeat themselves
     */
    public static SobolSequence scrambled(int dimensions, long seed) {
        return new SobolSequence(dimensions, true, seed);
    }

    private static int[][] directions(int dimensions) {
        int different = Math.min(dimensions, MAX_DIFFERENT_DIMENSIONS);
        SobolSequenceGenerator generator = new SobolSequenceGenerator(different);
        int[][] directions = new int[dimensions][INDEX_BITS];
        for (int bit = 0; bit < INDEX_BITS; bit++) {
            // the index whose Gray code has this bit alone
            double[] point = generator.skipTo((int) ((1L << (bit + 1)) - 1));
            for (int dimension = 0; dimension < dimensions; dimension++) {
                long digits = (long) (point[dimension % different] * (1L << SOURCE_DIGITS));
                directions[dimension][bit] = (int) (digits >>> (SOURCE_DIGITS - DIGITS));
            }
        }
        return directions;
    }

    /** How many coordinates a point has. */
    public int dimensions() {
        return directions.length;
    }

    /**
     * A point of the sequence, every coordinate in [0, 1).
     *
     * @param index 0 or more; the sequence begins again at 2^31
     */
    public double[] point(long index) {
        double[] point = new double[dimensions()];
        for (int dimension = 0; dimension < point.length; dimension++) {
            point[dimension] = coordinate(index, dimension);
        }
        return point;
    }

    private double coordinate(long index, int dimension) {
        long wrapped = index & ((1L << INDEX_BITS) - 1);
        int digits = 0;
        for (long code = wrapped ^ (wrapped >>> 1); code != 0; code &= code - 1) {
            digits ^= directions[dimension][Long.numberOfTrailingZeros(code)];
        }
        return isScrambled
                ? permuted(Integer.toUnsignedLong(digits), mix(seed + (dimension + 1) * GOLDEN_GAMMA))
                : Integer.toUnsignedLong(digits) * 0x1p-32;
    }

    /** Turns over each digit or not, as a hash of those before it says; what lies behind the last one is random, too. */
    private static double permuted(long digits, long key) {
        long result = 0;
        long prefix = 1; // a leading 1 tells prefixes of different lengths apart
        for (int place = DIGITS - 1; place >= 0; place--) {
            long digit = (digits >>> place) & 1;
            result = (result << 1) | (digit ^ (mix(key ^ (prefix * GOLDEN_GAMMA)) >>> 63));
            prefix = (prefix << 1) | digit;
        }
        long low = mix(key ^ (prefix * GOLDEN_GAMMA)) >>> (64 - LOW_BITS);
        return ((result << LOW_BITS) | low) * 0x1p-53;
    }

    /** Stafford's variant 13 of MurmurHash3's finalizer: every bit of the result depends on every bit of the argument. */
    private static long mix(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
