package io.trialog.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.adapter.http.HttpFixture.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationRoutesTest {

    private static final String CHECK = "/api/v1/configuration/check";

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
    void shouldGiveTheCompleteConfigurationAndItsWarnings() {
        // when
        Answer answer = fixture.postJson(CHECK + "?base=/some/where", "{}");

        // then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/configuration/trialConcurrency").asInt()).isEqualTo(2);
        assertThat(answer.json().path("warnings").toString())
                .isEqualTo("[{\"path\":\"debug\",\"line\":3,\"message\":\"has no effect in /some/where\"}]");
        assertThat(fixture.get("/api/v1/experiments").json().path("experiments"))
                .as("nothing is created")
                .isEmpty();
    }

    @Test
    void shouldTellAllProblems() {
        Answer answer = fixture.postJson(CHECK, "bad");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("code").asText()).isEqualTo("CONFIG_INVALID");
        assertThat(answer.json().path("details")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"relative", "", ".", "%00"})
    void shouldWantAnAbsoluteBase(String base) {
        Answer answer = fixture.postJson(CHECK + "?base=" + base, "{}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/details/0/path").asText()).isEqualTo("base");
    }
}
