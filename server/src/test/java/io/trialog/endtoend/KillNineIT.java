package io.trialog.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trialog.endtoend.Experiments.Start;
import io.trialog.fixtures.Seed;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server is killed in mid-run. Nothing is lost, nothing runs twice, trials do not notice. */
class KillNineIT {

    @TempDir
    private Path folder;

    @AutoClose
    private Workplace workplace;

    private Experiments experiments;

    @BeforeEach
    void begin() {
        workplace = new Workplace(folder);
        experiments = workplace.experiments();
    }

    /** Three kills at random moments of one experiment. */
    @RepeatedTest(3)
    void shouldLoseNothingAndRunNothingTwice() {
        // given
        int trials = 10;
        Random random = Seed.random(getClass());
        Path configuration = experiments.python("maxTrialNumber: 10\ntrialConcurrency: 2\n", """
                for step in range(4):
                    trialog.report_intermediate_result(number + step / 10)
                    time.sleep(0.07)
                trialog.report_final_result(number + 0.5)
                """);
        TrialogProcess server = workplace.run(configuration);
        String id = server.experiment();

        // when
        for (int kill = 0; kill < 3; kill++) {
            experiments.awaitStarts(Math.min(experiments.starts().size() + random.nextInt(3), trials - 3));
            if (server.endsWithin(Duration.ofMillis(random.nextInt(400)))) {
                break; // too late: it has come to its end
            }
            server.kill();
            server = workplace.resume(id);
            server.url();
        }
        server.ended().with(0);

        // then
        RecordedLog log = workplace.log();
        assertThat(log.experimentStates()).endsWith("DONE");
        assertThat(log.trialEnds()).hasSize(trials).containsOnly("SUCCEEDED");
        assertThat(log.events("trial.ended"))
                .extracting(end -> end.path("number").asLong())
                .containsExactlyInAnyOrderElementsOf(numbers(trials));
        assertThat(log.events("trial.requeued")).isEmpty();
        for (long trial = 0; trial < trials; trial++) {
            assertThat(log.reports(trial))
                    .containsExactly(
                            trial + 0 / 10.0, trial + 1 / 10.0, trial + 2 / 10.0, trial + 3 / 10.0, trial + 0.5);
        }
        assertThat(experiments.starts()).extracting(Start::attempt).containsOnly(1);
        assertThat(experiments.starts()).extracting(Start::trial).containsExactlyInAnyOrderElementsOf(numbers(trials));
    }

    @Test
    void shouldTakeInWhatWasReportedWhileNoServerRan() {
        // given
        Path configuration = experiments.python("maxTrialNumber: 2\ntrialConcurrency: 2\n", """
                trialog.report_intermediate_result(number)
                mark("reported-%d" % number)
                wait_for("server-is-dead")
                for step in range(1, 6):
                    trialog.report_intermediate_result(number + step / 10)
                mark("reported-to-nobody-%d" % number)
                wait_for("server-is-back")
                trialog.report_intermediate_result(number + 0.6)
                trialog.report_final_result(number + 0.7)
                """);
        TrialogProcess first = workplace.run(configuration);
        String id = first.experiment();
        URI before = first.url();
        experiments.awaitMark("reported-0");
        experiments.awaitMark("reported-1");

        // when
        first.kill();
        experiments.open("server-is-dead");
        experiments.awaitMark("reported-to-nobody-0");
        experiments.awaitMark("reported-to-nobody-1");
        TrialogProcess second = workplace.resume(id);
        assertThat(second.url()).isNotEqualTo(before);
        experiments.open("server-is-back");
        second.ended().with(0);

        // then
        RecordedLog log = workplace.log();
        for (long trial = 0; trial < 2; trial++) {
            assertThat(log.reports(trial))
                    .containsExactly(
                            trial + 0.0,
                            trial + 1 / 10.0,
                            trial + 2 / 10.0,
                            trial + 3 / 10.0,
                            trial + 4 / 10.0,
                            trial + 5 / 10.0,
                            trial + 0.6,
                            trial + 0.7);
        }
        assertThat(log.trialEnds()).containsExactly("SUCCEEDED", "SUCCEEDED");
        assertThat(experiments.starts()).hasSize(2);
    }

    @Test
    void shouldFindHowTrialsEndedWhileNoServerRan() {
        // given
        Path configuration = experiments.python("maxTrialNumber: 3\ntrialConcurrency: 2\n", """
                import sys
                trialog.report_intermediate_result(number)
                mark("reported-%d" % number)
                if number < 2:
                    wait_for("server-is-dead")
                trialog.report_final_result(number + 0.5)
                if number == 1:
                    print("no luck today", file=sys.stderr)
                    sys.exit(3)
                """);
        TrialogProcess first = workplace.run(configuration);
        String id = first.experiment();
        experiments.awaitMark("reported-0");
        experiments.awaitMark("reported-1");

        // when
        first.kill();
        experiments.open("server-is-dead");
        experiments.awaitEndOfAll();
        workplace.resume(id).ended().with(0);

        // then
        RecordedLog log = workplace.log();
        JsonNode success = log.event("trial.ended", 0);
        assertThat(success.path("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(success.path("value").asDouble()).isEqualTo(0.5);
        assertThat(log.event("attempt.ended", 0).path("exitCode").asInt(-1)).isZero();
        JsonNode failure = log.event("trial.ended", 1);
        assertThat(failure.path("state").asText()).isEqualTo("FAILED");
        assertThat(failure.path("reason").asText()).startsWith("exit code 3: ");
        assertThat(log.event("attempt.ended", 1).path("exitCode").asInt(-1)).isEqualTo(3);
        assertThat(log.event("attempt.ended", 1).path("message").asText()).contains("no luck today");
        for (long trial = 0; trial < 3; trial++) {
            assertThat(log.reports(trial)).containsExactly(trial + 0.0, trial + 0.5);
        }
        assertThat(experiments.starts()).extracting(Start::trial).containsExactlyInAnyOrder(0L, 1L, 2L);
    }

    @Test
    void shouldContinueByItselfWhatAServerWasRunning() {
        // given
        Path configuration = experiments.python("maxTrialNumber: 4\ntrialConcurrency: 1\n", """
                trialog.report_intermediate_result(number)
                mark("reported-%d" % number)
                wait_for("go-%d" % number)
                trialog.report_final_result(number + 0.5)
                """);
        TrialogProcess first = workplace.serve();
        String id = new Api(first.url()).create(experiments.posted(configuration));
        experiments.open("go-0");
        experiments.awaitMark("reported-1");

        // when
        first.kill();
        TrialogProcess second = workplace.serve();
        Api api = new Api(second.url());
        List.of("go-1", "go-2", "go-3").forEach(experiments::open);

        // then
        Experiments.awaitThat(() -> api.experiment(id).path("state").asText().equals("DONE"));
        assertThat(second.out()).contains(id);
        RecordedLog log = workplace.log();
        assertThat(log.trialEnds()).hasSize(4).containsOnly("SUCCEEDED");
        for (long trial = 0; trial < 4; trial++) {
            assertThat(log.reports(trial)).containsExactly(trial + 0.0, trial + 0.5);
        }
        assertThat(experiments.starts())
                .usingElementComparator(Comparator.comparing(Start::trial).thenComparing(Start::attempt))
                .containsExactly(new Start(0, 1, 0), new Start(1, 1, 0), new Start(2, 1, 0), new Start(3, 1, 0));
    }

    private static List<Long> numbers(int count) {
        return LongStream.range(0, count).boxed().toList();
    }
}
