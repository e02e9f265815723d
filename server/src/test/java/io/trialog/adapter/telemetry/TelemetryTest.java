package io.trialog.adapter.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.trialog.adapter.kafka.PoisonKind;
import io.trialog.engine.ErrorCode;
import io.trialog.event.ExperimentId;
import io.trialog.event.MetricKind;
import io.trialog.experiment.CreateExperiment;
import io.trialog.experiment.StopExperiment;
import io.trialog.fixtures.Configs;
import io.trialog.fixtures.EngineFixture;
import io.trialog.fixtures.FakePlugins;
import io.trialog.fixtures.InMemoryEventLog;
import io.trialog.fixtures.PrometheusText;
import io.trialog.fixtures.SameThread;
import io.trialog.metric.Report;
import io.trialog.metric.ReportMetrics;
import io.trialog.port.GuestFailure;
import io.trialog.port.GuestThread;
import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.problem.InvalidInputException;
import io.trialog.spi.problem.Problem;
import io.trialog.spi.tuner.TunerFactory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class TelemetryTest {

    private static final Duration BUDGET = Duration.ofSeconds(10);

    @AutoClose
    private final Telemetry telemetry = new Telemetry();

    private final TunerFactory tuner = new FakePlugins()
            .withTuner("Fake", OptionSchema.none())
            .tuner("Fake")
            .orElseThrow();

    @Test
    void shouldCountWhatTheEngineDoes() {
        try (EngineFixture fixture = watched()) {
            // when
            live(fixture);

            // then
            PrometheusText scrape = scrape();
            assertThat(scrape.sum("trialog_commands_accepted_total", "command", "CreateExperiment"))
                    .isEqualTo(1);
            assertThat(scrape.sum("trialog_commands_accepted_total", "command", "ReportMetrics"))
                    .isEqualTo(3);
            assertThat(scrape.sum(
                            "trialog_commands_rejected_total",
                            "command",
                            "StopExperiment",
                            "code",
                            ErrorCode.EXPERIMENT_UNKNOWN.name()))
                    .isEqualTo(1);
            assertThat(scrape.sum("trialog_events_recorded_total", "type", "metric.reported"))
                    .isEqualTo(3);
            assertThat(scrape.sum("trialog_events_recorded_total"))
                    .isEqualTo(fixture.events(1).size());
            assertThat(scrape.sum("trialog_engine_batch_events_sum"))
                    .isEqualTo(fixture.events(1).size());
            assertThat(scrape.sum("trialog_engine_batch_commands_sum")).isEqualTo(6);
            assertThat(scrape.sum("trialog_engine_batch_commands_bucket", "le", "1.0"))
                    .isEqualTo(6);
            assertThat(scrape.sum("trialog_engine_waiting_commands")).isZero();
        }
    }

    @Test
    void shouldCountExperimentsAndTrialsByState() {
        try (EngineFixture fixture = watched()) {
            // when
            live(fixture);
            fixture.when(new CreateExperiment(new ExperimentId("other"), Configs.of(4, 2)));

            // then
            PrometheusText scrape = scrape();
            assertThat(scrape.sum("trialog_experiments", "state", "running")).isEqualTo(2);
            assertThat(scrape.sum("trialog_experiments", "state", "done")).isZero();
            assertThat(scrape.sum("trialog_trials", "state", "running")).isEqualTo(2);
            assertThat(scrape.sum("trialog_trials")).isEqualTo(2);
        }
    }

    @Test
    void shouldTimeCallsOfPlugins() {
        // when
        callPlugin();

        // then
        PrometheusText scrape = scrape();
        assertThat(scrape.sum("trialog_plugin_calls_seconds_count", "kind", "tuner", "name", "Fake", "call", "suggest"))
                .isEqualTo(3);
        assertThat(scrape.sum("trialog_plugin_failures_total", "kind", "tuner", "name", "Fake", "call", "suggest"))
                .isEqualTo(1);
    }

    @Test
    void shouldTimeFsyncAndRequests() {
        // when
        syncAndAnswer();

        // then
        PrometheusText scrape = scrape();
        assertThat(scrape.sum("trialog_log_fsync_seconds_sum")).isEqualTo(0.007);
        assertThat(scrape.sum("trialog_log_fsync_seconds_max")).isEqualTo(0.004);
        assertThat(scrape.sum("trialog_log_fsync_seconds_bucket", "le", "0.002"))
                .isZero();
        assertThat(scrape.sum("trialog_log_fsync_seconds_bucket", "le", "0.005"))
                .isEqualTo(2);
        assertThat(scrape.sum(
                        "trialog_http_requests_seconds_count", "method", "GET", "route", "/healthz", "status", "200"))
                .isEqualTo(1);
        assertThat(scrape.sum("trialog_http_requests_seconds_count", "route", "/healthz"))
                .isEqualTo(2);
        assertThat(scrape.sum("trialog_http_streams")).isEqualTo(7);
    }

    /** The engine thread does this for every command and batch. */
    @Test
    void shouldAllocateNothingForACommand() {
        // given
        EngineMeters meters = new EngineMeters(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        CreateExperiment command = new CreateExperiment(EngineFixture.X, Configs.of(4, 2));
        int count = 10_000;
        accept(meters, command, count);

        // when
        long before = threads.getCurrentThreadAllocatedBytes();
        accept(meters, command, count);
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;

        // then
        assertThat((double) bytes / count).as("bytes for a command").isLessThan(1);
    }

    private void accept(EngineMeters meters, CreateExperiment command, int count) {
        for (int i = 0; i < count; i++) {
            meters.accepted(command);
            meters.processed(1, 3);
            telemetry.synced(1_000_000);
        }
    }

    @Test
    void shouldMeasureTheVirtualMachine() {
        PrometheusText scrape = scrape();
        assertThat(scrape.sum("jvm_memory_used_bytes", "area", "heap")).isPositive();
        assertThat(scrape.sum("jvm_threads_live_threads")).isPositive();
        assertThat(scrape.sum("process_uptime_seconds")).isPositive();
        assertThat(scrape.sum("process_files_open_files")).isPositive();
    }

    @Test
    void shouldBeDocumented() throws IOException {
        try (EngineFixture fixture = watched()) {
            // given something of everything
            live(fixture);
            callPlugin();
            syncAndAnswer();

            // then
            assertThat(documented()).isEqualTo(own(scrape()));
        }
    }

    private EngineFixture watched() {
        EngineFixture fixture = new EngineFixture(new InMemoryEventLog(), 16, telemetry.events());
        telemetry.watch(fixture.engine());
        telemetry.watch(fixture.board());
        return fixture;
    }

    /** Six commands, one of which is refused. */
    private static void live(EngineFixture fixture) {
        fixture.when(new CreateExperiment(EngineFixture.X, Configs.of(4, 2))).whenTunerAnswers();
        for (int sequence = 0; sequence < 3; sequence++) {
            Report report = Report.of(sequence, MetricKind.INTERMEDIATE, Map.of("default", 0.5), null);
            fixture.when(new ReportMetrics(EngineFixture.attempt(0, 1), List.of(report)));
        }
        fixture.when(new StopExperiment(new ExperimentId("none"), "test")).thenRejected(ErrorCode.EXPERIMENT_UNKNOWN);
    }

    /** Three calls: an answer, a failure, and a plugin's proper way to say no. */
    private void callPlugin() {
        GuestThread thread = telemetry
                .timed((factory, name) -> new SameThread(), factory -> ((TunerFactory) factory).name())
                .open(tuner, "x");
        assertThat(thread.call("suggest", BUDGET, () -> "answer")).isCompletedWithValue("answer");
        failWith(thread, new GuestFailure("out of ideas", ""));
        failWith(thread, new InvalidInputException(new Problem("space", "too large")));
    }

    private void syncAndAnswer() {
        telemetry.synced(3_000_000);
        telemetry.synced(4_000_000);
        telemetry.answered("GET", "/healthz", 200, 2_000_000);
        telemetry.answered("GET", "/healthz", 503, 1_000);
        telemetry.watchStreams(() -> 7);
        telemetry.kafka().read("reports", 2);
        telemetry.kafka().recorded("reports", 100);
        telemetry.kafka().lag("reports", 0, 3);
        telemetry.kafka().deadLetter("reports", PoisonKind.BAD_KEY);
        telemetry.kafka().deadLetterRefused("reports");
        telemetry.kafka().lost("reports", 1);
        telemetry.kafka().fed("events", 5);
        telemetry.kafka().feedLag("events", 0);
        telemetry.kafka().away("localhost:9092", false);
    }

    private static void failWith(GuestThread thread, RuntimeException failure) {
        assertThatThrownBy(() -> thread.call("suggest", BUDGET, () -> {
                            throw failure;
                        })
                        .join())
                .hasCause(failure);
    }

    private PrometheusText scrape() {
        return PrometheusText.parse(telemetry.scrape());
    }

    /** Those that Micrometer has no name for; each comes with its maximum. */
    private static Set<String> own(PrometheusText scrape) {
        Set<String> names = new TreeSet<>(scrape.metrics());
        names.removeIf(name -> !name.startsWith("trialog_") || name.endsWith("_max"));
        return names;
    }

    private static Set<String> documented() throws IOException {
        Matcher name = Pattern.compile("\\| `(trialog_[a-z_]+)`").matcher(Files.readString(Path.of("docs/metrics.md")));
        Set<String> names = new TreeSet<>();
        while (name.find()) {
            names.add(name.group(1));
        }
        return names;
    }
}
