package io.trialog.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A series that is drawn over several lines of text, with its extremes at the left. */
final class StepChart {

    private static final String LEVELS = " \u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";

    private StepChart() {}

    /**
     * The lines, the highest first; none when there is nothing to draw.
     *
     * @param width of everything, labels included
     */
    static List<String> of(double[] values, int width, int height, Style style) {
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        if (finite.length < 2 || height < 2) {
            return List.of();
        }
        double min = Arrays.stream(finite).min().orElseThrow();
        double max = Arrays.stream(finite).max().orElseThrow();
        String top = NumberText.of(max);
        String bottom = NumberText.of(min);
        int label = Math.max(top.length(), bottom.length());
        int columns = Math.min(width - label - 2, Math.max(finite.length, 20));
        if (columns < 8) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < height; row++) {
            String text = row == 0 ? top : row == height - 1 ? bottom : "";
            StringBuilder line = new StringBuilder(" ".repeat(label - text.length()))
                    .append(text)
                    .append(' ');
            line.append(style.unicode() ? '\u2502' : '|');
            for (int column = 0; column < columns; column++) {
                double value = finite[(int) ((long) column * finite.length / columns)];
                line.append(cell(share(value, min, max), height - 1 - row, height, style));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    /** The lowest value still shows as a line. */
    private static double share(double value, double min, double max) {
        return max > min ? 0.06 + 0.94 * (value - min) / (max - min) : 0.5;
    }

    private static char cell(double share, int fromBelow, int height, Style style) {
        double filled = share * height - fromBelow;
        if (!style.unicode()) {
            return filled >= 0.5 ? '#' : ' ';
        }
        int level = (int) Math.round(Math.max(0, Math.min(1, filled)) * 8);
        return LEVELS.charAt(level);
    }
}
