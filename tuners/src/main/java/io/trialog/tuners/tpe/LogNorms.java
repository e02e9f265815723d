package io.trialog.tuners.tpe;

/**
 * The logarithms of the densities at their means of normal distributions of one deviation that are truncated to [0, 1]: what
 * each kernel of an axis begins with. For many kernels they come from a table, linear between its entries: wrong by less than 1e-4 for a
 * deviation of {@link Bandwidths#FLOOR} or more; narrower ones get none.
 */
final class LogNorms {

    private static final int CELLS = 1024;
    private static final int FEW = 256;
    private static final double[] NONE = {};

    private final double deviation;
    private final double[] table;

    /** Norms for this many kernels. */
    LogNorms(double deviation, int kernels) {
        this.deviation = deviation;
        this.table = kernels > FEW && deviation >= Bandwidths.FLOOR ? table(deviation) : NONE;
    }

    private static double[] table(double deviation) {
        double[] table = new double[CELLS + 1];
        for (int i = 0; i <= CELLS / 2; i++) {
            table[i] = Gaussian.logNorm((double) i / CELLS, deviation);
            table[CELLS - i] = table[i];
        }
        return table;
    }

    double deviation() {
        return deviation;
    }

    /** The norm for a mean in [0, 1]. */
    double at(double mean) {
        if (table.length == 0) {
            return Gaussian.logNorm(mean, deviation);
        }
        int cell = Math.min((int) (mean * CELLS), CELLS - 1);
        double share = mean * CELLS - cell;
        return (1 - share) * table[cell] + share * table[cell + 1];
    }
}
