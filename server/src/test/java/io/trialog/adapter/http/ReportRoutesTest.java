package io.trialog.adapter.http;

import static io.trialog.adapter.http.HttpFixture.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trialog.adapter.http.HttpFixture.Answer;
import io.trialog.event.MetricReported;
import io.trialog.event.ReportRefused;
import io.trialog.fixtures.InMemoryEventLog;
import io.trialog.spi.training.AttemptKey;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReportRoutesTest {

    private static final String ONE = "{\"reports\": [{\"sequence\": 0, \"kind\": \"intermediate\", \"value\": 0.5}]}";

    @Nested
    class Intake {

        private HttpFixture fixture;

        @BeforeEach
        void start() {
            fixture = new HttpFixture().running(2);
        }

        @AfterEach
        void stop() {
            fixture.close();
        }

        @Test
        void shouldAnswerForEachReportWhenItIsDurable() {
            // when
            Answer answer = fixture.postReports(attempt(0), """
                    {"reports": [{"sequence": 0, "kind": "intermediate", "value": 0.71},
                                 {"sequence": 0, "kind": "intermediate", "value": 0.71},
                                 {"sequence": 1, "kind": "intermediate", "value": "abc"},
                                 {"sequence": 2, "kind": "intermediate", "value": {"default": "NaN", "loss": "-Infinity"}},
                                 {"sequence": 3, "kind": "final", "value": "Infinity"}]}""");

            // then
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().path("results"))
                    .extracting(result -> result.path("status").asText())
                    .containsExactly("accepted", "duplicate", "refused", "accepted", "accepted");
            assertThat(answer.json().at("/results/2/message").asText()).startsWith("value: \"abc\" (expected: ");
            assertThat(recorded(MetricReported.class)).isEqualTo(3);
            assertThat(recorded(ReportRefused.class)).isEqualTo(1);
        }

        @Test
        void shouldShowWhatWasReported() {
            // given
            fixture.postReports(attempt(0), """
                    {"reports": [{"sequence": 0, "kind": "intermediate", "value": {"default": "NaN", "loss": 0.25},
                                  "at": "2026-11-24T09:59:00Z"},
                                 {"sequence": 1, "kind": "final", "value": "-Infinity"}]}""");

            // when
            JsonNode metrics =
                    fixture.get("/api/v1/experiments/x/trials/0/metrics").json();
            JsonNode trial = fixture.get("/api/v1/experiments/x/trials/0").json();

            // then
            assertThat(metrics.toString())
                    .isEqualTo("{\"metrics\":[{\"attempt\":1,\"sequence\":0,\"kind\":\"intermediate\","
                            + "\"values\":{\"default\":\"NaN\",\"loss\":0.25},\"at\":\"2026-11-24T09:59:00Z\"},"
                            + "{\"attempt\":1,\"sequence\":1,\"kind\":\"final\","
                            + "\"values\":{\"default\":\"-Infinity\"},\"at\":\"2026-11-24T10:00:00Z\"}]}");
            assertThat(trial.path("latest").asText()).isEqualTo("NaN");
            assertThat(trial.path("value").asText()).isEqualTo("-Infinity");
            assertThat(trial.path("reportCount").asInt()).isEqualTo(2);
            assertThat(trial.path("outputDirectory").asText()).isEqualTo("/data/trials/x-0/attempt-1");
        }

        @Test
        void shouldShowManyReportsInFull() {
            // given
            for (int i = 0; i < 20; i++) {
                fixture.report(attempt(1), i * 500L, 500);
            }

            // when
            JsonNode metrics =
                    fixture.get("/api/v1/experiments/x/trials/1/metrics").json().path("metrics");

            // then
            assertThat(metrics).hasSize(10_000);
            assertThat(metrics.get(9_999).at("/values/default").asDouble()).isEqualTo(9_999);
        }

        @Test
        void shouldRefuseAWrongTokenBeforeReadingTheBody() {
            // when
            Answer without = fixture.postJson(HttpFixture.reportsPath(attempt(0)), "not even json");
            Answer others = fixture.send(fixture.request(HttpFixture.reportsPath(attempt(0)))
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer " + fixture.tokens.of(attempt(1)))
                    .POST(BodyPublishers.ofString(ONE)));

            // then
            assertThat(without.isError(401, "TOKEN_INVALID").text()).contains("there is no token", "x-0/1");
            assertThat(others.isError(401, "TOKEN_INVALID").text()).contains("not that of attempt x-0/1");
            assertThat(recorded(MetricReported.class)).isZero();
        }

        @Test
        void shouldNotKnowOtherExperimentsTrialsAndAttempts() {
            fixture.postReports(new AttemptKey("y", 0, 1), ONE).isError(404, "EXPERIMENT_UNKNOWN");
            fixture.postReports(new AttemptKey("x", 99, 1), ONE).isError(404, "TRIAL_UNKNOWN");
            fixture.postReports(new AttemptKey("x", 0, 2), ONE).isError(404, "ATTEMPT_UNKNOWN");
            fixture.postJson("/api/v1/experiments/x/trials/zero/attempts/1/reports", ONE)
                    .isError(404, "TRIAL_UNKNOWN");
            fixture.postJson("/api/v1/experiments/x/trials/99999999999999999999/attempts/1/reports", ONE)
                    .isError(404, "TRIAL_UNKNOWN");
            fixture.postJson("/api/v1/experiments/x/trials/0/attempts/0/reports", ONE)
                    .isError(404, "ATTEMPT_UNKNOWN");
        }

        @Test
        void shouldRefuseMalformedBodiesWithTheirPlace() {
            // when
            Answer answer = fixture.postReports(attempt(0), "{\"reports\": [\n{\"sequence\": 0, 'kind'");

            // then
            answer.isError(400, "REPORT_MALFORMED");
            assertThat(answer.json().at("/details/0/line").asInt()).isEqualTo(2);
            assertThat(answer.json().at("/details/0/message").asText()).contains("line 2, column 17");
            fixture.postReports(attempt(0), "").isError(400, "REPORT_MALFORMED");
            assertThat(fixture.postReports(attempt(0), ONE.replace("intermediate", "initial"))
                            .isError(400, "REPORT_MALFORMED")
                            .details())
                    .containsExactly("reports[0].kind: \"initial\" (expected: \"intermediate\" or \"final\")");
        }

        @Test
        void shouldWantJson() {
            // when
            Answer answer = fixture.send(fixture.request(HttpFixture.reportsPath(attempt(0)))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Authorization", "Bearer " + fixture.tokens.of(attempt(0)))
                    .POST(BodyPublishers.ofString(ONE)));

            // then
            assertThat(answer.isError(415, "CONTENT_TYPE_UNSUPPORTED").text())
                    .contains("application/x-www-form-urlencoded", "expected: application/json");
            Answer withCharset = fixture.send(fixture.request(HttpFixture.reportsPath(attempt(0)))
                    .header("Content-Type", "Application/JSON; charset=utf-8")
                    .header("authorization", "bearer " + fixture.tokens.of(attempt(0)))
                    .POST(BodyPublishers.ofString(ONE)));
            assertThat(withCharset.status()).isEqualTo(200);
        }

        @Test
        void shouldTakeABodyOfExactlyTheLimitAndNoByteMore() {
            // given
            int limit = HttpSettings.DEFAULT.maxBodyBytes();
            String full = ONE + " ".repeat(limit - ONE.length());

            // then
            assertThat(fixture.postReports(attempt(0), full).status()).isEqualTo(200);
            fixture.postReports(attempt(0), full + " ").isError(413, "BODY_TOO_LARGE");
            assertThat(fixture.send(fixture.reportRequest(attempt(0))
                                    .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString(full))))
                            .status())
                    .as("sent without its length")
                    .isEqualTo(200);
            fixture.send(fixture.reportRequest(attempt(0))
                            .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString(full + " "))))
                    .isError(413, "BODY_TOO_LARGE");
        }

        @Test
        void shouldRefuseTenMegabytesHoweverTheyComeAndGoOn() throws Exception {
            // given
            byte[] huge = new byte[10 << 20];

            // then
            fixture.send(fixture.reportRequest(attempt(0)).POST(BodyPublishers.ofByteArray(huge)))
                    .isError(413, "BODY_TOO_LARGE");
            fixture.send(fixture.reportRequest(attempt(0))
                            .POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(huge))))
                    .isError(413, "BODY_TOO_LARGE");
            assertThat(fixture.postReports(attempt(0), ONE).status()).isEqualTo(200);
        }

        @Test
        void shouldAnswerBeforeAnEndlessBodyEnds() throws Exception {
            // given a client that announces nothing and never stops
            try (Socket socket = new Socket(HttpFixture.LOOPBACK, fixture.port)) {
                socket.setSoTimeout(10_000);
                OutputStream out = socket.getOutputStream();
                out.write(("POST " + HttpFixture.reportsPath(attempt(0)) + " HTTP/1.1\r\nHost: localhost\r\n"
                                + "Authorization: Bearer " + fixture.tokens.of(attempt(0))
                                + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                byte[] chunk = ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
                for (int i = 0; i < 17; i++) {
                    out.write(chunk);
                }
                out.flush();

                // when
                InputStream in = socket.getInputStream();

                // then
                assertThat(RawHttp.head(in)).startsWith("HTTP/1.1 413 ");
            }
        }

        @Test
        void shouldRefuseAHugeBodyBeforeItIsSent() throws Exception {
            // given a client that asks first, as curl does
            try (Socket socket = new Socket(HttpFixture.LOOPBACK, fixture.port)) {
                socket.setSoTimeout(10_000);

                // when
                socket.getOutputStream().write(askingFirst(10 << 20));

                // then
                assertThat(RawHttp.head(socket.getInputStream())).startsWith("HTTP/1.1 413 ");
            }
        }

        @Test
        void shouldLetAClientThatAsksFirstGoOn() throws Exception {
            try (Socket socket = new Socket(HttpFixture.LOOPBACK, fixture.port)) {
                socket.setSoTimeout(10_000);

                // when
                socket.getOutputStream().write(askingFirst(ONE.length()));

                // then
                assertThat(RawHttp.head(socket.getInputStream())).startsWith("HTTP/1.1 100 ");
                socket.getOutputStream().write(ONE.getBytes(StandardCharsets.US_ASCII));
                assertThat(RawHttp.head(socket.getInputStream())).startsWith("HTTP/1.1 200 ");
            }
        }

        private byte[] askingFirst(int length) {
            return ("POST " + HttpFixture.reportsPath(attempt(0)) + " HTTP/1.1\r\nHost: localhost\r\n"
                            + "Authorization: Bearer " + fixture.tokens.of(attempt(0))
                            + "\r\nContent-Type: application/json\r\nContent-Length: " + length
                            + "\r\nExpect: 100-continue\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
        }

        @Test
        void shouldSpeakHttp2WithoutTls() throws Exception {
            // given
            HttpClient http2 =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();

            // when
            HttpResponse<String> first = http2.send(fixture.request("/healthz").build(), BodyHandlers.ofString());
            HttpResponse<String> reported = http2.send(
                    fixture.reportRequest(attempt(0))
                            .POST(BodyPublishers.ofString(ONE))
                            .build(),
                    BodyHandlers.ofString());
            HttpResponse<String> tooLarge = http2.send(
                    fixture.reportRequest(attempt(0))
                            .POST(BodyPublishers.ofByteArray(new byte[2 << 20]))
                            .build(),
                    BodyHandlers.ofString());

            // then
            assertThat(first.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(reported.statusCode()).isEqualTo(200);
            assertThat(tooLarge.statusCode()).isEqualTo(413);
        }

        private long recorded(Class<?> type) {
            return ((InMemoryEventLog) fixture.log)
                    .events().stream()
                            .filter(recorded -> type.isInstance(recorded.event()))
                            .count();
        }
    }

    @Nested
    class BackPressure {

        @Test
        void shouldTellClientsToComeBackWhenTheEngineHasTooMuchToDo() throws Exception {
            // given an engine whose queue holds one command and whose disk stands still
            GatedEventLog log = new GatedEventLog(new InMemoryEventLog());
            try (HttpFixture fixture =
                    new HttpFixture(options -> options.withLog(log).withQueue(1)).running(1)) {
                log.shut();
                CompletableFuture<HttpResponse<String>> inProgress = post(fixture, 0);
                log.awaitAppend();

                // when
                CompletableFuture<HttpResponse<String>> second = post(fixture, 1);
                CompletableFuture<HttpResponse<String>> third = post(fixture, 2);
                Answer refused =
                        new Answer(second.applyToEither(third, answer -> answer).get(10, TimeUnit.SECONDS));

                // then
                refused.isError(429, "BUSY");
                assertThat(refused.header("retry-after")).isEqualTo("1");
                assertThat(fixture.get("/healthz").status())
                        .as("others are served")
                        .isEqualTo(200);
                assertThat(inProgress).as("not durable, not answered").isNotDone();

                // and when
                log.open();

                // then
                assertThat(inProgress.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
                assertThat(List.of(
                                second.get(10, TimeUnit.SECONDS).statusCode(),
                                third.get(10, TimeUnit.SECONDS).statusCode()))
                        .containsExactlyInAnyOrder(200, 429);
            }
        }

        @Test
        void shouldTellClientsToComeBackWhileTheServerStops() {
            try (HttpFixture fixture = new HttpFixture().running(1)) {
                // given
                fixture.engine.close();

                // when
                Answer answer = fixture.postReports(attempt(0), ONE);

                // then
                answer.isError(503, "UNAVAILABLE");
                assertThat(answer.header("retry-after")).isEqualTo("1");
            }
        }

        private CompletableFuture<HttpResponse<String>> post(HttpFixture fixture, int sequence) {
            HttpRequest request = fixture.reportRequest(attempt(0))
                    .POST(BodyPublishers.ofString(ONE.replace("0,", sequence + ",")))
                    .build();
            return fixture.client.sendAsync(request, BodyHandlers.ofString());
        }
    }
}
