package io.trialog.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.adapter.http.HttpFixture.Answer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebPageTest {

    private static final String BUNDLE = "/assets/index-4f2c9a1b.js";

    private HttpFixture fixture;

    @BeforeEach
    void start() {
        fixture = new HttpFixture();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/experiments/x", "/experiments/x/trials/17", "/apis", "/experiments/"})
    void shouldServeThePageAtAllItsAddresses(String path) {
        // when
        Answer page = fixture.get(path);

        // then
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("The page of the tests");
        assertThat(page.header("content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.header("cache-control")).isEqualTo("no-cache");
        assertThat(page.header("content-security-policy"))
                .startsWith("default-src 'self'; style-src 'self' 'unsafe-inline'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("script-src", "http:", "https:", "*");
        assertThat(page.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(page.header("referrer-policy")).isEqualTo("no-referrer");
        assertThat(page.header("server")).as("no banner").isEmpty();
    }

    @Test
    void shouldLetBrowsersKeepWhatHasAHashInItsName() {
        // when
        Answer bundle = fixture.get(BUNDLE);

        // then
        assertThat(bundle.status()).isEqualTo(200);
        assertThat(bundle.header("content-type")).isEqualTo("text/javascript; charset=utf-8");
        assertThat(bundle.header("cache-control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(fixture.get("/mark.svg").header("content-type")).isEqualTo("image/svg+xml");
        assertThat(fixture.get("/mark.svg").header("cache-control")).isEqualTo("no-cache");
    }

    @Test
    void shouldCompressForThoseWhoUnderstandIt() throws Exception {
        // given
        String plain = fixture.get(BUNDLE).text();

        // when
        HttpResponse<byte[]> response = fixture.client.send(
                fixture.request(BUNDLE).header("Accept-Encoding", "br, gzip").build(), BodyHandlers.ofByteArray());

        // then
        assertThat(response.headers().firstValue("content-encoding")).contains("gzip");
        assertThat(response.headers().firstValue("vary")).contains("accept-encoding");
        assertThat(response.body()).hasSizeLessThan(plain.length());
        byte[] content = new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes();
        assertThat(new String(content, StandardCharsets.UTF_8)).isEqualTo(plain);
        assertThat(fixture.send(fixture.request("/mark.svg").header("Accept-Encoding", "gzip"))
                        .header("content-encoding"))
                .as("too small to pay")
                .isEmpty();
    }

    @Test
    void shouldNotSendAgainWhatABrowserHas() {
        // given
        String tag = fixture.get("/").header("etag");

        // when
        Answer again = fixture.send(fixture.request("/").header("If-None-Match", tag));

        // then
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.text()).isEmpty();
        assertThat(fixture.send(fixture.request("/").header("If-None-Match", "W/\"other\""))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void shouldAnswerHead() throws Exception {
        String head = RawHttp.request(fixture.port, "HEAD /", "Host: localhost");
        assertThat(head).startsWith("HTTP/1.1 200 ").contains("text/html").doesNotContain("The page of the tests");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing.js",
                "/assets/nothing-00000000.js",
                "/../pom.xml",
                "/assets/../../openapi.yaml",
                "/%2e%2e/openapi.yaml",
                "/..%2fopenapi.yaml",
                "/..\\openapi.yaml",
                "//openapi.yaml",
                "/assets//../.hidden.js",
                "/a%00b.js"
            })
    void shouldServeNothingElse(String path) {
        // when
        String answer = RawHttp.request(fixture.port, "GET " + path, "Host: localhost");

        // then
        assertThat(answer).matches("(?s)HTTP/1.1 40[04] .*").doesNotContain("openapi: 3", "<project");
    }

    @Test
    void shouldNotTakeTheApiForAPage() {
        fixture.get("/api/v1/nothing").isError(404, "ADDRESS_UNKNOWN");
        fixture.get("/api").isError(404, "ADDRESS_UNKNOWN");
        fixture.get("/api/v2/experiments").isError(404, "ADDRESS_UNKNOWN");
        fixture.postJson("/api/v1/nothing", "{}").isError(404, "ADDRESS_UNKNOWN");
        fixture.postJson("/", "{}").isError(405, "METHOD_NOT_ALLOWED");
    }

    @Test
    void shouldSayWhatIsPossibleInstead() {
        // when
        Answer answer = fixture.send(fixture.request("/api/v1/experiments").DELETE());

        // then
        answer.isError(405, "METHOD_NOT_ALLOWED");
        assertThat(answer.header("allow")).isEqualTo("GET, POST");
        assertThat(answer.text()).contains("DELETE is not possible at /api/v1/experiments (expected: GET, POST)");
        assertThat(fixture.postJson("/healthz", "{}")
                        .isError(405, "METHOD_NOT_ALLOWED")
                        .header("allow"))
                .isEqualTo("GET");
        assertThat(fixture.send(fixture.request("/api/v1/experiments/x/trials/3/stop"))
                        .header("allow"))
                .isEqualTo("POST");
    }

    @Test
    void shouldSayWhenThereIsNoPage() {
        try (HttpFixture without =
                new HttpFixture(options -> options.withSettings(HttpFixture.settings("no-such-folder")))) {
            // when
            Answer page = without.get("/");

            // then
            assertThat(page.status()).isEqualTo(404);
            assertThat(page.header("content-type")).startsWith("text/html");
            assertThat(page.text()).contains("without its web page", "/api/v1/openapi.yaml");
        }
    }
}
