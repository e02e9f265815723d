package io.trialog.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.fixtures.PrometheusText;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus reads of a server that has run an experiment. */
class MetricsIT {

    private static final int TRIALS = 5;
    private static final String SETTINGS = """
            maxTrialNumber: 5
            trialConcurrency: 2
            optimizeMode: maximize
            tuner: {name: TPE}
            assessor: {name: Medianstop}
            """;
    private static final String SCRIPT = """
            x = trialog.get_next_parameter()["x"]
            trialog.report_intermediate_result(0.5)  # no worse than the others: the assessor stops none
            trialog.report_final_result(x)
            """;

    @TempDir
    private Path folder;

    @Test
    void shouldTellPrometheusWhatHappened() {
        try (Workplace workplace = new Workplace(folder)) {
            // given
            Experiments experiments = workplace.experiments();
            Api api = new Api(workplace.serve().url());
            String id = api.create(experiments.posted(experiments.python(SETTINGS, SCRIPT)));
            Experiments.awaitThat(
                    () -> api.experiment(id).path("state").asText().equals("DONE"));
            assertThat(api.post("/api/v1/experiments/" + id + "/trials/0/stop", "")
                            .code())
                    .isEqualTo("TRIAL_STATE");

            // when
            PrometheusText scrape = PrometheusText.parse(api.text("/metrics"));

            // then
            assertThat(scrape.sum("trialog_experiments", "state", "done")).isEqualTo(1);
            assertThat(scrape.sum("trialog_trials", "state", "succeeded")).isEqualTo(TRIALS);
            assertThat(scrape.sum("trialog_trials")).isEqualTo(TRIALS);

            assertThat(scrape.sum("trialog_events_recorded_total", "type", "trial.ended"))
                    .isEqualTo(TRIALS);
            assertThat(scrape.sum("trialog_events_recorded_total", "type", "metric.reported"))
                    .isEqualTo(2 * TRIALS);
            assertThat(scrape.sum("trialog_engine_batch_events_sum"))
                    .isGreaterThanOrEqualTo(scrape.sum("trialog_events_recorded_total"));
            assertThat(scrape.sum("trialog_log_fsync_seconds_count")).isPositive();
            assertThat(scrape.sum("trialog_log_fsync_seconds_sum")).isPositive();

            assertThat(scrape.sum("trialog_commands_accepted_total", "command", "CreateExperiment"))
                    .isEqualTo(1);
            assertThat(scrape.sum("trialog_commands_rejected_total", "command", "StopTrial", "code", "TRIAL_STATE"))
                    .isEqualTo(1);
            assertThat(scrape.sum("trialog_engine_waiting_commands")).isNotNegative();

            assertThat(calls(scrape, "tuner", "TPE", "suggest")).isPositive();
            assertThat(calls(scrape, "tuner", "TPE", "observe")).isPositive();
            assertThat(calls(scrape, "assessor", "Medianstop", "assess")).isEqualTo(TRIALS);
            assertThat(calls(scrape, "training_service", "local", "launch")).isEqualTo(TRIALS);

            assertThat(scrape.sum(
                            "trialog_http_requests_seconds_count",
                            "method",
                            "POST",
                            "route",
                            "/api/v1/experiments",
                            "status",
                            "201"))
                    .isEqualTo(1);
            assertThat(scrape.sum("trialog_http_streams")).isZero();
            assertThat(scrape.sum("jvm_memory_used_bytes", "area", "heap")).isPositive();
        }
    }

    private static double calls(PrometheusText scrape, String kind, String name, String call) {
        return scrape.sum("trialog_plugin_calls_seconds_count", "kind", kind, "name", name, "call", call);
    }
}
