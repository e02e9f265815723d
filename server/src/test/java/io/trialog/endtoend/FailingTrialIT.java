package io.trialog.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trialog.endtoend.TrialogProcess.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One experiment of one good trial, and others that each do something wrong in a way of its own. */
class FailingTrialIT {

    private static final String SCRIPT = """
            import json, sys, urllib.error, urllib.request


            def post(body):
                request = urllib.request.Request(
                    "%s/api/v1/experiments/%s/trials/%d/attempts/%d/reports"
                    % (os.environ["TRIALOG_SERVER_URL"], os.environ["TRIALOG_EXPERIMENT_ID"], number, attempt),
                    body.encode(),
                    {"Authorization": "Bearer " + os.environ["TRIALOG_TOKEN"], "Content-Type": "application/json"},
                )
                try:
                    with urllib.request.urlopen(request) as answer:
                        note("answer-%d" % number, "%d %s" % (answer.status, answer.read().decode()))
                except urllib.error.HTTPError as error:
                    note("answer-%d" % number, "%d %s" % (error.code, error.read().decode()))
                except OSError as error:
                    note("answer-%d" % number, "0 " + json.dumps({"code": str(error)}))


            def final(value):
                return '{"reports": [{"sequence": 0, "kind": "final", "value": %s}]}' % value


            def exit_one():
                print("first words", file=sys.stderr)
                sys.exit("the file data.csv is not there")


            def grow():
                post(final('"' + "x" * 10_000_000 + '"'))
                post(final("1"))


            [
                lambda: trialog.report_final_result(0.5),
                exit_one,
                lambda: None,
                lambda: trialog.report_final_result(float("nan")),
                lambda: trialog.report_final_result(float("-inf")),
                lambda: trialog.report_final_result("good"),
                lambda: trialog.report_final_result("x" * 10_000_000),
                lambda: post(final('"good"')),
                grow,
                lambda: post(final('NaN')),
                lambda: trialog.report_intermediate_result(0.1),
            ][number]()
            """;

    private static final int TRIALS = 11;

    @TempDir
    private static Path folder;

    @AutoClose
    private static Workplace workplace;

    private static Ended ended;
    private static RecordedLog log;

    @BeforeAll
    static void run() {
        workplace = new Workplace(folder);
        Path yaml = workplace.experiments().python("maxTrialNumber: " + TRIALS + "\ntrialConcurrency: 2\n", SCRIPT);
        ended = workplace.run(yaml).ended().with(0);
        log = workplace.log();
    }

    @Test
    void shouldGoOnToTheEnd() {
        assertThat(log.trialEnds()).hasSize(TRIALS);
        assertThat(log.experimentStates()).endsWith("DONE");
        assertThat(ended.out())
                .contains("11 trials, 2 succeeded, 9 failed")
                .contains("best configuration (trial 0, 0.5)");
        assertThat(log.event("trial.ended", 0).path("value").asDouble()).isEqualTo(0.5);
    }

    @Test
    void shouldTellTheLastWordsOfATrialThatExitsOne() {
        assertFailed(1, "exit code 1: the file data.csv is not there");
        assertThat(ended.out()).containsPattern("(?m)^#1 .*exit code 1: the file data.csv is not there");
        assertThat(log.event("attempt.ended", 1).path("message").asText()).contains("first words");
    }

    @Test
    void shouldFailATrialThatNeverReports() {
        assertFailed(2, "exited without reporting a final metric");
    }

    @Test
    void shouldFailATrialThatReportsNoFinalResult() {
        assertFailed(10, "exited without reporting a final metric");
        assertThat(log.reports(10)).containsExactly(0.1);
    }

    @Test
    void shouldRecordNotANumberAndFailTheTrial() {
        assertFailed(3, "final metric is NaN (expected: a finite number)");
        assertThat(log.event("metric.reported", 3)
                        .path("values")
                        .path("default")
                        .asText())
                .isEqualTo("NaN");
    }

    @Test
    void shouldRecordInfinityAndFailTheTrial() {
        assertFailed(4, "final metric is -Infinity (expected: a finite number)");
        assertThat(log.event("metric.reported", 4)
                        .path("values")
                        .path("default")
                        .asText())
                .isEqualTo("-Infinity");
    }

    @Test
    void shouldRefuseAStringInTheSdk() {
        assertFailed(5, "exited without reporting a final metric");
        assertThat(stderr(5)).contains("the final result is not reported: value: 'good' (expected: a number");
    }

    @Test
    void shouldRefuseTenMegabytesInTheSdk() {
        assertFailed(6, "exited without reporting a final metric");
        assertThat(stderr(6)).contains("the final result is not reported").hasSizeLessThan(1000);
    }

    @Test
    void shouldRefuseAString() {
        assertFailed(7, "exited without a usable final metric: value: \"good\" (expected: a number");
        JsonNode result = answer(7, 0, 200).path("results").path(0);
        assertThat(result.path("status").asText()).isEqualTo("refused");
        assertThat(result.path("message").asText()).startsWith("value: \"good\" (expected: a number");
    }

    @Test
    void shouldRefuseTenMegabytesAndTakeWhatIsReportedAfterwards() {
        assertThat(answer(8, 0, 413).path("code").asText()).isEqualTo("BODY_TOO_LARGE");
        assertThat(answer(8, 1, 200).path("results").path(0).path("status").asText())
                .isEqualTo("accepted");
        assertThat(log.event("trial.ended", 8).path("value").asDouble()).isEqualTo(1);
    }

    @Test
    void shouldRefuseWhatIsNoJson() {
        assertFailed(9, "exited without reporting a final metric");
        assertThat(answer(9, 0, 400).path("code").asText()).isEqualTo("REPORT_MALFORMED");
    }

    @Test
    void shouldFailAnExperimentNoneOfWhoseTrialsSucceeds() throws Exception {
        try (Workplace other = new Workplace(Files.createDirectory(folder.resolve("other")))) {
            Path yaml = other.experiments().bash("maxTrialNumber: 2\n", "echo 'no such module' >&2; exit 1\n");
            Ended failed = other.run(yaml).ended().with(1);
            assertThat(failed.err())
                    .contains("none of its 2 trials succeeded")
                    .contains("first failure: trial 0: exit code 1: no such module");
            Path stderr = Path.of(failed.err().replaceFirst("(?s).*what it printed: ([^\n]+).*", "$1"));
            assertThat(stderr).content().isEqualTo("no such module\n");
            assertThat(other.log().trialEnds()).containsExactly("FAILED", "FAILED");
        }
    }

    private static void assertFailed(long trial, String reason) {
        JsonNode end = log.event("trial.ended", trial);
        assertThat(end.path("state").asText()).isEqualTo("FAILED");
        assertThat(end.path("reason").asText()).startsWith(reason);
    }

    private static JsonNode answer(int trial, int index, int status) {
        String line = workplace.experiments().lines("answer-" + trial).get(index);
        assertThat(line).startsWith(status + " ");
        return RecordedLog.json(line.substring(line.indexOf(' ')));
    }

    private static String stderr(int trial) {
        String id = log.event("trial.ended", trial).path("experiment").asText();
        Path file = workplace.data().resolve("experiments/" + id + "/trials/" + trial + "/attempt-1/stderr");
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
