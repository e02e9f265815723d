package io.trialog.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trialog.endtoend.Api.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A long curve, whatever becomes of the server and of what it made from the log. */
class CurvesIT {

    private static final int POINTS = 20_000;
    private static final int BATCH = 500;
    private static final int SPIKE = 12_345;

    @TempDir
    private Path folder;

    @AutoClose
    private Workplace workplace;

    @BeforeEach
    void begin() {
        workplace = new Workplace(folder);
    }

    @Test
    void shouldShowTheSameCurvesWhateverHappens() throws IOException {
        // given
        TrialogProcess server = workplace.serve();
        Api api = new Api(server.url());
        String experiment = experiment(api);
        String id = experiment.substring(experiment.lastIndexOf('/') + 1);
        report(api, experiment, ask(api, experiment), POINTS);
        report(api, experiment, ask(api, experiment), 50);

        // when
        Map<String, JsonNode> curves = curves(api, experiment);

        // then
        JsonNode many = curves.get("/curves?points=50");
        assertThat(many.path("curves"))
                .extracting(curve -> curve.path("size").asInt())
                .containsExactly(POINTS, 50);
        assertThat(many.path("curves").get(0).path("indexes")).hasSizeBetween(20, 50);
        List<Integer> sequences = StreamSupport.stream(
                        curves.get("/trials/0/metrics?points=100")
                                .path("metrics")
                                .spliterator(),
                        false)
                .map(metric -> metric.path("sequence").asInt())
                .toList();
        assertThat(sequences).hasSizeBetween(40, 100).isSorted().contains(0, SPIKE, POINTS - 1);

        // when: it dies
        server.kill();
        // then: the next shows the same
        server = workplace.serve();
        assertThat(curves(new Api(server.url()), experiment)).isEqualTo(curves);

        // when: it dies, and somebody looks at what is left
        server.kill();
        Path series = workplace.data().resolve("series");
        Map<Path, FileTime> left = files(series);
        TrialogProcess view = workplace.start("view", id, "--port", "0");
        // then: they see the same and change nothing
        assertThat(curves(new Api(view.viewed()), experiment)).isEqualTo(curves);
        assertThat(workplace.out("metrics", id, "0", "--csv").lines()).hasSize(POINTS + 1);
        JsonNode exported = RecordedLog.json(workplace.out("export", id, "--intermediate"));
        assertThat(exported.get(0).path("intermediate")).hasSize(POINTS);
        view.kill();
        assertThat(files(series)).isEqualTo(left);

        // when: it is thrown away
        delete(series);
        // then: it is made again
        server = workplace.serve();
        assertThat(curves(new Api(server.url()), experiment)).isEqualTo(curves);
        assertThat(series).isNotEmptyDirectory();
    }

    @Test
    void shouldShowTheCurvesOfAnImportedLog() throws IOException {
        // given
        TrialogProcess server = workplace.serve();
        Api api = new Api(server.url());
        String experiment = experiment(api);
        report(api, experiment, ask(api, experiment), POINTS);
        report(api, experiment, ask(api, experiment), 50);
        Map<String, JsonNode> curves = curves(api, experiment);
        Path export = folder.resolve("export.jsonl");
        workplace.out("log", "export", export.toString());
        server.kill();
        try (Workplace other = new Workplace(Files.createDirectory(folder.resolve("other")))) {
            // when
            other.out("log", "import", export.toString());
            // then
            assertThat(other.data().resolve("series")).doesNotExist();
            TrialogProcess copy = other.serve();
            assertThat(curves(new Api(copy.url()), experiment)).isEqualTo(curves);
        }
    }

    /** Creates an experiment; gives its path. */
    private static String experiment(Api api) {
        String id = api.create("""
                searchSpace: {x: {_type: uniform, _value: [0, 1]}}
                maxTrialNumber: 2
                trainingService: external
                tuner: Random
                """);
        return "/api/v1/experiments/" + id;
    }

    private static Map<String, JsonNode> curves(Api api, String experiment) {
        Map<String, JsonNode> curves = new LinkedHashMap<>();
        for (String path : List.of(
                "/trials/0/metrics?points=100",
                "/trials/0/metrics?points=30&from=12000&to=13000",
                "/trials/1/metrics",
                "/curves?points=50")) {
            AnswerHolder answer = new AnswerHolder();
            Experiments.awaitThat(() -> answer.ask(api, experiment + path));
            curves.put(path, answer.json());
        }
        return curves;
    }

    /** A server that has just started may ask for some patience. */
    private static final class AnswerHolder {

        private Answer last;

        boolean ask(Api api, String path) {
            last = api.get(path);
            assertThat(last.status()).as(last.toString()).isIn(200, 503);
            return last.status() == 200;
        }

        JsonNode json() {
            JsonNode json = last.json();
            ((com.fasterxml.jackson.databind.node.ObjectNode) json).remove("asOf"); // each server records its start
            return json;
        }
    }

    private static JsonNode ask(Api api, String experiment) {
        while (true) {
            JsonNode trial = api.post(experiment + "/ask", "{}", "Content-Type", "application/json")
                    .json()
                    .path("trial");
            if (trial.isObject()) {
                return trial;
            }
        }
    }

    private static void report(Api api, String experiment, JsonNode trial, int count) {
        for (int first = 0; first < count; first += BATCH) {
            String reports = IntStream.range(first, Math.min(count, first + BATCH))
                    .mapToObj(sequence -> "{\"sequence\": %d, \"kind\": \"intermediate\", \"value\": %s}"
                            .formatted(sequence, sequence == SPIKE ? "9" : 1.0 / (1 + sequence)))
                    .collect(Collectors.joining(",", "{\"reports\": [", "]}"));
            Answer answer = api.post(
                    experiment + "/trials/" + trial.path("number").asLong() + "/attempts/1/reports",
                    reports,
                    "Content-Type",
                    "application/json",
                    "Authorization",
                    "Bearer " + trial.path("token").asText());
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        }
    }

    private static Map<Path, FileTime> files(Path folder) throws IOException {
        Map<Path, FileTime> files = new LinkedHashMap<>();
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : found.sorted().toList()) {
                files.put(file, Files.getLastModifiedTime(file));
            }
        }
        return files;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
