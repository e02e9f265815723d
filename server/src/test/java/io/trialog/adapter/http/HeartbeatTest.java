package io.trialog.adapter.http;

import static io.trialog.adapter.http.HttpFixture.attempt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trialog.adapter.http.HttpFixture.Answer;
import io.trialog.event.EndCause;
import io.trialog.spi.training.AttemptKey;
import io.trialog.trial.RecordAttemptEnded;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

    private static final String ONE = "{\"reports\": [{\"sequence\": 0, \"kind\": \"intermediate\", \"value\": 0.5}]}";

    @AutoClose
    private final HttpFixture fixture = new HttpFixture().running(2);

    /** Lets time pass as a server lives through it. */
    private void after(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            fixture.nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            fixture.leases.tick();
        }
    }

    private void awaitState(String state) {
        await().until(() -> fixture.get("/api/v1/experiments/x/trials/0")
                .json()
                .path("state")
                .asText()
                .equals(state));
    }

    @Test
    void shouldTellTheLeaseAndRecordNothing() {
        long before = fixture.log.lastPosition();
        Answer answer = fixture.postHeartbeat(attempt(0));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"leaseSeconds\":60,\"stop\":null}");
        assertThat(fixture.log.lastPosition()).isEqualTo(before);
    }

    @Test
    void shouldShowSilenceAndTheNextSignOfLife() {
        fixture.postHeartbeat(attempt(0));
        after(Duration.ofSeconds(61));
        awaitState("UNKNOWN");
        assertThat(fixture.get("/api/v1/experiments/x/trials/0")
                        .json()
                        .path("reason")
                        .asText())
                .isEqualTo("no sign of life for 60 s (trialLease)");
        fixture.postHeartbeat(attempt(0));
        awaitState("RUNNING");
    }

    @Test
    void shouldTakeReportsForSignsOfLife() {
        fixture.postHeartbeat(attempt(0));
        after(Duration.ofSeconds(40));
        fixture.postReports(attempt(0), ONE);
        after(Duration.ofSeconds(40));
        assertThat(fixture.get("/api/v1/experiments/x/trials/0")
                        .json()
                        .path("state")
                        .asText())
                .isEqualTo("RUNNING");
        after(Duration.ofSeconds(30));
        awaitState("UNKNOWN");
        assertThat(fixture.postReports(attempt(0), ONE).status()).isEqualTo(200);
        awaitState("RUNNING");
    }

    @Test
    void shouldLeaveThoseAloneThatSendNone() {
        fixture.postReports(attempt(0), ONE);
        long before = fixture.log.lastPosition();
        after(Duration.ofMinutes(10));
        assertThat(fixture.log.lastPosition()).isEqualTo(before);
    }

    @Test
    void shouldBringALostTrialBack() {
        for (int attempt = 1; attempt <= 3; attempt++) {
            fixture.send(new RecordAttemptEnded(new AttemptKey("x", 0, attempt), EndCause.LOST, null, "gone", null));
        }
        awaitState("FAILED");
        fixture.postHeartbeat(new AttemptKey("x", 0, 3));
        awaitState("RUNNING");
    }

    @Test
    void shouldWantTheTokenOfTheAttempt() {
        fixture.postNothing(HttpFixture.heartbeatPath(attempt(0))).isError(401, "TOKEN_INVALID");
        fixture.send(fixture.request(HttpFixture.heartbeatPath(attempt(0)))
                        .header("Authorization", "Bearer " + fixture.tokens.of(attempt(1)))
                        .POST(BodyPublishers.noBody()))
                .isError(401, "TOKEN_INVALID");
    }

    @Test
    void shouldNotKnowOtherAttempts() {
        fixture.postHeartbeat(attempt(99)).isError(404, "TRIAL_UNKNOWN");
        fixture.postHeartbeat(new AttemptKey("x", 0, 2)).isError(404, "ATTEMPT_UNKNOWN");
        fixture.postHeartbeat(new AttemptKey("y", 0, 1)).isError(404, "EXPERIMENT_UNKNOWN");
    }
}
