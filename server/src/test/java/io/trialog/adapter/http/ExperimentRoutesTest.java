package io.trialog.adapter.http;

import static io.trialog.adapter.http.HttpFixture.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trialog.adapter.http.HttpFixture.Answer;
import io.trialog.event.ExperimentId;
import io.trialog.fixtures.InMemoryEventLog;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExperimentRoutesTest {

    private static final String EXPERIMENTS = "/api/v1/experiments";
    private static final String X = EXPERIMENTS + "/x";

    private HttpFixture fixture;

    @BeforeEach
    void start() {
        fixture = new HttpFixture();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void shouldCreateAnExperimentFromJsonOrYaml() {
        // when
        Answer json = fixture.postJson(EXPERIMENTS, "{\"trialCommand\": \"true\"}");
        Answer yaml = fixture.send(fixture.request(EXPERIMENTS)
                .header("Content-Type", "application/yaml")
                .POST(BodyPublishers.ofString("trialCommand: true")));

        // then
        assertThat(json.status()).isEqualTo(201);
        assertThat(json.header("location")).isEqualTo(EXPERIMENTS + "/new1");
        assertThat(json.json().path("state").asText()).isEqualTo("RUNNING");
        assertThat(yaml.status()).isEqualTo(201);
        assertThat(fixture.get(EXPERIMENTS).json().path("experiments"))
                .extracting(experiment -> experiment.path("id").asText())
                .as("newest first")
                .containsExactly("new2", "new1");
    }

    @Test
    void shouldCreateAnExperimentUnderAWishedId() {
        // when
        Answer created = fixture.postJson(EXPERIMENTS + "?id=my-own_1", "{}");

        // then
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("location")).isEqualTo(EXPERIMENTS + "/my-own_1");
        fixture.postJson(EXPERIMENTS + "?id=my-own_1", "{}").isError(409, "EXPERIMENT_EXISTS");
        fixture.postJson(EXPERIMENTS + "?id=a%20b", "{}").isError(400, "REQUEST_MALFORMED");
        fixture.postJson(EXPERIMENTS + "?id=", "{}").isError(400, "REQUEST_MALFORMED");
        fixture.postJson(EXPERIMENTS + "?base=here", "{}").isError(400, "REQUEST_MALFORMED");
        assertThat(created.json().path("warnings").isArray()).isTrue();
    }

    @Test
    void shouldTellAllProblemsOfAConfigurationWithTheirLines() {
        // when
        Answer answer = fixture.postJson(EXPERIMENTS, "bad");

        // then
        answer.isError(400, "CONFIG_INVALID");
        assertThat(answer.json().path("details").toString())
                .isEqualTo("[{\"path\":\"trialConcurrency\",\"line\":3,\"message\":\"-1 (expected: >= 1)\"},"
                        + "{\"path\":\"tunre\",\"line\":4,\"message\":\"unknown key; did you mean 'tuner'?\"}]");
        assertThat(fixture.log.lastPosition()).isZero();
    }

    @Test
    void shouldRefuseOtherContentTypesAndLargeConfigurations() {
        fixture.send(fixture.request(EXPERIMENTS).POST(BodyPublishers.ofString("{}")))
                .isError(415, "CONTENT_TYPE_UNSUPPORTED");
        fixture.postJson(EXPERIMENTS, " ".repeat((1 << 20) + 1)).isError(413, "BODY_TOO_LARGE");
    }

    @Test
    void shouldShowAnExperiment() {
        // given
        fixture.running(2);
        fixture.succeed(attempt(1), 0, 0.75);

        // when
        JsonNode shown = fixture.get(X).json();

        // then
        assertThat(shown.path("name").asText()).isEqualTo("test");
        assertThat(shown.path("optimizeMode").asText()).isEqualTo("maximize");
        assertThat(shown.path("tuner").asText()).isEqualTo("Random");
        assertThat(shown.path("assessor").isNull()).isTrue();
        assertThat(shown.path("trainingService").asText()).isEqualTo("local");
        assertThat(shown.path("maxTrialNumber").asInt()).isEqualTo(1000);
        assertThat(shown.path("counts").toString())
                .isEqualTo("{\"total\":2,\"waiting\":0,\"running\":1,\"succeeded\":1,\"failed\":0,\"canceled\":0,"
                        + "\"earlyStopped\":0}");
        assertThat(shown.path("best").toString())
                .isEqualTo("{\"number\":1,\"value\":0.75,\"configuration\":{\"lr\":0.02}}");
        assertThat(fixture.get(X + "/configuration").json().path("trialCommand").asText())
                .isEqualTo("true");
    }

    @Test
    void shouldNotKnowOthers() {
        fixture.get(EXPERIMENTS + "/nothing").isError(404, "EXPERIMENT_UNKNOWN");
        fixture.get(EXPERIMENTS + "/%2e%2e%2fetc").isError(404, "EXPERIMENT_UNKNOWN");
        fixture.get(EXPERIMENTS + "/" + "x".repeat(1000)).isError(404, "EXPERIMENT_UNKNOWN");
        fixture.postNothing(EXPERIMENTS + "/nothing/stop").isError(404, "EXPERIMENT_UNKNOWN");
    }

    @Test
    void shouldStopAndResume() {
        // given
        fixture.running(1);

        // then
        Answer stopping = fixture.postNothing(X + "/stop");
        assertThat(stopping.status()).isEqualTo(202);
        assertThat(stopping.json().path("state").asText()).isEqualTo("STOPPING");
        fixture.postNothing(X + "/stop").isError(409, "EXPERIMENT_STATE");
        fixture.postNothing(X + "/resume").isError(409, "EXPERIMENT_STATE");
        assertThat(fixture.get(X + "/trials/0").json().path("reason").asText()).contains("stopped on request");
    }

    @Test
    void shouldResumeWithAHigherLimit() {
        // given
        fixture.postJson(EXPERIMENTS, "{}");
        fixture.postNothing(EXPERIMENTS + "/new1/stop");

        // when
        Answer resumed = fixture.postJson(EXPERIMENTS + "/new1/resume", "{\"maxTrialNumber\": 30}");

        // then
        assertThat(resumed.status()).isEqualTo(202);
        assertThat(resumed.json().path("state").asText()).isEqualTo("RUNNING");
        assertThat(resumed.json().path("maxTrialNumber").asInt()).isEqualTo(30);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"maxTrialNumber\": 0}     | maxTrialNumber: 0 (expected: a whole number >= 1)",
                "{\"maxTrialNumber\": \"9\"} | maxTrialNumber: \"9\" (expected: a whole number >= 1)",
                "{\"maxTrialNumber\": 2.5}   | maxTrialNumber: 2.5 (expected: a whole number >= 1)",
                "{\"maxTrialNumber\": 99999999999} | maxTrialNumber: 99999999999 (expected: a whole number >= 1)",
                "{\"maxTrailNumber\": 9} | maxTrailNumber: unknown (expected: maxTrialNumber; did you mean 'maxTrialNumber'?)",
                "[1] | : an array (expected: an object)",
                "{   | : not JSON: Unexpected end-of-input: expected close marker for Object (line 1, column 2)"
            })
    void shouldRefuseABadResume(String body, String problem) {
        // given
        fixture.running(1);

        // then
        assertThat(fixture.postJson(X + "/resume", body)
                        .isError(400, "REQUEST_MALFORMED")
                        .details())
                .containsExactly(problem);
    }

    @Test
    void shouldWantJsonOrNothingForAStop() {
        // given
        fixture.running(1);

        // then
        fixture.send(fixture.request(X + "/stop").POST(BodyPublishers.ofString("x")))
                .isError(415, "CONTENT_TYPE_UNSUPPORTED");
        assertThat(fixture.postJson(X + "/stop", "{}").status()).isEqualTo(202);
    }

    @Nested
    class Trials {

        @BeforeEach
        void run() {
            fixture.running(5);
            fixture.succeed(attempt(1), 0, 0.5);
            fixture.succeed(attempt(3), 0, 0.9);
        }

        @Test
        void shouldListTrialsAPageAtATime() {
            assertThat(numbers("")).containsExactly(0, 1, 2, 3, 4);
            assertThat(numbers("?sort=-number&limit=2")).containsExactly(4, 3);
            assertThat(numbers("?sort=-number&limit=2&offset=4")).containsExactly(0);
            assertThat(numbers("?offset=99")).isEmpty();
            assertThat(numbers("?sort=best")).containsExactly(3, 1);
            assertThat(numbers("?state=SUCCEEDED")).containsExactly(1, 3);
            assertThat(numbers("?state=SUCCEEDED&state=RUNNING&limit=3")).containsExactly(0, 1, 2);
            assertThat(fixture.get(X + "/trials?state=RUNNING&limit=1")
                            .json()
                            .path("total")
                            .asInt())
                    .isEqualTo(3);
        }

        @Test
        void shouldTellAllProblemsOfAQuery() {
            assertThat(fixture.get(X + "/trials?state=RUNING&sort=worst&offset=-1&limit=1001")
                            .isError(400, "REQUEST_MALFORMED")
                            .details())
                    .containsExactly(
                            "state: \"RUNING\" (expected: one of WAITING, RUNNING, SUCCEEDED, FAILED, USER_CANCELED,"
                                    + " SYS_CANCELED, EARLY_STOPPED, UNKNOWN; did you mean 'RUNNING'?)",
                            "sort: \"worst\" (expected: one of best, pareto, number, state, value, latest, reports, duration,"
                                    + " attempt, reason, created, started, ended, exit, budget, parent, tag, lr)",
                            "offset: \"-1\" (expected: a whole number, >= 0)",
                            "limit: \"1001\" (expected: a whole number, 1 to 1000)");
        }

        @Test
        void shouldStopATrialOnce() {
            assertThat(fixture.postNothing(X + "/trials/0/stop").status()).isEqualTo(202);
            fixture.postNothing(X + "/trials/1/stop").isError(409, "TRIAL_STATE");
            fixture.postNothing(X + "/trials/77/stop").isError(404, "TRIAL_UNKNOWN");
        }

        private List<Integer> numbers(String query) {
            return fixture.get(X + "/trials" + query).json().path("trials").findValues("number").stream()
                    .map(JsonNode::asInt)
                    .toList();
        }
    }

    @Nested
    class Log {

        @Test
        void shouldStreamTheEventsOfOneExperiment() {
            // given
            fixture.running(1);
            fixture.running(new ExperimentId("other"), 1);
            fixture.report(attempt(0), 0, 500);

            // when
            List<String> lines = fixture.get(X + "/log").text().lines().toList();
            List<String> tail = fixture.get(X + "/log?from=" + (fixture.log.lastPosition() - 1))
                    .text()
                    .lines()
                    .toList();

            // then
            assertThat(lines).hasSizeGreaterThan(500).allMatch(line -> line.contains("\"experiment\":\"x\""));
            assertThat(lines.get(lines.size() - 1)).startsWith("{\"pos\":" + fixture.log.lastPosition() + ",");
            assertThat(tail).hasSize(2);
            assertThat(fixture.get(X + "/log?from=999999").text()).isEmpty();
        }

        @Test
        void shouldRefuseWhatIsNoPosition() {
            fixture.running(1);
            assertThat(fixture.get(X + "/log?from=first")
                            .isError(400, "REQUEST_MALFORMED")
                            .details())
                    .containsExactly("from: \"first\" (expected: a position of the log, a whole number >= 0)");
        }
    }

    @Test
    void shouldNotTellClientsHowItFailed() {
        // given
        GatedEventLog log = new GatedEventLog(new InMemoryEventLog());
        try (HttpFixture broken = new HttpFixture(options -> options.withLog(log)).running(1)) {
            broken.report(attempt(0), 0, 1);
            log.damage();

            // when
            Answer answer = broken.get(X + "/trials/0/metrics");

            // then
            answer.isError(500, "INTERNAL");
            assertThat(answer.text()).doesNotContain("damaged");
        }
    }

    @Test
    void shouldShowButNotChangeInViewMode() {
        // given
        fixture.running(1);
        try (HttpFixture view =
                new HttpFixture(options -> options.withLog(fixture.log).asView())) {
            // then
            assertThat(view.get("/api/v1/server").json().path("mode").asText()).isEqualTo("view");
            assertThat(view.get(X).json().path("state").asText()).isEqualTo("STOPPED");
            assertThat(view.get(X + "/trials").json().path("total").asInt()).isEqualTo(1);
            view.postNothing(X + "/stop").isError(409, "READ_ONLY");
            view.postNothing(X + "/resume").isError(409, "READ_ONLY");
            view.postNothing(X + "/trials/0/stop").isError(409, "READ_ONLY");
            view.postJson(EXPERIMENTS, "{}").isError(409, "READ_ONLY");
            view.postReports(attempt(0), "{}").isError(409, "READ_ONLY");
            view.postHeartbeat(attempt(0)).isError(409, "READ_ONLY");
            view.postJson(X + "/retry", "{\"failed\": true}").isError(409, "READ_ONLY");
        }
    }
}
