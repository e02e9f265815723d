package io.trialog.adapter.http;

import static io.trialog.adapter.http.HttpFixture.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.adapter.http.HttpFixture.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardsTest {

    private static final String STOP = "/api/v1/experiments/x/stop";

    @Nested
    class OnLoopback {

        private HttpFixture fixture;

        @BeforeEach
        void start() {
            fixture = new HttpFixture().running(1);
        }

        @AfterEach
        void stop() {
            fixture.close();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "localhost",
                    "LocalHost:8080",
                    "trialog.localhost:1",
                    "127.0.0.1",
                    "127.1.2.3:99",
                    "[::1]",
                    "[::1]:8080"
                })
        void shouldAnswerToLoopbackNames(String host) {
            assertThat(RawHttp.request(fixture.port, "GET /api/v1/experiments", "Host: " + host))
                    .startsWith("HTTP/1.1 200 ");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "evil.example",
                    "evil.example:8080",
                    "127.0.0.1.evil.example",
                    "localhost.evil.example",
                    "notlocalhost",
                    "10.0.0.1",
                    "[::2]:8080",
                    "127.0.0.1@evil.example",
                    "evil.example#localhost",
                    ":80"
                })
        void shouldNotAnswerToOtherNames(String host) {
            // when
            String api = RawHttp.request(fixture.port, "GET /api/v1/experiments", "Host: " + host);
            String page = RawHttp.request(fixture.port, "GET /", "Host: " + host);

            // then
            assertThat(api).matches("(?s)HTTP/1.1 40[03] .*").doesNotContain("\"experiments\"");
            assertThat(page).matches("(?s)HTTP/1.1 40[03] .*").doesNotContain("The page of the tests");
        }

        @Test
        void shouldSayWhyItDoesNotAnswer() {
            assertThat(RawHttp.request(fixture.port, "GET /api/v1/experiments", "Host: evil.example"))
                    .startsWith("HTTP/1.1 403 ")
                    .contains("ORIGIN_FORBIDDEN", "Host: \\\"evil.example\\\" (expected: localhost or 127.0.0.1");
        }

        @ParameterizedTest
        @CsvSource({
            "Origin: http://evil.example, 403",
            "Origin: null, 403",
            "Origin: https://127.0.0.1, 403",
            "Origin: http://127.0.0.1:1, 403",
            "Origin: ::, 403",
            "Sec-Fetch-Site: cross-site, 403",
            "Sec-Fetch-Site: same-site, 403",
            "Sec-Fetch-Site: same-origin, 202",
            "Sec-Fetch-Site: none, 202",
            "Origin: http://127.0.0.1:8080, 202",
            "Origin: https://127.0.0.1:8080, 202", // behind something that speaks TLS for this server
            "X-Nothing: 1, 202"
        })
        void shouldChangeNothingForOtherOrigins(String header, int status) {
            // when
            String answer =
                    RawHttp.request(fixture.port, "POST " + STOP, "Host: 127.0.0.1:8080", "Content-Length: 0", header);

            // then
            assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
            assertThat(fixture.get("/api/v1/experiments/x").json().path("state").asText())
                    .isEqualTo(status == 202 ? "STOPPING" : "RUNNING");
        }

        @Test
        void shouldCompareOriginsOfIpv6Hosts() {
            assertThat(RawHttp.request(
                            fixture.port,
                            "POST " + STOP,
                            "Host: [::1]:99",
                            "Content-Length: 0",
                            "Origin: http://[::1]:99"))
                    .startsWith("HTTP/1.1 202 ");
        }

        @Test
        void shouldAnswerWhatIsNoHttpInTheOneShape() {
            assertThat(RawHttp.exchange(fixture.port, "THIS IS NO HTTP\n\n"))
                    .startsWith("HTTP/1.0 400 ")
                    .contains("REQUEST_MALFORMED");
            assertThat(RawHttp.request(fixture.port, "GET /%zz", "Host: localhost"))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("REQUEST_MALFORMED");
            assertThat(RawHttp.request(fixture.port, "GET /", "Host: localhost", "X: " + "x".repeat(20_000)))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("REQUEST_MALFORMED");
        }
    }

    @Nested
    class WithServerToken {

        private static final String TOKEN = "tiger.TIGER_burning~bright-0123";

        private HttpFixture fixture;

        @BeforeEach
        void start() {
            fixture = new HttpFixture(options -> options.withToken(TOKEN).withHost("0.0.0.0")).running(1);
        }

        @AfterEach
        void stop() {
            fixture.close();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/metrics",
                    "/api/v1/server",
                    "/api/v1/openapi.yaml",
                    "/api/v1/experiments",
                    "/api/v1/experiments/x",
                    "/api/v1/experiments/unknown",
                    "/api/v1/experiments/x/configuration",
                    "/api/v1/experiments/x/log",
                    "/api/v1/experiments/x/trials",
                    "/api/v1/experiments/x/trials/0",
                    "/api/v1/experiments/x/trials/0/metrics",
                    "/api/v1/experiments/x/curves",
                    "/api/v1/events"
                })
        void shouldWantTheTokenForAllData(String path) {
            fixture.get(path).isError(401, "TOKEN_INVALID");
            fixture.get(path + "?token=wrong").isError(401, "TOKEN_INVALID");
            fixture.send(fixture.request(path).header("Authorization", "Bearer wrong"))
                    .isError(401, "TOKEN_INVALID");
        }

        @Test
        void shouldWantTheTokenForAllChanges() {
            fixture.postNothing(STOP).isError(401, "TOKEN_INVALID");
            fixture.postNothing("/api/v1/experiments/x/resume").isError(401, "TOKEN_INVALID");
            fixture.postNothing("/api/v1/experiments/x/trials/0/stop").isError(401, "TOKEN_INVALID");
            fixture.postJson("/api/v1/experiments", "{}").isError(401, "TOKEN_INVALID");
        }

        @Test
        void shouldTakeTheTokenAsHeaderParameterOrCookie() {
            assertThat(fixture.send(fixture.request("/api/v1/server").header("Authorization", "Bearer " + TOKEN))
                            .status())
                    .isEqualTo(200);
            Answer parameter = fixture.get("/api/v1/server?token=" + TOKEN);
            assertThat(parameter.status()).isEqualTo(200);
            String cookie = parameter.header("set-cookie");
            assertThat(cookie).containsIgnoringCase("; HttpOnly").contains("; SameSite=Strict", "; Path=/");
            assertThat(fixture.send(fixture.request("/api/v1/server").header("Cookie", cookie.split(";")[0]))
                            .status())
                    .isEqualTo(200);
            assertThat(fixture.send(fixture.request("/api/v1/server").header("Cookie", cookie.split(";")[0] + "x"))
                            .status())
                    .isEqualTo(401);
        }

        @Test
        void shouldTakeTheTokenOutOfTheAddressOfThePage() {
            // when
            Answer answer = fixture.get("/experiments/x?sort=best&token=" + TOKEN + "&page=2");

            // then
            assertThat(answer.status()).isEqualTo(303);
            assertThat(answer.header("location")).isEqualTo("/experiments/x?sort=best&page=2");
            assertThat(answer.header("set-cookie")).contains(TOKEN).containsIgnoringCase("; HttpOnly");
            assertThat(fixture.get("/?token=" + TOKEN).header("location")).isEqualTo("/");
        }

        @Test
        void shouldNotRedirectToOtherHosts() {
            for (String path :
                    new String[] {"//evil.example/", "/%5cevil.example", "/\\evil.example", "/x/..//evil.example"}) {
                String answer = RawHttp.request(fixture.port, "GET " + path + "?token=" + TOKEN, "Host: localhost");
                assertThat(answer)
                        .doesNotContainIgnoringCase("location: //")
                        .doesNotContainIgnoringCase("location: /\\")
                        .doesNotContainIgnoringCase("location: /%5c");
            }
        }

        @Test
        void shouldServeThePageWithoutDataToAnybody() {
            assertThat(fixture.get("/").text()).contains("The page of the tests");
            assertThat(fixture.get("/?token=wrong").status()).isEqualTo(200);
            assertThat(fixture.get("/?token=wrong").header("set-cookie")).isEmpty();
            assertThat(fixture.get("/healthz").status()).isEqualTo(200);
        }

        @Test
        void shouldLetTrialsReportWithTheirOwnTokens() {
            // given
            String body = "{\"reports\": [{\"sequence\": 0, \"kind\": \"final\", \"value\": 1}]}";

            // then
            assertThat(fixture.postReports(attempt(0), body).status()).isEqualTo(200);
            fixture.send(fixture.request(HttpFixture.reportsPath(attempt(0)))
                            .header("Content-Type", "application/json")
                            .header("Authorization", "Bearer " + TOKEN)
                            .POST(BodyPublishers.ofString(body)))
                    .isError(401, "TOKEN_INVALID");
        }

        @Test
        void shouldAnswerToAnyHostName() {
            assertThat(RawHttp.request(fixture.port, "GET /", "Host: gpu-box.example:8080"))
                    .startsWith("HTTP/1.1 200 ");
        }

        @Test
        void shouldStillChangeNothingForOtherOrigins() {
            assertThat(RawHttp.request(
                            fixture.port,
                            "POST " + STOP,
                            "Host: gpu-box.example:8080",
                            "Authorization: Bearer " + TOKEN,
                            "Origin: http://evil.example",
                            "Content-Length: 0"))
                    .startsWith("HTTP/1.1 403 ");
        }
    }
}
