package io.trialog.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trialog.endtoend.Experiments.Start;
import io.trialog.endtoend.TrialogProcess.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When trials get another attempt by themselves, and what odd ends and results mean. */
class AttemptsIT {

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

    private static JsonNode end(RecordedLog log, long trial) {
        return log.event("trial.ended", trial);
    }

    private List<Integer> attempts(long trial) {
        return experiments.starts().stream()
                .filter(start -> start.trial() == trial)
                .map(Start::attempt)
                .toList();
    }

    /** Nobody is left who could write down the end: all processes between the server and the trial's, and that. */
    private void killWithItsShell(TrialogProcess server) {
        List<ProcessHandle> all = new ArrayList<>();
        Optional<ProcessHandle> next =
                ProcessHandle.of(experiments.starts().get(0).pid());
        while (next.isPresent() && next.get().pid() != server.pid()) {
            all.add(0, next.get()); // from above: a shell that sees its command die writes that down
            next = next.get().parent();
        }
        assertThat(next).as("the server is above").isPresent();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void shouldTryAgainByExitCode() {
        // given trials of which each exits with a code that is tried again twice, and one with another
        Path configuration = experiments.python(
                "maxTrialNumber: 2\ntrialConcurrency: 1\nretry: {onFailure: 3, exitCodes: [75]}\n", """
                if number == 1:
                    raise SystemExit(1)
                if attempt < 3:
                    os._exit(75)
                trialog.report_final_result(1)
                """);

        // when
        Ended ended = workplace.run(configuration).ended().with(0);

        // then
        RecordedLog log = workplace.log();
        assertThat(attempts(0)).containsExactly(1, 2, 3);
        assertThat(attempts(1)).containsExactly(1);
        assertThat(end(log, 0).path("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(end(log, 1).path("failure").asText()).isEqualTo("ERROR");
        assertThat(log.events("trial.requeued", 0))
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.path("by").asText()).isEqualTo("FAILURE"));
        assertThat(ended.out()).contains("#0  to be tried again: exit code 75");
    }

    @Test
    void shouldShowAMemoryErrorAndNotTryItAgain() {
        Path configuration = experiments.python("maxTrialNumber: 1\nretry: {onFailure: 3}\n", """
                bytearray(1 << 62)
                """);

        workplace.run(configuration).ended().with(1);

        JsonNode end = end(workplace.log(), 0);
        assertThat(end.path("failure").asText()).isEqualTo("OUT_OF_MEMORY");
        assertThat(end.path("reason").asText()).isEqualTo("out of memory: MemoryError");
        assertThat(attempts(0)).containsExactly(1);
        assertThat(workplace.out("trials", end.path("experiment").asText(), "--json"))
                .contains("\"failure\": \"OUT_OF_MEMORY\"");
    }

    @Test
    void shouldCountNotANumberAsTheWorstValue() {
        Path configuration = experiments.python(
                "maxTrialNumber: 3\ntrialConcurrency: 1\noptimizeMode: maximize\nnonFiniteMetric: worst\n", """
                trialog.report_final_result([0.25, 0.75, float("nan")][number])
                """);

        Ended ended = workplace.run(configuration).ended().with(0);

        JsonNode end = end(workplace.log(), 2);
        assertThat(end.path("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(end.path("value").asDouble()).isEqualTo(0.25);
        assertThat(end.path("failure").asText()).isEqualTo("NOT_FINITE");
        assertThat(ended.out()).contains("best configuration (trial 1, 0.75)");
    }

    @Test
    void shouldRunATrialAgainThatIsKilledWithItsShell() {
        // given
        Path configuration = experiments.python("maxTrialNumber: 1\n", """
                note("x", str(trialog.get_next_parameter()))
                if attempt == 1:
                    trialog.report_intermediate_result(0.5)
                    mark("killable")
                    wait_for("never")
                trialog.report_final_result(1)
                """);
        TrialogProcess run = workplace.run(configuration);
        experiments.awaitMark("killable");

        // when
        killWithItsShell(run);
        run.ended().with(0);

        // then
        RecordedLog log = workplace.log();
        assertThat(log.events("attempt.ended", 0))
                .extracting(end -> end.path("cause").asText())
                .containsExactly("LOST", "EXITED");
        assertThat(log.event("trial.requeued", 0).path("by").asText()).isEqualTo("LOSS");
        assertThat(end(log, 0).path("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(attempts(0)).containsExactly(1, 2);
        assertThat(experiments.lines("x"))
                .hasSize(2)
                .containsOnly(experiments.lines("x").get(0));
        assertThat(log.configurations()).hasSize(1);
    }

    @Test
    void shouldKeepTheResultOfATrialThatIsKilledAfterIt() {
        // given
        Path configuration = experiments.python("maxTrialNumber: 1\n", """
                trialog.report_final_result(0.5)
                mark("killable")
                wait_for("never")
                """);
        TrialogProcess run = workplace.run(configuration);
        experiments.awaitMark("killable");
        String id = run.experiment();
        Api api = new Api(run.url());
        Experiments.awaitThat(() -> api.trial(id, 0).path("value").asDouble() == 0.5);

        // when
        killWithItsShell(run);
        run.ended().with(0);

        // then
        JsonNode end = end(workplace.log(), 0);
        assertThat(end.path("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(end.path("reason").asText()).isEqualTo("its end was not seen; it had reported its final metric");
        assertThat(attempts(0)).containsExactly(1);
    }

    /** The shell is gone, the experiment is done; what it had started lives where nobody can see it, and reports. */
    @Test
    void shouldBringALostTrialBackThatReports() throws IOException, InterruptedException {
        // given
        Path configuration = experiments.python("maxTrialNumber: 1\nretry: {onLoss: 0}\n", """
                import subprocess, sys

                if "ESCAPED" not in os.environ:
                    subprocess.Popen([sys.executable, "trial.py"], start_new_session=True, env={**os.environ, "ESCAPED": "1"})
                    wait_for("never")
                trialog.report_intermediate_result(0.1)
                mark("escaped")
                wait_for("speak")
                trialog.report_final_result(0.5)
                """);
        TrialogProcess server = workplace.serve();
        Api api = new Api(server.url());
        String id = api.create(experiments.posted(configuration));
        try {
            experiments.awaitMark("escaped");
            Experiments.awaitThat(() -> api.trial(id, 0).path("latest").asDouble() == 0.1);
            ProcessHandle seen =
                    ProcessHandle.of(experiments.starts().get(0).pid()).orElseThrow();
            ProcessHandle shell = seen.parent().orElseThrow();
            signal("STOP", shell); // it must not see the end of its command
            signal("KILL", seen);
            signal("KILL", shell);
            Experiments.awaitThat(
                    () -> api.experiment(id).path("state").asText().equals("DONE"));
            assertThat(api.trial(id, 0).path("failure").asText()).isEqualTo("LOST");

            // when
            experiments.open("speak");

            // then
            Experiments.awaitThat(() -> api.trial(id, 0).path("state").asText().equals("SUCCEEDED"));
            Experiments.awaitThat(
                    () -> api.experiment(id).path("state").asText().equals("DONE"));
            assertThat(api.trial(id, 0).path("value").asDouble()).isEqualTo(0.5);
            assertThat(api.experiment(id).path("best").path("value").asDouble()).isEqualTo(0.5);
            assertThat(api.log(id).stream().map(line -> line.path("type").asText()))
                    .containsSubsequence(
                            "trial.ended",
                            "experiment.stateChanged",
                            "attempt.revived",
                            "metric.reported",
                            "trial.ended");
        } finally {
            experiments
                    .starts()
                    .forEach(start -> ProcessHandle.of(start.pid()).ifPresent(ProcessHandle::destroyForcibly));
        }
    }

    private static void signal(String name, ProcessHandle process) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start();
        assertThat(kill.waitFor()).isZero();
    }
}
