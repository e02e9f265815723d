package io.trialog.adapter.http;

import static io.trialog.adapter.http.HttpFixture.attempt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trialog.adapter.http.HttpFixture.Answer;
import io.trialog.experiment.StopExperiment;
import io.trialog.spi.training.AttemptKey;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of a trial the first report goes by the routes, and those with the same head the short way: nobody is to see which. */
class ReportIntakeTest {

    private static final String ONE = "{\"reports\": [{\"sequence\": 0, \"kind\": \"intermediate\", \"value\": 0.5}]}";

    /** One that has not reported yet, and one that has. */
    private static final AttemptKey UNKNOWN = attempt(0);

    private static final AttemptKey KNOWN = attempt(1);

    private HttpFixture fixture;

    @BeforeEach
    void start() {
        fixture = new HttpFixture().running(3);
        assertThat(fixture.postReports(KNOWN, ONE.replace("0,", "1000,")).status())
                .isEqualTo(200);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ONE,
                "{\"reports\": [{\"sequence\": 0, \"kind\": \"final\", \"value\": \"NaN\"},"
                        + "{\"sequence\": 0, \"kind\": \"final\", \"value\": 1},"
                        + "{\"sequence\": 1, \"kind\": \"final\", \"value\": \"abc\"}]}",
                "",
                "{\"reports\": []}",
                "{\"reports\": [\n{\"sequence\": 0, 'kind'",
                "[]",
            })
    void shouldAnswerTheSameBothWays(String body) {
        // when
        Answer byRoutes = fixture.postReports(UNKNOWN, body);
        Answer shortWay = fixture.postReports(KNOWN, body);
        // then
        assertThat(shortWay.status()).isEqualTo(byRoutes.status());
        assertThat(shortWay.text()).isEqualTo(byRoutes.text());
        assertThat(headers(shortWay)).isEqualTo(headers(byRoutes));
        await().until(() -> fixture.answered.size() == 3); // it is told when the client has its answer already
        assertThat(fixture.answered).allMatch(line -> line.startsWith("POST " + ApiRoutes.REPORTS + " "));
    }

    @Test
    void shouldRefuseAnotherTokenAfterTheRightOne() {
        Answer answer = fixture.send(fixture.request(HttpFixture.reportsPath(KNOWN))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + fixture.tokens.of(UNKNOWN))
                .POST(BodyPublishers.ofString(ONE)));
        answer.isError(401, "TOKEN_INVALID");
    }

    @Test
    void shouldRefusePagesOfOthersAfterTheTrialItself() {
        fixture.send(fixture.reportRequest(KNOWN)
                        .header("Origin", "http://evil.example")
                        .POST(BodyPublishers.ofString(ONE)))
                .isError(403, "ORIGIN_FORBIDDEN");
        assertThat(RawHttp.request(
                        fixture.port,
                        "POST " + HttpFixture.reportsPath(KNOWN),
                        "Host: evil.example",
                        "Authorization: Bearer " + fixture.tokens.of(KNOWN),
                        "Content-Type: application/json",
                        "Content-Length: 0"))
                .startsWith("HTTP/1.1 403 ");
    }

    @Test
    void shouldWantJsonAfterJson() {
        fixture.send(fixture.request(HttpFixture.reportsPath(KNOWN))
                        .header("Content-Type", "text/plain")
                        .header("Authorization", "Bearer " + fixture.tokens.of(KNOWN))
                        .POST(BodyPublishers.ofString(ONE)))
                .isError(415, "CONTENT_TYPE_UNSUPPORTED");
    }

    @Test
    void shouldTellATrialToStop() {
        // given
        fixture.send(new StopExperiment(HttpFixture.X, "enough"));
        // when
        Answer answer = fixture.postReports(KNOWN, ONE);
        // then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("stop").asText()).contains("enough");
    }

    @Test
    void shouldTellClientsToComeBackWhileTheServerStops() {
        // given
        fixture.engine.close();
        // when
        Answer answer = fixture.postReports(KNOWN, ONE);
        // then
        answer.isError(503, "UNAVAILABLE");
        assertThat(answer.header("retry-after")).isEqualTo("1");
    }

    @Test
    void shouldKeepTheOrderOfRequestsThatComeAtOnce() {
        // given a client that does not wait for answers
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            String body = ONE.replace("0,", i + ",");
            requests.append("POST ")
                    .append(HttpFixture.reportsPath(KNOWN))
                    .append(" HTTP/1.1\nHost: localhost\nAuthorization: Bearer ")
                    .append(fixture.tokens.of(KNOWN))
                    .append("\nContent-Type: application/json\nContent-Length: ")
                    .append(body.length())
                    .append(i == 49 ? "\nConnection: close\n\n" : "\n\n")
                    .append(body);
        }
        // when
        String answers = RawHttp.exchange(fixture.port, requests.toString());
        // then
        List<Integer> sequences = answers.lines()
                .filter(line -> line.startsWith("{"))
                .map(line -> Integer.parseInt(line.replaceAll(".*\"sequence\":(\\d+).*", "$1")))
                .toList();
        assertThat(sequences).isEqualTo(IntStream.range(0, 50).boxed().toList());
    }

    private static List<String> headers(Answer answer) {
        return List.of(
                answer.header("content-type"),
                answer.header("cache-control"),
                answer.header("x-content-type-options"),
                answer.header("referrer-policy"),
                answer.header("cross-origin-resource-policy"));
    }
}
