package io.trialog.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trialog.endtoend.Api.Answer;
import io.trialog.endtoend.TrialogProcess.Ended;
import io.trialog.fixtures.PrometheusText;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** An experiment from its file to its end, and what can be seen and done afterwards. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RunIT {

    private static final int TRIALS = 7;
    private static final String SETTINGS = """
            experimentName: seven numbers
            maxTrialNumber: 7
            trialConcurrency: 2
            optimizeMode: maximize
            seed: 42
            """;
    private static final String SCRIPT = """
            x = trialog.get_next_parameter()["x"]
            trialog.report_intermediate_result(x / 2)
            trialog.report_final_result({"default": x, "half": x / 2})
            """;

    @TempDir
    private static Path folder;

    @AutoClose
    private static Workplace workplace;

    private static Ended ended;
    private static String id;
    private static List<Double> bestFirst;

    @BeforeAll
    static void runToTheEnd() {
        workplace = new Workplace(folder);
        TrialogProcess run = workplace.run(workplace.experiments().python(SETTINGS, SCRIPT));
        id = run.experiment();
        ended = run.ended().with(0);
        bestFirst = workplace.log().configurations().stream()
                .map(configuration -> configuration.path("x").asDouble())
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    @Test
    void shouldPrintPlainLinesAndALineForEveryTrial() {
        assertThat(ended.out()).doesNotContain("\u001b", "\r");
        assertThat(ended.out().lines().filter(line -> line.matches("#[0-6] +succeeded .*")))
                .hasSize(TRIALS);
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void shouldEndWithTheBestFiveTrials() {
        // given
        List<String> lines = ended.out().lines().toList();
        int header = indexOf(lines, "trial +value +duration +x");

        // then
        assertThat(bestFirst).hasSize(TRIALS);
        assertThat(lines.subList(header + 1, header + 7))
                .satisfiesExactly(
                        line -> assertThat(value(line)).isCloseTo(bestFirst.get(0), within()),
                        line -> assertThat(value(line)).isCloseTo(bestFirst.get(1), within()),
                        line -> assertThat(value(line)).isCloseTo(bestFirst.get(2), within()),
                        line -> assertThat(value(line)).isCloseTo(bestFirst.get(3), within()),
                        line -> assertThat(value(line)).isCloseTo(bestFirst.get(4), within()),
                        line -> assertThat(line).isEmpty());
    }

    @Test
    void shouldEndWithTheBestConfigurationAsJson() {
        List<String> lines = ended.out().lines().toList();
        int from = indexOf(lines, "best configuration \\(trial [0-6], [0-9.]+\\)") + 1;
        String json = String.join("\n", lines.subList(from, indexOf(lines, "data +/.*")));
        assertThat(RecordedLog.json(json)).isEqualTo(RecordedLog.json("{\"x\": " + bestFirst.get(0) + "}"));
    }

    @Test
    void shouldEndWithWhereTheDataLiesAndHowToLookAgain() {
        assertThat(ended.out().lines())
                .contains(
                        "data        " + workplace.data(),
                        "look again  trialog view " + id + " --data " + workplace.quotedData(),
                        "go on       trialog resume " + id + " --max-trials 14 --data " + workplace.quotedData());
    }

    @Test
    void shouldListTheExperiment() {
        assertThat(workplace.out("list").lines().skip(1))
                .singleElement()
                .asString()
                .matches(id + " +seven numbers +done +7/7 +0 +(0\\.\\d+|1) .*");
    }

    @Test
    void shouldShowTheExperiment() {
        assertThat(workplace.out("show", id)).contains("seven numbers", "seed 42", "python3 trial.py", "best trials");
        JsonNode json = RecordedLog.json(workplace.out("show", id, "--json"));
        assertThat(json.path("state").asText()).isEqualTo("DONE");
        assertThat(json.path("best").path("value").asDouble()).isEqualTo(bestFirst.get(0));
    }

    @Test
    void shouldListTheTrials() {
        assertThat(workplace.out("trials", id).lines().skip(1))
                .hasSize(TRIALS)
                .allMatch(line -> line.contains(" succeeded "));
        JsonNode json = RecordedLog.json(workplace.out("trials", id, "--best", "--limit", "3", "--json"));
        assertThat(json.path("trials"))
                .extracting(trial -> trial.path("value").asDouble())
                .containsExactlyElementsOf(bestFirst.subList(0, 3));
    }

    @Test
    void shouldKeepEverythingInTheLog() {
        // when
        RecordedLog log = workplace.log();

        // then
        for (long trial = 0; trial < TRIALS; trial++) {
            double x = log.configurations().get((int) trial).path("x").asDouble();
            assertThat(log.reports(trial)).containsExactly(x / 2, x);
            assertThat(log.event("attempt.ended", trial).path("exitCode").asInt(-1))
                    .isZero();
            assertThat(log.event("trial.ended", trial).path("state").asText()).isEqualTo("SUCCEEDED");
        }
        assertThat(log.experimentStates()).containsExactly("RUNNING", "NO_MORE_TRIAL", "DONE");
        assertThat(workplace.experiments().starts()).hasSize(TRIALS);
    }

    @Test
    void shouldServeTheExperimentReadOnly() {
        // given
        RecordedLog before = workplace.log();
        TrialogProcess view = workplace.start("view", id, "--port", "0");
        Api api = new Api(view.viewed());

        // then
        assertThat(api.experiment(id).path("counts").path("succeeded").asInt()).isEqualTo(TRIALS);
        assertThat(api.get("/api/v1/server").json().path("mode").asText()).isEqualTo("view");
        assertThat(api.get("/api/v1/experiments/" + id + "/trials").json().path("trials"))
                .hasSize(TRIALS);
        assertThat(PrometheusText.parse(api.text("/metrics")).sum("trialog_trials", "state", "succeeded"))
                .isEqualTo(TRIALS);
        assertThat(api.get("/").status()).isEqualTo(200);
        for (String change : List.of("/resume", "/stop", "/trials/0/stop")) {
            Answer answer = api.post("/api/v1/experiments/" + id + change, "");
            assertThat(answer.status()).as(change).isEqualTo(409);
            assertThat(answer.code()).as(change).isEqualTo("READ_ONLY");
        }
        assertThat(api.post("/api/v1/experiments", "{}", "Content-Type", "application/yaml")
                        .code())
                .isEqualTo("READ_ONLY");

        // when
        view.interrupt();

        // then
        view.ended().with(0);
        assertThat(workplace.log()).isEqualTo(before);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void shouldGoOnWithMoreTrials() {
        // given
        RecordedLog before = workplace.log();

        // when
        Ended more = workplace.resume(id, "--max-trials", "9").ended().with(0);

        // then
        RecordedLog after = workplace.log();
        assertThat(after.lines().subList(0, before.lines().size())).isEqualTo(before.lines());
        assertThat(after.trialEnds()).hasSize(9).containsOnly("SUCCEEDED");
        assertThat(workplace.experiments().starts())
                .extracting(Experiments.Start::trial)
                .hasSize(9)
                .contains(7L, 8L);
        assertThat(more.out()).contains("9 trials, 9 succeeded").containsPattern("(?m)^#7 +succeeded");
        assertThat(workplace.out("show", id)).contains("seed 42");
    }

    @Test
    void shouldSayThatACompleteExperimentNeedsAHigherLimit() {
        assertThat(workplace.resume(id).ended().with(2).err()).contains("--max-trials");
        assertThat(RecordedLog.json(workplace.out("show", id, "--json"))
                        .path("state")
                        .asText())
                .isEqualTo("DONE");
    }

    private static Offset<Double> within() {
        return Offset.offset(1e-5);
    }

    private static double value(String row) {
        return Double.parseDouble(row.strip().split(" +")[1]);
    }

    private static int indexOf(List<String> lines, String pattern) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).strip().matches(pattern)) {
                return i;
            }
        }
        throw new AssertionError("no line like " + pattern + " in\n" + String.join("\n", lines));
    }
}
