package io.trialog.experiment;

import io.trialog.engine.Command;
import io.trialog.event.ExperimentId;
import io.trialog.metric.ObjectiveMetric;
import io.trialog.spi.space.Configuration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Brings results from elsewhere, for the tuner to learn from. All of them, or none. The reply is how many the experiment has
 * then.
 *
 * @param id the experiment
 * @param results the results, in the order in which the tuner is told
 */
public record ImportResults(ExperimentId id, List<Result> results) implements ExperimentCommand, Command<Integer> {

    /**
     * One result.
     *
     * @param configuration what was evaluated; its budget, as trials receive it, may be left in
     * @param values what came out by metric; {@code default} for a number alone, which is the only objective's
     */
    public record Result(Configuration configuration, Map<String, Double> values) {
        public Result {
            Objects.requireNonNull(configuration, "configuration");
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        /** A result that is a number alone. */
        public Result(Configuration configuration, double value) {
            this(configuration, Map.of(ObjectiveMetric.DEFAULT_NAME, value));
        }
    }

    public ImportResults {
        results = List.copyOf(results);
    }
}
