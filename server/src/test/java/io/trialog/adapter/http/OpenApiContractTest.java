package io.trialog.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.trialog.adapter.http.HttpFixture.Answer;
import io.trialog.event.EndCause;
import io.trialog.event.ExperimentId;
import io.trialog.event.MetricKind;
import io.trialog.event.Outlook;
import io.trialog.experiment.CreateExperiment;
import io.trialog.fixtures.Configs;
import io.trialog.metric.Report;
import io.trialog.metric.ReportMetrics;
import io.trialog.port.Neighbour;
import io.trialog.spi.space.Configuration;
import io.trialog.spi.training.AttemptKey;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.trial.AttemptPolicy;
import io.trialog.trial.RecordAttemptEnded;
import io.trialog.tuning.RecordSuggestions;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the API against its description, in both directions. */
class OpenApiContractTest {

    private static final String EXPERIMENT = "/api/v1/experiments/x";

    private final OpenApi description = OpenApi.load();
    private final Set<String> seen = new LinkedHashSet<>();

    @Test
    void shouldServeExactlyTheDescribedAddresses() {
        // given
        Vertx vertx = Vertx.vertx();
        try (HttpFixture fixture = new HttpFixture()) {
            HttpDependencies needed = fixture.dependencies(fixture.engine, null);
            ChangeStreams streams = new ChangeStreams(
                    vertx,
                    fixture.feed,
                    new ChangeRing(1, 1, recorded -> null),
                    new ChangeHistory(fixture.log, null, 1),
                    Duration.ofSeconds(1));

            // when
            Router router = ApiRoutes.create(vertx, needed, HttpSettings.DEFAULT, streams, new KnownReporters(), true);
            Set<String> registered = new TreeSet<>();
            for (Route route : router.getRoutes()) {
                if (route.getPath() != null && !route.isRegexPath() || route.methods() != null && hasPath(route)) {
                    for (HttpMethod method : route.methods()) {
                        registered.add(method + " " + route.getPath().replaceAll(":([a-z]+)", "{$1}"));
                    }
                }
            }

            // then
            assertThat(registered)
                    .containsExactlyInAnyOrderElementsOf(
                            new TreeSet<>(description.operations().values()));
        } finally {
            vertx.close();
        }
    }

    private static boolean hasPath(Route route) {
        return route.getPath() != null && route.getPath().startsWith("/api");
    }

    @Test
    void shouldAnswerAsDescribed(@TempDir Path data) {
        try (HttpFixture fixture = new HttpFixture(options -> options.withData(data))) {
            // given a life with everything in it: results, values that JSON lacks, a trial that waits
            fixture.running(3);
            fixture.report(HttpFixture.attempt(0), 0, 2);
            fixture.succeed(HttpFixture.attempt(0), 2, 0.9);
            fixture.send(new ReportMetrics(
                    HttpFixture.attempt(1),
                    List.of(
                            Report.of(0, MetricKind.INTERMEDIATE, Map.of("default", Double.NaN), null),
                            Report.of(1, MetricKind.FINAL, Map.of("default", Double.POSITIVE_INFINITY), null))));

            // then
            check("health", fixture.get("/healthz"));
            check("server", fixture.get("/api/v1/server"));
            check("listExperiments", fixture.get("/api/v1/experiments"));
            check("createExperiment", fixture.postJson("/api/v1/experiments", "{}"));
            check("createExperiment", fixture.postJson("/api/v1/experiments", "bad"));
            check(
                    "createExperiment",
                    fixture.send(fixture.request("/api/v1/experiments")
                            .header("Content-Type", "text/plain")
                            .POST(java.net.http.HttpRequest.BodyPublishers.ofString("x"))));
            check("checkConfiguration", fixture.postJson("/api/v1/configuration/check?base=/tmp", "{}"));
            check("checkConfiguration", fixture.postJson("/api/v1/configuration/check", "bad"));
            check("getExperiment", fixture.get(EXPERIMENT));
            check("getExperiment", fixture.get(EXPERIMENT + "unknown"));
            check("getConfiguration", fixture.get(EXPERIMENT + "/configuration"));
            check("updateExperiment", fixture.patchJson(EXPERIMENT, "{\"trialConcurrency\": 4}"));
            check("updateExperiment", fixture.patchJson(EXPERIMENT, "{\"trialConcurrency\": 0}"));
            check("updateExperiment", fixture.patchJson(EXPERIMENT, "{\"maxTrialNumber\": 1}"));
            check("enqueueTrials", fixture.postJson(EXPERIMENT + "/queue", "{\"configurations\": [{\"lr\": 0.01}]}"));
            check("enqueueTrials", fixture.postJson(EXPERIMENT + "/queue", "{\"configurations\": []}"));
            check("listQueue", fixture.get(EXPERIMENT + "/queue"));
            check("listQueue", fixture.get(EXPERIMENT + "unknown/queue"));
            check(
                    "importResults",
                    fixture.postJson(
                            EXPERIMENT + "/results",
                            "{\"results\": [{\"configuration\": {\"lr\": 0.01}, \"value\": 0.5}]}"));
            check("importResults", fixture.postJson(EXPERIMENT + "/results", "{}"));
            check("getConfiguration", fixture.get("/api/v1/experiments/unknown/configuration"));
            check("listTrials", fixture.get(EXPERIMENT + "/trials"));
            check("listTrials", fixture.get(EXPERIMENT + "/trials?sort=-value&metric=default&search=x-"));
            check("listTrials", fixture.get(EXPERIMENT + "/trials?limit=0"));
            check("listTrials", fixture.get("/api/v1/experiments/unknown/trials"));
            check("getTrial", fixture.get(EXPERIMENT + "/trials/1"));
            check("getTrial", fixture.get(EXPERIMENT + "/trials/99"));
            check("listMetrics", fixture.get(EXPERIMENT + "/trials/1/metrics"));
            check("listMetrics", fixture.get(EXPERIMENT + "/trials/99/metrics"));
            check("listMetrics", fixture.get(EXPERIMENT + "/trials/1/metrics?points=100"));
            check("listMetrics", fixture.get(EXPERIMENT + "/trials/1/metrics?points=1"));
            check("readOutput", fixture.get(EXPERIMENT + "/trials/1/output"));
            check("readOutput", fixture.get(EXPERIMENT + "/trials/1/output?stream=stdin"));
            checkOutput(fixture);
            checkInsight(fixture);
            check("getActivity", fixture.get(EXPERIMENT + "/activity"));
            check("getActivity", fixture.get("/api/v1/experiments/unknown/activity"));
            check("listCurves", fixture.get(EXPERIMENT + "/curves"));
            check("listCurves", fixture.get(EXPERIMENT + "/curves?points=1"));
            check("listCurves", fixture.get("/api/v1/experiments/unknown/curves"));
            check("listColumns", fixture.get(EXPERIMENT + "/columns?metric=default"));
            check("listColumns", fixture.get(EXPERIMENT + "/columns?points=1"));
            check("listColumns", fixture.get("/api/v1/experiments/unknown/columns"));
            check("reportMetrics", fixture.postReports(HttpFixture.attempt(2), """
                    {"reports": [{"sequence": 0, "kind": "final", "value": 1},
                                 {"sequence": 0, "kind": "final", "value": 1},
                                 {"sequence": 1, "kind": "final", "value": "abc"}]}"""));
            check("reportMetrics", fixture.postReports(HttpFixture.attempt(2), "{"));
            check("heartbeat", fixture.postHeartbeat(HttpFixture.attempt(2)));
            check("heartbeat", fixture.postHeartbeat(HttpFixture.attempt(99)));
            check("heartbeat", fixture.postNothing(HttpFixture.heartbeatPath(HttpFixture.attempt(2))));
            fixture.send(new RecordAttemptEnded(HttpFixture.attempt(1), EndCause.EXITED, 1, "MemoryError", null));
            check("getTrial", fixture.get(EXPERIMENT + "/trials/1"));
            check("retryTrials", fixture.postJson(EXPERIMENT + "/retry", "{\"trials\": [1]}"));
            check("retryTrials", fixture.postJson(EXPERIMENT + "/retry", "{\"trials\": [1]}"));
            check("retryTrials", fixture.postJson(EXPERIMENT + "/retry", "{\"trials\": [99]}"));
            check("retryTrials", fixture.postJson(EXPERIMENT + "/retry", "{}"));
            check("retryTrials", fixture.postNothing(EXPERIMENT + "/retry"));
            checkAskAndTell(fixture);
            check("stopTrial", fixture.postNothing(EXPERIMENT + "/trials/2/stop"));
            check("stopTrial", fixture.postNothing(EXPERIMENT + "/trials/0/stop"));
            check("stopExperiment", fixture.postNothing(EXPERIMENT + "/stop"));
            check("stopExperiment", fixture.postNothing(EXPERIMENT + "/stop"));
            check("resumeExperiment", fixture.postNothing("/api/v1/experiments/new1/stop"), "stopExperiment");
            check("resumeExperiment", fixture.postJson("/api/v1/experiments/new1/resume", "{\"maxTrialNumber\": 20}"));
            check("resumeExperiment", fixture.postJson("/api/v1/experiments/new1/resume", "{\"maxTrialNumber\": 0}"));
            check("resumeExperiment", fixture.postNothing("/api/v1/experiments/new1/resume"));
            check("listAlgorithms", fixture.get("/api/v1/algorithms"));
            Map<String, Object> experiment =
                    HttpFixture.JSON.convertValue(fixture.get(EXPERIMENT).json(), new TypeReference<>() {});
            fixture.neighbours =
                    () -> List.of(new Neighbour(experiment, Path.of("/home/x"), URI.create("http://127.0.0.1:8081")));
            check("listHome", fixture.get("/api/v1/home"));
            check("exportExperiment", fixture.get(EXPERIMENT + "/export?intermediate=true&state=SUCCEEDED"));
            check("exportExperiment", fixture.get(EXPERIMENT + "/export"));
            check("exportExperiment", fixture.get(EXPERIMENT + "/export?format=xml"));
            check("exportExperiment", fixture.get(EXPERIMENT + "/export?intermediate=perhaps"));
            check("exportExperiment", fixture.get(EXPERIMENT + "/export?state=done"));
            check("exportExperiment", fixture.get("/api/v1/experiments/unknown/export"));
            check("listAllMetrics", fixture.get(EXPERIMENT + "/metrics"));
            check("listAllMetrics", fixture.get("/api/v1/experiments/unknown/metrics"));
            check("stopServer", fixture.postNothing("/api/v1/server/stop"));
            check("stopServer", fixture.postNothing("/api/v1/server/stop"));
            checkTexts(fixture);
            checkStream(fixture);
            check("deleteExperiment", fixture.send(fixture.request(EXPERIMENT).DELETE()));
            fixture.postNothing("/api/v1/experiments/new1/stop");
            assertThat(fixture.send(fixture.request("/api/v1/experiments/new1").DELETE())
                            .status())
                    .isEqualTo(204);
            assertThat(seen).containsAll(description.operations().keySet());
        }
    }

    private void checkInsight(HttpFixture fixture) {
        ExperimentId id = new ExperimentId("learnt");
        String learnt = "/api/v1/experiments/learnt";
        fixture.running(id, 12);
        check("getImportance", fixture.get(learnt + "/importance"));
        check("getMarginals", fixture.get(learnt + "/marginals?x=lr"));
        for (int trial = 0; trial < 12; trial++) {
            fixture.succeed(new AttemptKey("learnt", trial, 1), 0, trial);
        }
        check("getImportance", fixture.get(learnt + "/importance"));
        check("getImportance", fixture.get(learnt + "/importance?asOf=now"));
        check("getImportance", fixture.get("/api/v1/experiments/unknown/importance"));
        check("getMarginals", fixture.get(learnt + "/marginals?x=lr"));
        check("getMarginals", fixture.get(learnt + "/marginals"));
        check("getMarginals", fixture.get("/api/v1/experiments/unknown/marginals?x=lr"));
        fixture.postNothing(learnt + "/stop");
    }

    private void checkOutput(HttpFixture fixture) {
        Path directory = fixture.directory(HttpFixture.attempt(1));
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("stderr"), "a warning\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        check("readOutput", fixture.get(EXPERIMENT + "/trials/1/output?stream=stderr"));
    }

    private void checkAskAndTell(HttpFixture fixture) {
        ExperimentId id = new ExperimentId("asked");
        String asked = "/api/v1/experiments/asked";
        fixture.send(new CreateExperiment(id, Configs.external(3, AttemptPolicy.DEFAULT)));
        check("askTrial", fixture.postJson(asked + "/ask", "{\"waitSeconds\": 0}"));
        fixture.send(new RecordSuggestions(
                id,
                fixture.log.lastPosition(),
                List.of(Suggestion.of(Configuration.of(Map.of("lr", 0.5)))),
                Outlook.MORE,
                "test-tuners 1.0"));
        check("askTrial", fixture.postJson(asked + "/ask", "{\"worker\": \"w\"}"));
        check("askTrial", fixture.postJson(asked + "/ask", "{\"waitSeconds\": -1}"));
        check("askTrial", fixture.postJson("/api/v1/experiments/unknown/ask", "{}"));
        AttemptKey key = new AttemptKey("asked", 0, 1);
        check("getTrial", fixture.get(asked + "/trials/0"));
        check("tellTrial", tell(fixture, key, "{}"));
        check("tellTrial", tell(fixture, key, "{\"value\": 1}"));
        check("heartbeat", fixture.postHeartbeat(key));
        check("tellTrial", tell(fixture, HttpFixture.attempt(2), "{\"value\": 1}"));
        check("tellTrial", tell(fixture, HttpFixture.attempt(99), "{\"value\": 1}"));
    }

    private static Answer tell(HttpFixture fixture, AttemptKey key, String body) {
        return fixture.send(fixture.request(HttpFixture.reportsPath(key).replaceFirst("reports$", "tell"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + fixture.tokens.of(key))
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body)));
    }

    private void checkTexts(HttpFixture fixture) {
        assertThat(fixture.get("/api/v1/openapi.yaml").text()).startsWith("openapi: 3.1.0");
        seen.add("openapi");
        Answer metrics = fixture.get("/metrics");
        assertThat(metrics.header("content-type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        assertThat(metrics.text()).isEqualTo("trialog_trials 0\n");
        seen.add("metrics");
        Answer log = fixture.get(EXPERIMENT + "/log");
        assertThat(log.header("content-type")).isEqualTo("application/x-ndjson");
        assertThat(log.text().lines().findFirst().orElse("")).startsWith("{\"pos\":1,\"type\":\"experiment.created\"");
        seen.add("readLog");
        Answer csv = fixture.get(EXPERIMENT + "/export?format=csv");
        assertThat(csv.header("content-type")).isEqualTo("text/csv; charset=utf-8");
        assertThat(csv.text())
                .startsWith("trialJobId,number,state,value,durationSeconds,")
                .contains("\nx-0,0,SUCCEEDED,0.9,");
    }

    /** Every message of the whole history, with whatever view it holds. */
    private void checkStream(HttpFixture fixture) {
        try (EventStreamClient events = fixture.events("?lastEventId=0")) {
            Set<String> types = new TreeSet<>();
            for (int position = 1; position <= fixture.log.lastPosition(); position++) {
                JsonNode change = events.next().json();
                types.add(change.path("type").asText());
                assertThat(description.problems(description.schema("Change"), change, "change"))
                        .isEmpty();
            }
            assertThat(types)
                    .contains(
                            "experiment.created",
                            "trial.proposed",
                            "attempt.started",
                            "metric.reported",
                            "report.refused",
                            "trial.ended",
                            "trial.stopRequested");
        }
        seen.add("events");
    }

    private void check(String operationId, Answer answer) {
        check(operationId, answer, operationId);
    }

    private void check(String operationId, Answer answer, String describedAs) {
        seen.add(operationId);
        Map<String, Object> schema = description.answerSchema(describedAs, answer.status());
        assertThat(description.problems(schema, answer.json(), describedAs))
                .as("%s %d: %s", describedAs, answer.status(), answer.text())
                .isEmpty();
    }
}
