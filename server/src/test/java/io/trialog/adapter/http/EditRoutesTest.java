package io.trialog.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.adapter.http.HttpFixture.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EditRoutesTest {

    private static final String X = "/api/v1/experiments/x";

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
    void shouldChangeLimits() {
        // given
        fixture.running(1);

        // when
        Answer answer = fixture.patchJson(X, "{\"trialConcurrency\": 3, \"maxTrialDuration\": \"90s\"}");

        // then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("trialConcurrency").asInt()).isEqualTo(3);
        assertThat(answer.json().path("maxTrialDurationSeconds").asDouble()).isEqualTo(90);
        assertThat(fixture.get(X + "/configuration")
                        .json()
                        .path("maxTrialDuration")
                        .asText())
                .isEqualTo("90s");
    }

    @Test
    void shouldTellAllProblemsAndChangeNothing() {
        // given
        fixture.running(1);
        long before = fixture.log.lastPosition();

        // when
        Answer answer = fixture.patchJson(X, "{\"trialConcurrency\": 0, \"maxTrialNumber\": \"many\", \"seed\": 3}");

        // then
        answer.isError(400, "CONFIG_INVALID");
        assertThat(answer.json().path("details"))
                .extracting(problem -> problem.path("path").asText())
                .containsExactlyInAnyOrder("trialConcurrency", "maxTrialNumber", "seed");
        assertThat(fixture.log.lastPosition()).isEqualTo(before);
        fixture.patchJson(X, "").isError(400, "CONFIG_INVALID");
        fixture.patchJson(X, "{").isError(400, "CONFIG_INVALID");
    }

    @Test
    void shouldNotGoBelowTheTrialsThereAre() {
        // given
        fixture.running(3);

        // when
        Answer answer = fixture.patchJson(X, "{\"maxTrialNumber\": 2}");

        // then
        answer.isError(409, "EXPERIMENT_STATE");
        assertThat(answer.json().path("details").get(0).path("path").asText()).isEqualTo("maxTrialNumber");
    }
}
