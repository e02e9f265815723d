package io.trialog.cli;

import java.util.Arrays;

/** A curve in one line of text. */
final class Sparkline {

    private static final String UNICODE = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";
    private static final String ASCII = "_.-=+*#@";

    private Sparkline() {}

    /** At most so many characters; where there are more values, each stands for the mean of some. */
    static String of(double[] values, int width, Style style) {
        double[] points = resample(values, width);
        double[] finite = Arrays.stream(points).filter(Double::isFinite).toArray();
        double min = Arrays.stream(finite).min().orElse(0);
        double max = Arrays.stream(finite).max().orElse(0);
        String levels = style.unicode() ? UNICODE : ASCII;
        StringBuilder line = new StringBuilder();
        for (double point : points) {
            line.append(Double.isFinite(point) ? levels.charAt(level(point, min, max, levels.length())) : '?');
        }
        return line.toString();
    }

    private static int level(double value, double min, double max, int levels) {
        double share = max > min ? (value - min) / (max - min) : 0.5;
        return Math.min(levels - 1, (int) (share * levels));
    }

    private static double[] resample(double[] values, int width) {
        if (values.length <= width) {
            return values;
        }
        double[] points = new double[width];
        for (int i = 0; i < width; i++) {
            int from = (int) ((long) i * values.length / width);
            int to = (int) ((long) (i + 1) * values.length / width);
            points[i] = Arrays.stream(values, from, to).average().orElse(Double.NaN);
        }
        return points;
    }
}
