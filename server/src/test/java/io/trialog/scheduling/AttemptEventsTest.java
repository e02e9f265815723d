package io.trialog.scheduling;

import static io.trialog.fixtures.EngineFixture.X;
import static io.trialog.fixtures.EngineFixture.attempt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trialog.engine.CommandSender;
import io.trialog.event.AttemptEnded;
import io.trialog.event.Event;
import io.trialog.event.MetricKind;
import io.trialog.event.MetricReported;
import io.trialog.event.RecordedEvent;
import io.trialog.event.TrialState;
import io.trialog.experiment.CreateExperiment;
import io.trialog.experiment.ExperimentConfig;
import io.trialog.fixtures.Configs;
import io.trialog.fixtures.EngineFixture;
import io.trialog.fixtures.InMemoryEventLog;
import io.trialog.fixtures.InMemoryTransports;
import io.trialog.metric.Report;
import io.trialog.port.TrialFormat;
import io.trialog.projection.activity.LaunchWaits;
import io.trialog.spi.training.AttemptOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How the end of an attempt gets into the log, with what it left behind. */
class AttemptEventsTest {

    /** What each commit holds of reports (R) and ends (E), such as RRE. */
    private final List<String> commits = new CopyOnWriteArrayList<>();

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final EngineFixture fixture = new EngineFixture(new InMemoryEventLog(), 64, this::note);

    @AfterEach
    void stop() {
        fixture.close();
        timer.shutdownNow();
    }

    @Test
    void shouldMakeTheLastReportsDurableTogetherWithTheEnd() {
        // when
        end(Configs.of(9, 1), "0.1", "0.2");

        // then
        await().untilAsserted(() -> assertThat(commits).containsExactly("RRE"));
        assertThat(fixture.board().trial(X, 0).orElseThrow().state()).isEqualTo(TrialState.SUCCEEDED);
    }

    @Test
    void shouldRecordManyReportsInParts() {
        // when
        end(Configs.of(9, 1), IntStream.range(0, 1002).mapToObj(i -> "0.1").toArray(String[]::new));

        // then
        await().untilAsserted(() -> assertThat(commits).containsExactly("R".repeat(500), "R".repeat(500), "RRE"));
    }

    @Test
    void shouldNotEndBeforeTheReportsAreKnownWhereOthersMayBeOnTheirWay() {
        // when
        end(Configs.overKafka(Configs.of(9, 1)), "0.1", "0.2");

        // then
        await().untilAsserted(() -> assertThat(commits).containsExactly("RR", "E"));
    }

    /** Runs the first trial of an experiment, whose last report is its result. */
    private void end(ExperimentConfig config, String... values) {
        fixture.when(new CreateExperiment(X, config)).whenTunerAnswers();
        CommandSender sender = new CommandSender(fixture.engine(), timer);
        AwaitedReports awaited = new AwaitedReports(
                X, config.transport(), new InMemoryTransports(), fixture.board(), sender, Runnable::run);
        new AttemptEvents(new ValuesFormat(), sender, awaited, new LaunchWaits(() -> Instant.EPOCH))
                .ended(attempt(0, 1), AttemptOutcome.exited(0).withUndeliveredReports(List.of(values)));
    }

    private void note(List<RecordedEvent> events) {
        String commit =
                events.stream().map(recorded -> letter(recorded.event())).collect(Collectors.joining());
        if (!commit.isEmpty()) {
            commits.add(commit);
        }
    }

    private static String letter(Event event) {
        if (event instanceof MetricReported) {
            return "R";
        }
        return event instanceof AttemptEnded ? "E" : "";
    }

    /** A line is a value. */
    private static final class ValuesFormat implements TrialFormat {

        @Override
        public String parameters(Map<String, @Nullable Object> configuration) {
            return configuration.toString();
        }

        @Override
        public List<Report> spooledReports(List<String> lines) {
            return IntStream.range(0, lines.size())
                    .mapToObj(i -> Report.of(
                            i,
                            i < lines.size() - 1 ? MetricKind.INTERMEDIATE : MetricKind.FINAL,
                            Map.of("default", Double.valueOf(lines.get(i))),
                            null))
                    .toList();
        }
    }
}
