package io.trialog.adapter.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.trialog.event.ExperimentState;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.ExperimentSummary;
import io.trialog.projection.TrialCounts;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;

/** How many experiments and trials are in which state, as of the last look. Any thread. */
final class BoardMeters {

    private final ExperimentBoard board;
    private volatile Map<ExperimentState, Integer> experiments = Map.of();
    private volatile TrialCounts trials = TrialCounts.NONE;

    BoardMeters(ExperimentBoard board, MeterRegistry registry) {
        this.board = board;
        for (ExperimentState state : ExperimentState.values()) {
            if (state != ExperimentState.VIEWED) { // never stored
                Gauge.builder("trialog.experiments", () -> experiments.getOrDefault(state, 0))
                        .description("Experiments that are recorded, by state")
                        .tag("state", state.name().toLowerCase(Locale.ROOT))
                        .register(registry);
            }
        }
        trials("waiting", TrialCounts::waiting, registry);
        trials("running", TrialCounts::running, registry);
        trials("succeeded", TrialCounts::succeeded, registry);
        trials("failed", TrialCounts::failed, registry);
        trials("canceled", TrialCounts::canceled, registry);
        trials("early_stopped", TrialCounts::earlyStopped, registry);
    }

    /** Looks at the board: once for all gauges, as there may be thousands of experiments. */
    void look() {
        Map<ExperimentState, Integer> found = new EnumMap<>(ExperimentState.class);
        TrialCounts sum = TrialCounts.NONE;
        for (ExperimentSummary experiment : board.experiments()) {
            found.merge(experiment.state(), 1, Integer::sum);
            sum = sum.plus(experiment.counts());
        }
        experiments = found;
        trials = sum;
    }

    private void trials(String state, ToIntFunction<TrialCounts> count, MeterRegistry registry) {
        Gauge.builder("trialog.trials", () -> count.applyAsInt(trials))
                .description("Trials of all recorded experiments, by state")
                .tag("state", state)
                .register(registry);
    }
}
