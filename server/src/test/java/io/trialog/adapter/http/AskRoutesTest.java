package io.trialog.adapter.http;

import static io.trialog.adapter.http.HttpFixture.X;
import static io.trialog.adapter.http.HttpFixture.attempt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.trialog.adapter.http.HttpFixture.Answer;
import io.trialog.bootstrap.RecordServerStart;
import io.trialog.event.Outlook;
import io.trialog.event.RecordedEvent;
import io.trialog.event.SuggestionsRequested;
import io.trialog.event.TrialEnded;
import io.trialog.experiment.CreateExperiment;
import io.trialog.experiment.ResumeExperiment;
import io.trialog.fixtures.Configs;
import io.trialog.spi.space.Configuration;
import io.trialog.spi.training.AttemptKey;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.trial.AttemptPolicy;
import io.trialog.tuning.RecordSuggestions;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AskRoutesTest {

    private static final String ASK = "/api/v1/experiments/x/ask";

    @AutoClose
    private final HttpFixture fixture = new HttpFixture();

    private void experiment(@Nullable Integer maxTrials) {
        fixture.send(new CreateExperiment(X, Configs.external(maxTrials, AttemptPolicy.DEFAULT)));
    }

    /** A tuner that answers at once. */
    private void tunerAnswers() {
        fixture.feed.subscribe(events -> events.forEach(this::answer));
    }

    private void answer(RecordedEvent recorded) {
        if (recorded.event() instanceof SuggestionsRequested request) {
            CompletableFuture<?> unused = fixture.engine.submit(new RecordSuggestions(
                    request.experiment(),
                    recorded.position(),
                    List.of(Suggestion.of(Configuration.of(Map.of("lr", 0.01)))),
                    Outlook.MORE,
                    "test-tuners 1.0"));
        }
    }

    private List<RecordedEvent> log() {
        List<RecordedEvent> events = new ArrayList<>();
        fixture.log.read(1, events::add);
        return events;
    }

    private Answer tell(AttemptKey key, String body) {
        return fixture.send(fixture.request(HttpFixture.reportsPath(key).replaceFirst("reports$", "tell"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + fixture.tokens.of(key))
                .POST(BodyPublishers.ofString(body)));
    }

    private JsonNode ask(String body) {
        Answer answer = fixture.postJson(ASK, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    /** Lets time pass as a server lives through it. */
    private void after(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            fixture.nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            fixture.leases.tick();
        }
    }

    @Nested
    class Asked {

        @Test
        void shouldGetATrialWithAllThatItTakes() {
            experiment(3);
            tunerAnswers();
            JsonNode answer = ask("{\"askId\": \"a\", \"worker\": \"gpu-7\", \"leaseSeconds\": 30}");
            JsonNode trial = answer.path("trial");
            assertThat(trial.path("experimentId").asText()).isEqualTo("x");
            assertThat(trial.path("number").asInt()).isZero();
            assertThat(trial.path("attempt").asInt()).isEqualTo(1);
            assertThat(trial.path("configuration").path("lr").asDouble()).isEqualTo(0.01);
            assertThat(trial.path("token").asText()).isEqualTo(fixture.tokens.of(attempt(0)));
            assertThat(trial.path("leaseSeconds").asInt()).isEqualTo(30);
            assertThat(answer.path("state").asText()).isEqualTo("RUNNING");
            JsonNode shown = fixture.get("/api/v1/experiments/x/trials/0").json();
            assertThat(shown.path("worker").asText()).isEqualTo("gpu-7");
            assertThat(shown.path("state").asText()).isEqualTo("RUNNING");
            assertThat(shown.path("startedAt").isTextual()).isTrue();
        }

        @Test
        void shouldGetTheSameAfterALostAnswer() {
            experiment(3);
            tunerAnswers();
            JsonNode first = ask("{\"askId\": \"a\"}");
            assertThat(ask("{\"askId\": \"a\"}")).isEqualTo(first);
            assertThat(ask("{\"askId\": \"b\"}").path("trial").path("number").asInt())
                    .isEqualTo(1);
            assertThat(fixture.postNothing(ASK)
                            .json()
                            .path("trial")
                            .path("number")
                            .asInt())
                    .isEqualTo(2);
        }

        @Test
        void shouldWaitForTheTuner() {
            experiment(3);
            CompletableFuture<Answer> waiting = CompletableFuture.supplyAsync(() -> fixture.postJson(ASK, "{}"));
            await().until(() -> log().stream().anyMatch(recorded -> recorded.event() instanceof SuggestionsRequested));
            assertThat(waiting).isNotDone();
            log().forEach(AskRoutesTest.this::answer);
            assertThat(waiting.join().json().path("trial").path("number").asInt())
                    .isZero();
        }

        @Test
        void shouldNotWaitWhenThatIsNotWanted() {
            experiment(3);
            JsonNode answer = ask("{\"waitSeconds\": 0}");
            assertThat(answer.path("trial").isNull()).isTrue();
            assertThat(answer.path("state").asText()).isEqualTo("RUNNING");
        }

        @Test
        void shouldHearAtOnceThatItIsOver() {
            experiment(1);
            tunerAnswers();
            ask("{}");
            assertThat(ask("{\"waitSeconds\": 60}").path("state").asText()).isEqualTo("NO_MORE_TRIAL");
            tell(attempt(0), "{\"value\": 1}");
            JsonNode done = ask("{\"waitSeconds\": 60}");
            assertThat(done.path("trial").isNull()).isTrue();
            assertThat(done.path("state").asText()).isEqualTo("DONE");
            assertThat(done.path("reason").asText()).isEqualTo("all 1 trials were made");
        }

        @Test
        void shouldHearWhileItWaitsThatItIsOver() {
            experiment(3);
            CompletableFuture<Answer> waiting =
                    CompletableFuture.supplyAsync(() -> fixture.postJson(ASK, "{\"waitSeconds\": 60}"));
            await().until(() -> log().stream().anyMatch(recorded -> recorded.event() instanceof SuggestionsRequested));
            fixture.postNothing("/api/v1/experiments/x/stop");
            assertThat(waiting.join().json().path("state").asText()).isEqualTo("STOPPED");
        }

        @Test
        void shouldWaitForTheResumeAfterTheServerDied() {
            experiment(3);
            tunerAnswers();
            fixture.send(new RecordServerStart("next", 1));
            assertThat(ask("{\"waitSeconds\": 0}").path("state").asText()).isEqualTo("STOPPED");
            CompletableFuture<Answer> waiting = CompletableFuture.supplyAsync(() -> fixture.postJson(ASK, "{}"));
            fixture.send(new ResumeExperiment(X, null));
            assertThat(waiting.join().json().path("trial").path("number").isInt())
                    .isTrue();
        }

        @Test
        void shouldAnswerWithAllProblems() {
            experiment(3);
            Answer answer = fixture.postJson(
                    ASK, "{\"askId\": \"\", \"leaseSeconds\": 4, \"waitSeconds\": 61, \"workr\": \"w\"}");
            answer.isError(400, "REQUEST_MALFORMED");
            assertThat(answer.details())
                    .containsExactly(
                            "askId: \"\" (expected: a text of 1 to 200 characters)",
                            "leaseSeconds: 4 (expected: a whole number, 5 to 86400)",
                            "waitSeconds: 61 (expected: a whole number, 0 to 60)",
                            "workr: unknown (expected: askId, leaseSeconds, waitSeconds, worker; did you mean 'worker'?)");
            fixture.postJson("/api/v1/experiments/y/ask", "{}").isError(404, "EXPERIMENT_UNKNOWN");
        }

        @Test
        void shouldGiveEachOfManyAnotherAndExactlyTheLimit() throws Exception {
            int clients = 50;
            int trials = 120;
            experiment(trials);
            tunerAnswers();
            ExecutorService threads = Executors.newFixedThreadPool(clients);
            try {
                List<Future<List<Long>>> all = new ArrayList<>();
                for (int client = 0; client < clients; client++) {
                    all.add(threads.submit(this::askAndTellUntilItIsOver));
                }
                List<Long> numbers = new ArrayList<>();
                for (Future<List<Long>> one : all) {
                    List<Long> own = one.get();
                    assertThat(own).as("of one client").isNotEmpty();
                    numbers.addAll(own);
                }
                assertThat(numbers).hasSize(trials).doesNotHaveDuplicates();
            } finally {
                threads.shutdownNow();
            }
            assertThat(log().stream()
                            .filter(recorded -> recorded.event() instanceof TrialEnded)
                            .count())
                    .isEqualTo(trials);
            assertThat(fixture.get("/api/v1/experiments/x").json().path("state").asText())
                    .isEqualTo("DONE");
        }

        private List<Long> askAndTellUntilItIsOver() {
            List<Long> numbers = new ArrayList<>();
            while (true) {
                JsonNode answer = ask("{}");
                JsonNode trial = answer.path("trial");
                if (trial.isNull() && !answer.path("state").asText().equals("RUNNING")) {
                    return numbers;
                }
                if (!trial.isNull()) {
                    numbers.add(trial.path("number").asLong());
                    Answer told = tell(attempt(trial.path("number").asLong()), "{\"value\": 0.5}");
                    assertThat(told.json().path("state").asText()).isEqualTo("SUCCEEDED");
                }
            }
        }
    }

    @Nested
    class Told {

        private void asked() {
            experiment(3);
            tunerAnswers();
            ask("{\"askId\": \"a\", \"leaseSeconds\": 10}");
        }

        @Test
        void shouldGetTheSameAnswerAgain() {
            asked();
            Answer first = tell(attempt(0), "{\"value\": {\"default\": 0.5, \"loss\": 2}}");
            assertThat(first.text()).isEqualTo("{\"state\":\"SUCCEEDED\",\"value\":0.5,\"reason\":null}");
            long before = fixture.log.lastPosition();
            assertThat(tell(attempt(0), "{\"value\": {\"default\": 0.5, \"loss\": 2}}")
                            .text())
                    .isEqualTo(first.text());
            assertThat(fixture.log.lastPosition()).isEqualTo(before);
        }

        @Test
        void shouldFailForTheReasonThatWasTold() {
            asked();
            assertThat(tell(attempt(0), "{\"infeasible\": \"too wide\"}").text())
                    .isEqualTo("{\"state\":\"FAILED\",\"value\":null,\"reason\":\"too wide\"}");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                {}                             | : no end (expected: one of
                {"value": 1, "failed": "x"}    | : value and failed (expected: one of
                {"value": "high"}              | value: "high" (expected: a number,
                {"value": {"loss": 1}}         | value.default: missing (expected: a number of this name,
                {"value": 1, "sequence": -1}   | sequence: -1 (expected: a whole number >= 0)
                {"failed": " "}                | failed: " " (expected: a text that says why)
                {"failed": "x", "sequence": 1} | sequence: given besides failed (expected: besides value only)
                {"vale": 1}                    | vale: unknown (expected: value, sequence, failed, infeasible
                {"value": NaN}                 | : not JSON: NaN and infinities are written as strings
                [1]                            | : an array (expected: {"value": number or object}
                """)
        void shouldSayWhatIsWrong(String body, String problem) {
            asked();
            long before = fixture.log.lastPosition();
            Answer answer = tell(attempt(0), body).isError(400, "REQUEST_MALFORMED");
            assertThat(answer.details()).anyMatch(detail -> detail.startsWith(problem));
            assertThat(fixture.log.lastPosition()).isEqualTo(before);
        }

        @Test
        void shouldHearThatNobodyWantsTheTrialAnyMore() {
            asked();
            String one = "{\"reports\": [{\"sequence\": 0, \"kind\": \"intermediate\", \"value\": 0.5}]}";
            assertThat(fixture.postReports(attempt(0), one).json().path("stop").isNull())
                    .isTrue();
            fixture.postNothing("/api/v1/experiments/x/trials/0/stop");
            assertThat(fixture.postReports(attempt(0), one).json().path("stop").asText())
                    .isEqualTo("stopped on request");
            assertThat(fixture.postHeartbeat(attempt(0)).json().path("stop").asText())
                    .isEqualTo("stopped on request");
            assertThat(tell(attempt(0), "{\"value\": 1}").text())
                    .isEqualTo("{\"state\":\"USER_CANCELED\",\"value\":null,\"reason\":\"stopped on request\"}");
        }

        @Test
        void shouldHearThatAnotherAttemptHasReplacedIt() {
            asked();
            after(Duration.ofSeconds(11));
            JsonNode again = ask("{\"askId\": \"b\"}").path("trial");
            assertThat(again.path("number").asInt()).isZero();
            assertThat(again.path("attempt").asInt()).isEqualTo(2);
            String replaced = "attempt 2 has replaced attempt 1";
            assertThat(fixture.postHeartbeat(attempt(0)).json().path("stop").asText())
                    .isEqualTo(replaced);
            JsonNode told = tell(attempt(0), "{\"value\": 1}").json();
            assertThat(told.path("state").asText()).isEqualTo("RUNNING");
            assertThat(told.path("reason").asText()).isEqualTo(replaced);
        }

        @Test
        void shouldBeLostAfterTheLeaseAndLiveAgainWhenItIsHeardOf() {
            asked();
            after(Duration.ofSeconds(8));
            assertThat(fixture.postHeartbeat(attempt(0)).text()).isEqualTo("{\"leaseSeconds\":10,\"stop\":null}");
            after(Duration.ofSeconds(9));
            assertThat(state()).isEqualTo("RUNNING");
            after(Duration.ofSeconds(2));
            await().until(() -> state().equals("WAITING"));
            assertThat(fixture.postHeartbeat(attempt(0)).text()).isEqualTo("{\"leaseSeconds\":10,\"stop\":null}");
            await().until(() -> state().equals("RUNNING"));
            after(Duration.ofSeconds(11));
            await().until(() -> state().equals("WAITING"));
            assertThat(tell(attempt(0), "{\"value\": 1}").json().path("state").asText())
                    .isEqualTo("SUCCEEDED");
        }

        @Test
        void shouldLeaveLaunchedTrialsToTheirCommand() {
            fixture.running(1);
            tell(attempt(0), "{\"value\": 1}").isError(409, "TRIAL_STATE");
        }

        @Test
        void shouldWantTheTokenOfTheAttempt() {
            asked();
            fixture.postJson("/api/v1/experiments/x/trials/0/attempts/1/tell", "{\"value\": 1}")
                    .isError(401, "TOKEN_INVALID");
        }

        private String state() {
            return fixture.get("/api/v1/experiments/x/trials/0")
                    .json()
                    .path("state")
                    .asText();
        }
    }

    @Test
    void shouldWantTheServerTokenWhereThereIsOne() {
        try (HttpFixture guarded = new HttpFixture(options -> options.withToken("secret"))) {
            guarded.send(new CreateExperiment(X, Configs.external(3, AttemptPolicy.DEFAULT)));
            guarded.postJson(ASK, "{\"waitSeconds\": 0}").isError(401, "TOKEN_INVALID");
        }
    }
}
