package io.trialog.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What {@code trialog log cat} prints, as any other program would read it.
 *
 * @param lines one event each
 */
record RecordedLog(List<JsonNode> lines) {

    private static final JsonMapper JSON = new JsonMapper();

    /** Reads it, and demands that every line is whole and none is missing. */
    static RecordedLog parse(String text) {
        RecordedLog log = new RecordedLog(text.lines().map(RecordedLog::json).toList());
        assertThat(log.lines)
                .extracting(line -> line.path("pos").asLong())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, log.lines.size()).boxed().toList());
        assertThat(log.lines)
                .allSatisfy(line -> assertThat(line.path("type").asText()).isNotEmpty());
        return log;
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    /** The events of a type. */
    List<JsonNode> events(String type) {
        return lines.stream()
                .filter(line -> line.path("type").asText().equals(type))
                .map(line -> line.path("data"))
                .toList();
    }

    /** The events of a type about one trial. */
    List<JsonNode> events(String type, long trial) {
        return events(type).stream()
                .filter(data -> data.path("number").asLong(-1) == trial)
                .toList();
    }

    /** The only event of a type about one trial. */
    JsonNode event(String type, long trial) {
        List<JsonNode> found = events(type, trial);
        assertThat(found).as("%s of trial %d", type, trial).hasSize(1);
        return found.get(0);
    }

    /** What was proposed, in order. */
    List<JsonNode> configurations() {
        return events("trial.proposed").stream()
                .map(data -> data.path("configuration"))
                .toList();
    }

    /** The states that trials ended in, in the order of their ends. */
    List<String> trialEnds() {
        return events("trial.ended").stream()
                .map(data -> data.path("state").asText())
                .toList();
    }

    /** The states that experiments went through. */
    List<String> experimentStates() {
        return events("experiment.stateChanged").stream()
                .map(data -> data.path("state").asText())
                .toList();
    }

    /** The numbers that a trial reported, in the order of their sequence; demands that each is there once. */
    List<Double> reports(long trial) {
        List<JsonNode> reports = events("metric.reported", trial);
        assertThat(reports)
                .as("reports of trial %d", trial)
                .extracting(report -> report.path("sequence").asInt())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.iterate(0, i -> i + 1).limit(reports.size()).toList());
        return reports.stream()
                .sorted((a, b) -> Integer.compare(
                        a.path("sequence").asInt(), b.path("sequence").asInt()))
                .map(report -> report.path("values").path("default").asDouble())
                .toList();
    }
}
