package io.trialog.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People whose loop is their own. */
class AskTellIT {

    private static final Path DOCUMENT = Path.of("docs", "ask-and-tell.md");
    private static final int CLIENTS = 8;
    private static final int TRIALS = 200;
    private static final int KILLS = 3;

    @TempDir
    private Path folder;

    @AutoClose
    private Workplace workplace;

    @BeforeEach
    void begin() {
        workplace = new Workplace(folder);
    }

    @Test
    void shouldDoWhatTheDocumentShows() throws IOException, InterruptedException {
        // given
        String text = Files.readString(DOCUMENT);
        int from = text.indexOf("```bash\n") + "```bash\n".length();
        Path script = Files.writeString(folder.resolve("loop.sh"), text.substring(from, text.indexOf("```", from)));
        TrialogProcess server = workplace.serve();

        // when
        Path out = folder.resolve("out.txt");
        ProcessBuilder bash = new ProcessBuilder("bash", "-eu", "-o", "pipefail", script.toString())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        bash.environment().put("TRIALOG_SERVER", server.url().toString());
        Process loop = bash.start();

        // then
        boolean ended = loop.waitFor(TrialogProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        loop.destroyForcibly();
        assertThat(ended).as(Files.readString(out)).isTrue();
        assertThat(Files.readAllLines(out))
                .containsExactlyElementsOf(IntStream.range(0, 5)
                        .mapToObj(number -> "trial " + number + ": SUCCEEDED")
                        .toList());
        server.interrupt();
        server.ended().with(0);
        RecordedLog log = workplace.log();
        assertThat(log.trialEnds()).hasSize(5).containsOnly("SUCCEEDED");
        assertThat(log.experimentStates()).last().isEqualTo("DONE");
        assertThat(log.reports(0)).hasSize(4);
        assertThat(log.event("attempt.scheduled", 0).path("worker").asText()).isNotEmpty();
    }

    @Test
    void shouldLoseAndDoubleNothingWhenTheServerIsKilledAgainAndAgain() throws Exception {
        // given
        TrialogProcess server = workplace.serve();
        AtomicReference<URI> address = new AtomicReference<>(server.url());
        String id = new Api(server.url()).create("""
                searchSpace: {x: {_type: uniform, _value: [0, 1]}}
                maxTrialNumber: %d
                trainingService: external
                tuner: Random
                """.formatted(TRIALS));
        AtomicInteger told = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<List<Long>>> clients = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                String name = "client-" + client;
                clients.add(threads.submit(() -> new Client(name, id, address, told).live()));
            }

            // when
            for (int kill = 1; kill <= KILLS; kill++) {
                int enough = kill * TRIALS / (KILLS + 1);
                Experiments.awaitThat(() -> told.get() >= enough);
                server.kill();
                server = workplace.serve();
                address.set(server.url());
            }
            List<Long> numbers = new ArrayList<>();
            for (Future<List<Long>> client : clients) {
                numbers.addAll(client.get(TrialogProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS));
            }

            // then
            assertThat(numbers).hasSize(TRIALS).doesNotHaveDuplicates();
        } finally {
            threads.shutdownNow();
        }
        Api api = new Api(address.get());
        Experiments.awaitThat(() -> api.experiment(id).path("state").asText().equals("DONE"));
        JsonNode counts = api.experiment(id).path("counts");
        server.interrupt();
        server.ended().with(0);
        RecordedLog log = workplace.log();
        assertThat(log.trialEnds()).hasSize(TRIALS).containsOnly("SUCCEEDED");
        assertThat(log.events("attempt.scheduled")).hasSize(TRIALS);
        for (long number = 0; number < TRIALS; number++) {
            assertThat(log.reports(number)).containsExactly(number + 0.25, number + 0.5, number + 0.75);
            assertThat(log.event("trial.ended", number).path("value").asDouble())
                    .isEqualTo(number + 0.75);
        }
        assertThat(counts.path("succeeded").asInt()).isEqualTo(TRIALS);
        JsonNode replayed = RecordedLog.json(workplace.out("show", id, "--json"));
        assertThat(replayed.path("counts")).isEqualTo(counts);
        workplace.ended("log", "verify").with(0);
    }

    @Test
    void shouldEndWhatTakesTooLongAlsoWhenTheServerWasAway() {
        // given
        TrialogProcess first = workplace.serve();
        String id = new Api(first.url()).create("""
                searchSpace: {x: {_type: uniform, _value: [0, 1]}}
                maxTrialNumber: 2
                maxTrialDuration: 4s
                trainingService: external
                tuner: Random
                """);
        AtomicReference<URI> address = new AtomicReference<>(first.url());
        Client client = new Client("slow", id, address, new AtomicInteger());
        JsonNode trial = client.post("/ask", "{\"askId\": \"a\"}", "none").path("trial");

        // when
        first.kill();
        TrialogProcess second = workplace.serve();
        address.set(second.url());
        Api api = new Api(second.url());
        Experiments.awaitThat(() -> !api.trial(id, 0).path("state").asText().equals("RUNNING"));

        // then
        JsonNode told = client.post(
                "/trials/0/attempts/1/tell",
                "{\"value\": 1}",
                trial.path("token").asText());
        assertThat(told)
                .isEqualTo(RecordedLog.json("{\"state\": \"SYS_CANCELED\", \"value\": null,"
                        + " \"reason\": \"ran longer than maxTrialDuration\"}"));
        List<JsonNode> log = api.log(id);
        JsonNode end = only(log, "attempt.ended").path("data");
        assertThat(end.path("cause").asText()).isEqualTo("TIMED_OUT");
        assertThat(Instant.parse(end.path("endedAt").asText()))
                .isAfterOrEqualTo(
                        Instant.parse(only(log, "attempt.scheduled").path("at").asText())
                                .plusSeconds(4));
    }

    private static JsonNode only(List<JsonNode> log, String type) {
        List<JsonNode> found = log.stream()
                .filter(line -> line.path("type").asText().equals(type))
                .toList();
        assertThat(found).as(type).hasSize(1);
        return found.get(0);
    }

    @Test
    void shouldHelpAlongAnExperimentThatLaunchesTrials() {
        // given one that is busy
        Experiments experiments = workplace.experiments();
        Path configuration = experiments.python("maxTrialNumber: 3\n", """
                wait_for("go")
                trialog.report_final_result(0.5)
                """);
        TrialogProcess server = workplace.serve();
        Api api = new Api(server.url());
        String id = api.create(experiments.posted(configuration));
        experiments.awaitStarts(1);

        // when
        Client client = new Client("guest", id, new AtomicReference<>(server.url()), new AtomicInteger());
        assertThat(client.live()).containsExactly(1L, 2L);
        assertThat(api.trial(id, 0).path("state").asText()).isEqualTo("RUNNING");
        experiments.open("go");

        // then
        Experiments.awaitThat(() -> api.experiment(id).path("state").asText().equals("DONE"));
        assertThat(api.experiment(id).path("counts").path("succeeded").asInt()).isEqualTo(3);
        assertThat(experiments.starts()).hasSize(1);
    }

    /** Repeats what was not answered until it is. */
    private record Client(String name, String experiment, AtomicReference<URI> address, AtomicInteger told) {

        /** The numbers of its trials. */
        List<Long> live() {
            List<Long> numbers = new ArrayList<>();
            while (true) {
                String ask = "{\"askId\": \"%s/%d\", \"worker\": \"%s\"}".formatted(name, numbers.size(), name);
                JsonNode asked = post("/ask", ask, "none");
                JsonNode trial = asked.path("trial");
                if (!trial.isNull()) {
                    evaluate(trial);
                    numbers.add(trial.path("number").asLong());
                } else if (!asked.path("state").asText().equals("RUNNING")) {
                    return numbers;
                }
            }
        }

        private void evaluate(JsonNode trial) {
            long number = trial.path("number").asLong();
            String attempt =
                    "/trials/" + number + "/attempts/" + trial.path("attempt").asInt();
            String token = trial.path("token").asText();
            for (int sequence = 0; sequence < 2; sequence++) {
                String report = "{\"reports\": [{\"sequence\": %d, \"kind\": \"intermediate\", \"value\": %s}]}"
                        .formatted(sequence, number + 0.25 * (sequence + 1));
                JsonNode answer = post(attempt + "/reports", report, token);
                assertThat(answer.path("stop").isNull()).as(answer.toString()).isTrue();
            }
            JsonNode answer = post(attempt + "/tell", "{\"value\": " + (number + 0.75) + "}", token);
            assertThat(answer.path("state").asText()).as(answer.toString()).isEqualTo("SUCCEEDED");
            told.incrementAndGet();
        }

        private JsonNode post(String path, String body, String token) {
            AtomicReference<JsonNode> answer = new AtomicReference<>();
            Experiments.awaitThat(() -> {
                answer.set(tryToPost(path, body, token));
                return answer.get() != null;
            });
            return answer.get();
        }

        private JsonNode tryToPost(String path, String body, String token) {
            try {
                Api.Answer answer = new Api(address.get())
                        .post(
                                "/api/v1/experiments/" + experiment + path,
                                body,
                                "Content-Type",
                                "application/json",
                                "Authorization",
                                "Bearer " + token);
                assertThat(answer.status()).as(answer.toString()).isIn(200, 429, 503);
                return answer.status() == 200 ? answer.json() : null;
            } catch (java.io.UncheckedIOException away) {
                return null;
            }
        }
    }
}
