package io.trialog.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

class AnswerTimerTest {

    @Test
    void shouldTellOfAnswersByRoute() {
        try (HttpFixture fixture = new HttpFixture().running(1)) {
            // when
            fixture.get("/api/v1/experiments/x");
            fixture.get("/api/v1/experiments/unknown");
            fixture.get("/api/v1/experiments/x/trials/0");
            fixture.get("/experiments/x");
            fixture.postReports(
                    HttpFixture.attempt(0),
                    "{\"reports\": [{\"sequence\": 0, \"kind\": \"intermediate\", \"value\": 1}]}");
            fixture.get("/api/v1/nothing");

            // then
            await().untilAsserted(() -> assertThat(fixture.answered)
                    .containsExactly(
                            "GET /api/v1/experiments/{experiment} 200",
                            "GET /api/v1/experiments/{experiment} 404",
                            "GET /api/v1/experiments/{experiment}/trials/{number} 200",
                            "GET page 200",
                            "POST /api/v1/experiments/{experiment}/trials/{number}/attempts/{attempt}/reports 200"));
        }
    }

    @Test
    void shouldTellOfRefusals() {
        try (HttpFixture fixture =
                new HttpFixture(options -> options.withToken("secret").withHost("0.0.0.0"))) {
            // when
            fixture.get("/metrics");
            fixture.get("/metrics?token=secret");

            // then
            await().untilAsserted(
                            () -> assertThat(fixture.answered).containsExactly("GET /metrics 401", "GET /metrics 200"));
        }
    }

    @Test
    void shouldNotTellOfStreamsWhichLast() {
        try (HttpFixture fixture = new HttpFixture()) {
            // when
            fixture.events("").close();
            fixture.get("/healthz");

            // then
            await().untilAsserted(() -> assertThat(fixture.answered).containsExactly("GET /healthz 200"));
        }
    }
}
