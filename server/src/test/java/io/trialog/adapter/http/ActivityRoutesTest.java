package io.trialog.adapter.http;

import static io.trialog.adapter.http.HttpFixture.X;
import static io.trialog.adapter.http.HttpFixture.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trialog.event.EndCause;
import io.trialog.trial.RecordAttemptEnded;
import io.trialog.tuning.RecordTunerFailure;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActivityRoutesTest {

    private static final String ACTIVITY = "/api/v1/experiments/x/activity";

    @Test
    void shouldTellWhatIsWaitedFor() {
        try (HttpFixture fixture = new HttpFixture().running(2)) {
            JsonNode activity = fixture.get(ACTIVITY).json();
            assertThat(activity.path("headline").asText()).isEqualTo("2 trials run in 2 slots.");
            assertThat(activity.path("slots")).hasToString("{\"limit\":2,\"used\":2}");
            assertThat(activity.path("tuner"))
                    .hasToString("{\"busy\":false,\"since\":null,\"lastProposalAt\":\"2026-11-24T10:00:00Z\"}");
            assertThat(activity.path("notes"))
                    .hasToString(
                            "[{\"kind\":\"slots\",\"text\":\"All 2 slots are in use. A higher trialConcurrency lets"
                                    + " more run at a time.\",\"since\":\"2026-11-24T10:00:00Z\"}]");
            assertThat(activity.path("errors")).isEmpty();
            assertThat(activity.path("lastEndedAt").isNull()).isTrue();
        }
    }

    @Test
    void shouldTellWhatFailedAndWhere() {
        try (HttpFixture fixture = new HttpFixture().running(2)) {
            // given
            fixture.send(new RecordAttemptEnded(attempt(1), EndCause.EXITED, 1, "Traceback\n  KeyError: x", null));
            fixture.send(new RecordTunerFailure(X, "TPE 1.0", "division by zero", "java.lang.X\n\tat Tpe.java:7"));
            // when
            JsonNode errors = fixture.get(ACTIVITY).json().path("errors");
            // then
            assertThat(errors)
                    .extracting(error -> error.path("type").asText() + " | "
                            + error.path("trial").asText() + " | "
                            + error.path("message").asText() + " | "
                            + error.path("stackTrace").asText())
                    .isEqualTo(List.of(
                            "tuner.failed | null | division by zero | java.lang.X\n\tat Tpe.java:7",
                            "trial.ended | 1 | exit code 1: KeyError: x | Traceback\n  KeyError: x"));
            assertThat(errors.get(0).path("at").asText()).isEqualTo("2026-11-24T10:00:00Z");
            assertThat(fixture.log.at(errors.get(0).path("position").asLong())).isPresent();
        }
    }

    @Test
    void shouldTellNothingWithoutExperiment() {
        try (HttpFixture fixture = new HttpFixture()) {
            fixture.get(ACTIVITY).isError(404, "EXPERIMENT_UNKNOWN");
        }
    }
}
