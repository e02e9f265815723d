package io.trialog.tuners.metis;

import io.trialog.tuners.candidate.Losses;
import io.trialog.tuners.history.Trial;
import io.trialog.tuners.space.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Points with the median of the losses that were seen there, the losses as models see them. Immutable. */
final class Samples {

    private final Map<Point, List<Double>> losses;

    private Samples(Map<Point, List<Double>> losses) {
        this.losses = losses;
    }

    /** These trials, in this scale. */
    static Samples of(List<Trial> trials, Losses scale) {
        Map<Point, List<Double>> losses = new LinkedHashMap<>();
        for (Trial trial : trials) {
            losses.computeIfAbsent(trial.point(), unused -> new ArrayList<>()).add(scale.of(trial));
        }
        return new Samples(losses);
    }

    /** The points, in the order of their first trials. */
    List<Point> points() {
        return List.copyOf(losses.keySet());
    }

    /** The median loss of each point. */
    double[] medians() {
        return losses.values().stream().mapToDouble(Samples::median).toArray();
    }

    /** How often a point was evaluated. */
    int count(Point point) {
        return losses.getOrDefault(point, List.of()).size();
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
