package io.trialog.tuners.curvefitting;

import java.util.List;

/**
 * Shapes of learning curves over the step x = 1, 2, ...: those that Domhan et al. collected ("Speeding up automatic
 * hyperparameter optimization of deep neural networks by extrapolation of learning curves", IJCAI 2015, table 1), and a straight
 * line. Written for values that rise from about 0.1 to about 0.9. Parameters that have to be positive are given by their
 * logarithms, so that every parameter may be any number.
 *
 * @param name what the paper calls it
 */
record CurveFamily(String name, Formula formula, Start start) {

    /** A value at a step; may overflow or be not-a-number for odd parameters. */
    interface Formula {
        double at(double x, double[] parameters);
    }

    /** Where a fit to a curve of so many steps begins. */
    interface Start {
        double[] parameters(double steps);
    }

    private static final double MAX_EXPONENT = 20;

    static final List<CurveFamily> ALL = List.of(
            new CurveFamily("vap", (x, p) -> Math.exp(p[0] + p[1] / x + p[2] * Math.log(x)), n ->
                    new double[] {-0.1, -1, 0.05}),
            new CurveFamily("pow3", (x, p) -> p[0] - p[1] * Math.pow(x, -exp(p[2])), n -> new double[] {1, 0.9, -0.7}),
            new CurveFamily("linear", (x, p) -> p[0] * x + p[1], n -> new double[] {0.8 / n, 0.1}),
            new CurveFamily("logx_linear", (x, p) -> p[0] * Math.log(x) + p[1], n ->
                    new double[] {0.8 / Math.log(n + 1), 0.1}),
            new CurveFamily("dr_hill_zero_background", (x, p) -> p[0] / (1 + Math.pow(exp(p[1]) / x, exp(p[2]))), n ->
                    new double[] {1, Math.log(n / 4 + 1), 0}),
            new CurveFamily("log_power", (x, p) -> p[0] / (1 + Math.exp(p[2] * (Math.log(x) - p[1]))), n ->
                    new double[] {1, Math.log(n / 4 + 1), -1}),
            new CurveFamily("pow4", (x, p) -> p[0] - Math.pow(exp(p[1]) * x + exp(p[2]), -exp(p[3])), n ->
                    new double[] {1, 0, 0, -0.3}),
            new CurveFamily(
                    "mmf",
                    (x, p) -> p[0] - (p[0] - p[1]) / (1 + Math.pow(exp(p[2]) * x, exp(p[3]))),
                    CurveFamily::growth),
            new CurveFamily("exp4", (x, p) -> p[0] - Math.exp(p[1] - exp(p[2]) * Math.pow(x, exp(p[3]))), n ->
                    new double[] {0.9, -0.2, Math.log(4 / n), 0}),
            new CurveFamily("ilog2", (x, p) -> p[0] - p[1] / Math.log(x + 1), n -> new double[] {1, 0.6}),
            new CurveFamily(
                    "weibull",
                    (x, p) -> p[0] - (p[0] - p[1]) * Math.exp(-Math.pow(exp(p[2]) * x, exp(p[3]))),
                    CurveFamily::growth),
            new CurveFamily(
                    "janoschek",
                    (x, p) -> p[0] - (p[0] - p[1]) * Math.exp(-exp(p[2]) * Math.pow(x, exp(p[3]))),
                    CurveFamily::growth));

    double at(double x, double[] parameters) {
        return formula.at(x, parameters);
    }

    /** How many parameters it has. */
    int size() {
        return start.parameters(1).length;
    }

    /** Upper level, level at 0, rate and exponent. */
    private static double[] growth(double steps) {
        return new double[] {0.9, 0.1, Math.log(4 / steps), 0};
    }

    private static double exp(double logarithm) {
        return Math.exp(Math.min(logarithm, MAX_EXPONENT));
    }
}
