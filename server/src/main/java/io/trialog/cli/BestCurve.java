package io.trialog.cli;

import io.trialog.projection.TrialRow;
import io.trialog.spi.tuner.Direction;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * The best value after each result.
 *
 * @param succeeded how many results it is made of, not finite ones included
 * @param values in the order in which the results came
 */
record BestCurve(int succeeded, List<Double> values) {

    BestCurve {
        values = List.copyOf(values);
    }

    static BestCurve of(List<TrialRow> results, int succeeded, Direction direction) {
        double[] values = results.stream()
                .filter(row -> row.value() != null && Double.isFinite(row.value()))
                .sorted(Comparator.comparing(row -> Objects.requireNonNullElse(row.endedAt(), Instant.MAX)))
                .mapToDouble(TrialRow::value)
                .toArray();
        for (int i = 1; i < values.length; i++) {
            values[i] = direction.isBetter(values[i], values[i - 1]) ? values[i] : values[i - 1];
        }
        return new BestCurve(succeeded, Arrays.stream(values).boxed().toList());
    }

    double[] points() {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
