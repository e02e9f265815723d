package io.trialog.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trialog.fixtures.Seed;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A trial that sends everything again and again, in any order, to servers that are killed: each report counts once, and the
 * first of those with the same number.
 */
class ResendIT {

    private static final int SERVERS = Integer.getInteger("resend.servers", 4);
    private static final int BATCHES = 60;
    private static final int REPORTS = 400;
    private static final long FINAL = 100_000;

    private final Random random = Seed.random(getClass());
    private final Map<Long, Expected> model = new TreeMap<>();

    @TempDir
    private Path folder;

    @AutoClose
    private Workplace workplace;

    private Experiments experiments;

    @BeforeEach
    void begin() {
        workplace = new Workplace(folder);
        experiments = workplace.experiments();
    }

    /** A report as it is sent once; another time the same number may come with another value. Some are never any good. */
    private record Sent(long sequence, double value) {

        boolean isValid() {
            return sequence % 20 != 19;
        }

        String json() {
            return "{\"sequence\": %d, \"kind\": \"intermediate\", \"value\": %s}"
                    .formatted(sequence, isValid() ? Double.toString(value) : "true");
        }
    }

    /** What is known of a good number: the values that can be recorded. Several until an answer says that one of them is. */
    private static final class Expected {
        private final List<Double> values = new ArrayList<>();
        private boolean isRecorded;
    }

    @Test
    void shouldCountEveryReportOnce() {
        // given
        String yaml = experiments.posted(experiments.bash("maxTrialNumber: 1\n", """
                echo "$TRIALOG_TOKEN" >token
                mark running
                wait_for done
                echo '{"sequence": %d, "kind": "final", "value": 0.5}' >>"$TRIALOG_REPORT_SPOOL"
                """.formatted(FINAL)));
        TrialogProcess server = workplace.serve();
        String id = new Api(server.url()).create(yaml);
        experiments.awaitMark("running");
        String token = experiments.lines("token").get(0);
        String path = "/api/v1/experiments/" + id + "/trials/0/attempts/1/reports";

        // when
        for (int life = 0; life < SERVERS; life++) {
            Api api = new Api(server.url());
            int batches = 1 + random.nextInt(BATCHES);
            for (int i = 0; i < batches; i++) {
                List<Sent> batch = batch();
                Api.Answer answer = post(api, path, token, batch);
                assertThat(answer.status()).isEqualTo(200);
                check(batch, answer.json().path("results"));
            }
            killWhileItAnswers(server, api, path, token);
            server = workplace.serve();
        }
        Api api = new Api(server.url());
        for (List<Sent> batch : everythingOnceMore()) {
            check(batch, post(api, path, token, batch).json().path("results"));
        }
        experiments.open("done");
        Experiments.awaitThat(() -> api.experiment(id).path("state").asText().equals("DONE"));
        server.interrupt();
        server.ended().with(0);

        // then
        RecordedLog log = workplace.log();
        Map<Long, List<Double>> recorded = log.events("metric.reported", 0).stream()
                .collect(Collectors.groupingBy(
                        report -> report.path("sequence").asLong(),
                        TreeMap::new,
                        Collectors.mapping(
                                report -> report.path("values").path("default").asDouble(), Collectors.toList())));
        assertThat(recorded.remove(FINAL)).containsExactly(0.5);
        assertThat(recorded).hasSizeGreaterThan(20).containsOnlyKeys(model.keySet());
        recorded.forEach((sequence, values) -> {
            assertThat(values).as("report %d", sequence).hasSize(1);
            assertThat(model.get(sequence).values).as("report %d", sequence).containsAll(values);
        });
        assertThat(log.trialEnds()).containsExactly("SUCCEEDED");
    }

    /** New numbers and old ones in any order, some of them twice. */
    private List<Sent> batch() {
        long first = random.nextInt(REPORTS);
        List<Sent> batch = new ArrayList<>();
        for (int i = random.nextInt(12); i >= 0; i--) {
            batch.add(new Sent(first + random.nextInt(12), random.nextInt(1_000_000) / 1e6));
        }
        return batch;
    }

    private List<List<Sent>> everythingOnceMore() {
        List<Sent> all = new ArrayList<>();
        model.forEach((sequence, expected) -> all.add(new Sent(sequence, expected.values.get(0))));
        Collections.shuffle(all, random);
        List<List<Sent>> batches = new ArrayList<>();
        for (int i = 0; i < all.size(); i += 100) {
            batches.add(all.subList(i, Math.min(i + 100, all.size())));
        }
        return batches;
    }

    private static Api.Answer post(Api api, String path, String token, List<Sent> batch) {
        String reports = batch.stream().map(Sent::json).collect(Collectors.joining(", "));
        return api.post(
                path,
                "{\"reports\": [" + reports + "]}",
                "Content-Type",
                "application/json",
                "Authorization",
                "Bearer " + token);
    }

    /** The answers must be the model's, and tell it more. */
    private void check(List<Sent> batch, JsonNode results) {
        assertThat(results).hasSameSizeAs(batch);
        for (int i = 0; i < batch.size(); i++) {
            Sent sent = batch.get(i);
            assertThat(results.get(i).path("sequence").asLong()).isEqualTo(sent.sequence());
            String status = results.get(i).path("status").asText();
            if (sent.isValid()) {
                check(sent, status, model.computeIfAbsent(sent.sequence(), number -> new Expected()));
            } else {
                assertThat(status).as("%s", sent).isEqualTo("refused");
            }
        }
    }

    private static void check(Sent sent, String status, Expected expected) {
        if (expected.isRecorded) {
            assertThat(status).as("sent before: %s", sent).isEqualTo("duplicate");
        } else if (expected.values.isEmpty()) {
            assertThat(status).as("new: %s", sent).isEqualTo("accepted");
        } else {
            assertThat(status).as("perhaps sent before: %s", sent).isIn("accepted", "duplicate");
        }
        if (status.equals("accepted")) {
            expected.values.clear();
            expected.values.add(sent.value());
        }
        expected.isRecorded = true;
    }

    /** Nobody knows whether the last batch was taken, except when the answer came before the end. */
    private void killWhileItAnswers(TrialogProcess server, Api api, String path, String token) {
        List<Sent> batch = batch();
        CompletableFuture<Api.Answer> answer = CompletableFuture.supplyAsync(() -> post(api, path, token, batch));
        assertThat(server.endsWithin(Duration.ofMillis(random.nextInt(15)))).isFalse();
        server.kill();
        try {
            check(batch, answer.join().json().path("results"));
        } catch (CompletionException e) {
            assertThat(e).hasCauseInstanceOf(UncheckedIOException.class);
            for (Sent sent : batch) {
                if (sent.isValid()) {
                    Expected expected = model.computeIfAbsent(sent.sequence(), number -> new Expected());
                    if (!expected.isRecorded) {
                        expected.values.add(sent.value());
                    }
                }
            }
        }
    }
}
