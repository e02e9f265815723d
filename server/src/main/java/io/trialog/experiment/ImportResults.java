package io.trialog.experiment;

import io.trialog.engine.Command;
import io.trialog.event.ExperimentId;
import io.trialog.spi.space.Configuration;
import java.util.List;
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
     * @param configuration what was evaluated
     * @param value what came out
     */
    public record Result(Configuration configuration, double value) {
        public Result {
            Objects.requireNonNull(configuration, "configuration");
        }
    }

    public ImportResults {
        results = List.copyOf(results);
    }
}
