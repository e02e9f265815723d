package io.trialog.adapter.http;

import static io.trialog.adapter.http.HttpFixture.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.adapter.http.HttpFixture.Answer;
import java.net.http.HttpRequest;
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
    void shouldQueueConfigurations() {
        // given
        fixture.running(1);

        // when
        Answer answer = fixture.postJson(X + "/queue", "{\"configurations\": [{\"lr\": 0.01}, {\"lr\": 0.02}]}");

        // then
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().toString()).isEqualTo("{\"queued\":2}");
        assertThat(fixture.get(X + "/queue").json().toString())
                .isEqualTo("{\"configurations\":[{\"lr\":0.01},{\"lr\":0.02}]}");
        assertThat(fixture.get(X).json().path("queued").asInt()).isEqualTo(2);
    }

    @Test
    void shouldTellWhatIsWrongWithContributions() {
        // given
        fixture.running(1);
        long before = fixture.log.lastPosition();

        // then
        Answer unfit = fixture.postJson(X + "/queue", "{\"configurations\": [{\"lr\": 0.01}, {\"lr\": 9}, {}]}");
        unfit.isError(400, "CONFIG_INVALID");
        assertThat(unfit.json().path("details"))
                .extracting(problem -> problem.path("path").asText())
                .containsExactly("configurations[1].lr", "configurations[2].lr");
        Answer shapes = fixture.postJson(
                X + "/results",
                "{\"results\": [3, {\"configuration\": 4, \"value\": \"NaN\"}, {\"config\": {}, \"value\": 1}]}");
        shapes.isError(400, "REQUEST_MALFORMED");
        assertThat(shapes.json().path("details"))
                .extracting(problem -> problem.path("path").asText())
                .containsExactly(
                        "results[0]",
                        "results[1].configuration",
                        "results[1].value",
                        "results[2].config",
                        "results[2].configuration");
        for (String body : new String[] {"", "[]", "{}", "{\"results\": []}", "{\"results\": 3}", "{} {}", "{\"a\""}) {
            fixture.postJson(X + "/results", body).isError(400, "REQUEST_MALFORMED");
        }
        assertThat(fixture.log.lastPosition()).isEqualTo(before);
    }

    @Test
    void shouldDeleteWhatIsAtRest() {
        // given
        fixture.running(1);
        HttpRequest.Builder delete = fixture.request(X).DELETE();
        fixture.send(delete).isError(409, "EXPERIMENT_STATE");
        fixture.succeed(attempt(0), 0, 0.5);
        fixture.postNothing(X + "/stop");

        // when
        Answer answer = fixture.send(delete);

        // then
        assertThat(answer.status()).isEqualTo(204);
        fixture.get(X).isError(404, "EXPERIMENT_UNKNOWN");
        fixture.send(delete).isError(404, "EXPERIMENT_UNKNOWN");
        fixture.postReports(attempt(0), "{\"reports\": []}").isError(404, "EXPERIMENT_UNKNOWN");
    }

    @Test
    void shouldImportResults() {
        // given
        fixture.running(1);
        String results = "{\"results\": [{\"configuration\": {\"lr\": 0.01}, \"value\": 1}]}";

        // when
        fixture.postJson(X + "/results", results);
        Answer answer = fixture.postJson(X + "/results", results);

        // then
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().toString()).isEqualTo("{\"imported\":2}");
        assertThat(fixture.get(X).json().path("imported").asInt()).isEqualTo(2);
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
