package io.trialog.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trialog.adapter.rocksdb.Durability;
import io.trialog.engine.Outcome;
import io.trialog.event.AttemptScheduled;
import io.trialog.event.AttemptSilent;
import io.trialog.event.Event;
import io.trialog.event.ExperimentId;
import io.trialog.event.ExperimentState;
import io.trialog.event.MetricReported;
import io.trialog.event.TrialEnded;
import io.trialog.event.TrialRequeued;
import io.trialog.event.TrialState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Somebody sets the machine's clock while trials run, by more than any of their limits: no trial is harmed. */
@DisabledOnOs(OS.WINDOWS)
class ClockStepTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TRIALS = 2;
    /** As many as a trial makes in a second and a half: time enough for whoever wants to draw conclusions. */
    private static final int REPORTS_A_STEP = 50;

    @TempDir
    private Path folder;

    private TrialogServer server;
    private volatile Duration offset = Duration.ZERO;

    @BeforeEach
    void startServer() {
        server = started();
    }

    @AfterEach
    void endTrialsAndServer() throws IOException {
        Files.writeString(folder.resolve("enough"), "");
        server.close();
    }

    private TrialogServer started() {
        return TrialogServer.start(options(), () -> Instant.now().plus(offset));
    }

    private ServerOptions options() {
        return new ServerOptions(folder.resolve("data"), "127.0.0.1", 0, false, Durability.OS, List.of(), null);
    }

    @Test
    void shouldNotHarmTrialsWhenTheClockIsSet() throws IOException {
        // given
        ExperimentId id = accepted(server.create(
                TrialogServer.configuration(options(), configuration()).config()));
        awaitReports(id);

        // when
        for (int hours : new int[] {1, -1, 0}) {
            offset = Duration.ofHours(hours);
            awaitReports(id);
        }
        for (int hours : new int[] {1, -1}) {
            server.close();
            offset = Duration.ofHours(hours);
            server = started();
            accepted(server.resume(id, null));
            awaitReports(id);
        }
        offset = Duration.ZERO;
        Files.writeString(folder.resolve("enough"), "");
        await().atMost(PATIENCE)
                .until(() -> server.board().experiment(id).orElseThrow().state() == ExperimentState.DONE);

        // then
        assertThat(events(TrialEnded.class))
                .hasSize(TRIALS)
                .extracting(TrialEnded::state)
                .containsOnly(TrialState.SUCCEEDED);
        assertThat(events(AttemptScheduled.class)).hasSize(TRIALS);
        assertThat(events(TrialRequeued.class)).isEmpty();
        assertThat(allEvents()).as("nobody was taken for dead").doesNotHaveAnyElementsOfTypes(AttemptSilent.class);
        for (long trial = 0; trial < TRIALS; trial++) {
            int made = Integer.parseInt(
                    Files.readString(folder.resolve("made-" + trial)).strip());
            assertThat(reports(trial)).as("reports of trial %d", trial).isEqualTo(made);
        }
    }

    private Path configuration() throws IOException {
        Path sdk = Path.of("..", "trial-sdk", "python").toAbsolutePath().normalize();
        Files.writeString(folder.resolve("trial.py"), """
                import os, sys, time
                sys.path.insert(0, %s)
                import trialog
                made = 0
                while not os.path.exists("enough"):
                    trialog.report_intermediate_result(made)
                    made += 1
                    time.sleep(0.03)
                trialog.report_final_result(0.5)
                with open("made-%%d" %% trialog.get_sequence_id(), "w") as file:
                    file.write(str(made + 1))
                """.formatted("'" + sdk + "'"));
        return Files.writeString(folder.resolve("experiment.yaml"), """
                searchSpace: {x: {_type: uniform, _value: [0, 1]}}
                trialCommand: python3 trial.py
                maxTrialNumber: %d
                trialConcurrency: %d
                maxTrialDuration: 10m
                trialLease: 5s
                tuner: {name: Random}
                """.formatted(TRIALS, TRIALS));
    }

    /** Waits until each trial has reported so often again, in the log. */
    private void awaitReports(ExperimentId id) {
        List<Long> before = Stream.of(0L, 1L).map(this::reports).toList();
        await().atMost(PATIENCE).untilAsserted(() -> {
            for (int trial = 0; trial < TRIALS; trial++) {
                assertThat(reports(trial)).isGreaterThanOrEqualTo(before.get(trial) + REPORTS_A_STEP);
            }
            assertThat(server.board().experiment(id).orElseThrow().state().isActive())
                    .isTrue();
        });
    }

    private long reports(long trial) {
        return events(MetricReported.class).stream()
                .filter(report -> report.number() == trial)
                .count();
    }

    private <E extends Event> List<E> events(Class<E> type) {
        return allEvents().stream().filter(type::isInstance).map(type::cast).toList();
    }

    private List<Event> allEvents() {
        List<Event> events = new ArrayList<>();
        server.log().read(1, recorded -> events.add(recorded.event()));
        return events;
    }

    private static ExperimentId accepted(CompletableFuture<Outcome<ExperimentId>> outcome) {
        return outcome.join().fold(id -> id, rejection -> {
            throw new AssertionError(rejection);
        });
    }
}
