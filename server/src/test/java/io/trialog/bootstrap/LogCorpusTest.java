package io.trialog.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trialog.adapter.json.EventLines;
import io.trialog.event.RecordedEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Law 9: logs of every release, each with the state that it means. If an expected state changes here, the applier that
 * changed it is wrong: give the event a new version with an applier of its own. A release adds a folder: export a log as
 * JSON lines into {@code log.jsonl} and run this test with {@code -Dupdate-corpus}, which writes a missing {@code state.json}
 * and never replaces one.
 */
class LogCorpusTest {

    private static final Path CORPUS = Path.of("src/test/resources/log-corpus");
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @TestFactory
    List<DynamicTest> shouldMeanWhatItMeant() throws IOException {
        try (Stream<Path> releases = Files.list(CORPUS)) {
            List<DynamicTest> tests = releases.sorted()
                    .map(release ->
                            DynamicTest.dynamicTest(release.getFileName().toString(), () -> replay(release)))
                    .toList();
            assertThat(tests).isNotEmpty();
            return tests;
        }
    }

    private static void replay(Path release) throws IOException {
        // given
        ExperimentCore core = new ExperimentCore();
        EventLines lines = new EventLines();
        List<RecordedEvent> events = Files.readAllLines(release.resolve("log.jsonl")).stream()
                .map(lines::parse)
                .toList();
        // when
        events.forEach(core::apply);
        // then
        Path expected = release.resolve("state.json");
        if (Files.notExists(expected) && System.getProperty("update-corpus") != null) {
            Files.writeString(expected, JSON.writeValueAsString(core.asMap()) + System.lineSeparator());
        }
        assertThat(meant(
                        JSON.readTree(JSON.writeValueAsString(core.asMap())),
                        JSON.readTree(Files.readString(expected))))
                .isEqualTo(JSON.readTree(Files.readString(expected)));
    }

    /** Without what states did not have yet when the log was added: that may come, the rest stays. */
    private static JsonNode meant(JsonNode state, JsonNode expected) {
        if (state instanceof ObjectNode object && expected instanceof ObjectNode known) {
            ObjectNode meant = JSON.createObjectNode();
            known.fieldNames().forEachRemaining(name -> meant.set(name, meant(object.path(name), known.path(name))));
            return meant;
        }
        if (state instanceof ArrayNode list && expected instanceof ArrayNode known && list.size() == known.size()) {
            ArrayNode meant = JSON.createArrayNode();
            for (int i = 0; i < list.size(); i++) {
                meant.add(meant(list.get(i), known.get(i)));
            }
            return meant;
        }
        return state;
    }
}
