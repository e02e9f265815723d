package io.trialog.adapter.insight;

import io.trialog.spi.space.SearchSpace;
import io.trialog.tuners.space.Point;
import java.util.List;

/**
 * What a model learns from. Equal lessons make equal models.
 *
 * @param space what the points are points of
 * @param metric the name of the values
 * @param points of trials, in the order of their numbers
 * @param values as many finite numbers
 */
record Lessons(SearchSpace space, String metric, List<Point> points, List<Double> values) {

    Lessons {
        points = List.copyOf(points);
        values = List.copyOf(values);
    }
}
