package io.trialog.adapter.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.event.MetricReported;
import io.trialog.event.RecordedEvent;
import io.trialog.event.ServerStarted;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EventLinesTest {

    private final EventLines lines = new EventLines();
    private final EventCodec codec = new EventCodec();

    @Test
    void shouldWriteTheGoldenLines() throws IOException {
        assertThat(GoldenEvents.all().stream().map(lines::format).collect(Collectors.joining("\n")))
                .as("golden-events.jsonl: lines may be added; a line that changes means that old logs read differently")
                .isEqualTo(String.join("\n", goldenLines()));
    }

    @Test
    void shouldReadTheGoldenLines() throws IOException {
        assertThat(goldenLines().stream().map(lines::parse).toList()).isEqualTo(GoldenEvents.all());
    }

    @Test
    void shouldStoreTheGoldenLinesWithoutTheirPosition() throws IOException {
        for (RecordedEvent recorded : GoldenEvents.all()) {
            // given
            String line = goldenLines().get((int) recorded.position() - 1);
            String payload = line.replaceFirst("\"pos\":\\d+,", "");
            byte[] golden = ("\u0001" + payload).getBytes(UTF_8);

            // then: metrics were once stored so, and are read for ever
            assertThat(codec.decode(recorded.position(), golden)).isEqualTo(recorded);
            if (!(recorded.event() instanceof MetricReported)) {
                assertThat(codec.encode(recorded)).isEqualTo(golden);
            }
        }
    }

    @Test
    void shouldReadKeysInAnyOrder() {
        assertThat(lines.parse(
                        "{\"data\":{\"pid\":7,\"version\":\"1\"},\"cause\":\"c\",\"at\":\"2026-03-01T09:30:00Z\","
                                + "\"v\":1,\"type\":\"server.started\",\"pos\":3}"))
                .isEqualTo(new RecordedEvent(3, Instant.parse("2026-03-01T09:30:00Z"), "c", new ServerStarted("1", 7)));
    }

    @Test
    void shouldRefuseALineWithoutPosition() {
        assertThatThrownBy(() -> lines.parse("{\"type\":\"server.started\",\"v\":1,\"at\":\"2026-03-01T09:30:00Z\","
                        + "\"cause\":\"c\",\"data\":{\"pid\":7,\"version\":\"1\"}}"))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessage("event without position (server.started, version 1): position: 0 (expected: >= 1)");
    }

    @Test
    void shouldRefuseHalfALine() throws IOException {
        String line = goldenLines().get(4);
        for (int length = 0; length < line.length(); length++) {
            String half = line.substring(0, length);

            assertThatThrownBy(() -> lines.parse(half)).as(half).isInstanceOf(UnreadableEventException.class);
        }
    }

    private static List<String> goldenLines() throws IOException {
        try (InputStream golden =
                Objects.requireNonNull(EventLinesTest.class.getResourceAsStream("golden-events.jsonl"))) {
            return new ArrayList<>(
                    new String(golden.readAllBytes(), UTF_8).lines().toList());
        }
    }
}
