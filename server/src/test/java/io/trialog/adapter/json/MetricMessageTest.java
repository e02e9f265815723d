package io.trialog.adapter.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.event.EventType;
import io.trialog.event.ExperimentId;
import io.trialog.event.MetricKind;
import io.trialog.event.MetricReported;
import io.trialog.event.RecordedEvent;
import io.trialog.fixtures.Seed;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Metrics as the log stores them: format 0x02. */
class MetricMessageTest {

    private static final ExperimentId ID = new ExperimentId("q3kx9abd");
    private static final Instant AT = Instant.parse("2026-11-27T10:00:00.5Z");
    private static final RecordedEvent METRIC = new RecordedEvent(
            7, AT, "ReportMetrics", new MetricReported(ID, 3, 1, 5, MetricKind.FINAL, Map.of("default", 0.5), AT));
    /** As {@link #METRIC} is stored. */
    private static final String AT_SECONDS = "08 a0a9a5d806";

    private static final String AT_NANOS = "10 80cab5ee01";
    private static final String CAUSE = "28 01";
    private static final String EXPERIMENT = "42 08 71336b7839616264";
    private static final String NUMBER = "48 03";
    private static final String ATTEMPT = "50 01";
    private static final String SEQUENCE = "58 05";
    private static final String KIND = "60 02";
    private static final String VALUE = "6a 12 0a 07 64656661756c74 11 000000000000e03f";
    private static final String REPORTED = "70 a0a9a5d806 78 80cab5ee01";
    private static final String BEGINNING = "02 01 01";
    private static final List<String> FIELDS =
            List.of(AT_SECONDS, AT_NANOS, CAUSE, EXPERIMENT, NUMBER, ATTEMPT, SEQUENCE, KIND, VALUE, REPORTED);

    private final EventCodec codec = new EventCodec();

    static List<RecordedEvent> goldenMetrics() {
        return GoldenMetrics.all();
    }

    @Test
    void shouldStoreTheGoldenBytes() throws IOException {
        assertThat(GoldenMetrics.all().stream()
                        .map(metric -> hex(codec.encode(metric)))
                        .toList())
                .as("golden-metrics.hex: lines may be added; a line that changes means that old logs read differently")
                .isEqualTo(goldenLines());
    }

    @Test
    void shouldReadTheGoldenBytes() throws IOException {
        // given
        List<RecordedEvent> read = new ArrayList<>();

        // when
        for (String line : goldenLines()) {
            read.add(codec.decode(read.size() + 1, bytes(line)));
        }

        // then
        assertThat(read).isEqualTo(GoldenMetrics.all());
        assertThat(read.toString())
                .as("order of values")
                .isEqualTo(GoldenMetrics.all().toString());
    }

    @Test
    void shouldStoreFieldByField() {
        assertThat(hex(codec.encode(METRIC))).isEqualTo((BEGINNING + String.join("", FIELDS)).replace(" ", ""));
    }

    @Test
    void shouldStoreTheNewestVersion() {
        assertThat(MetricReported.class.getAnnotation(EventType.class).version())
                .as("a new version of metric.reported: write it as another message or as JSON,"
                        + " and keep a reader that makes it of a message of version 1")
                .isEqualTo(MetricMessage.VERSION);
    }

    @Test
    void shouldGiveBackRandomMetrics() {
        // given
        RandomEvents events = new RandomEvents(Seed.random(MetricMessageTest.class));
        EventBytes bytes = new EventBytes();
        for (int position = 1; position <= 5_000; position++) {
            RecordedEvent recorded = events.next(position, MetricReported.class);

            // when
            codec.encode(recorded, bytes);
            RecordedEvent back = codec.decode(position, bytes.toByteArray());

            // then
            assertThat(back).isEqualTo(recorded);
            assertThat(back.toString()).as("order of values").isEqualTo(recorded.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0x7ff8000000000000L, 0x7ff8000000000001L, 0xfff0dead0000beefL, 0x8000000000000000L, 1L})
    void shouldKeepEveryBitOfANumber(long bits) {
        // given
        RecordedEvent recorded = withValues(Map.of("default", Double.longBitsToDouble(bits)));

        // when
        RecordedEvent back = codec.decode(1, codec.encode(recorded));

        // then
        assertThat(Double.doubleToRawLongBits(
                        ((MetricReported) back.event()).values().getOrDefault("default", 0.0)))
                .isEqualTo(bits);
    }

    @Test
    void shouldTakeAsManyAndAsLongNamesAsThereAre() {
        // given
        Map<String, Double> values = new LinkedHashMap<>();
        for (int length : new int[] {0, 1, 116, 117, 118, 127, 128, 129, 16_384, 3_000_000}) {
            values.put("n".repeat(length), length / 3.0);
        }
        RecordedEvent recorded = withValues(values);
        EventBytes bytes = new EventBytes();

        // when
        codec.encode(recorded, bytes);

        // then
        assertThat(codec.decode(1, bytes.toByteArray())).isEqualTo(recorded);
        codec.encode(METRIC, bytes);
        assertThat(bytes.toByteArray()).as("used again").isEqualTo(codec.encode(METRIC));
    }

    @Test
    void shouldStoreACauseThatIsNoUnicodeAsJson() {
        // given
        RecordedEvent recorded = new RecordedEvent(1, AT, "a\ud83d", METRIC.event());

        // when
        byte[] stored = codec.encode(recorded);

        // then
        assertThat(stored[0]).isEqualTo((byte) 1);
        assertThat(codec.decode(1, stored)).isEqualTo(recorded);
    }

    @Test
    void shouldReadAPartOfAnArrayOnly() {
        // given
        byte[] stored = codec.encode(METRIC);
        byte[] reused = new byte[3 + stored.length + 20];
        Arrays.fill(reused, (byte) 0xff);
        System.arraycopy(stored, 0, reused, 3, stored.length);

        // then
        assertThat(codec.decode(7, reused, 3, 3 + stored.length)).isEqualTo(METRIC);
    }

    @Test
    void shouldSkipFieldsOfANewerServer() {
        // given: field 16 of each wire type, 6 and the last possible one, before, between and after the others
        String unknown = "80 01 ffffffffffffffffff01" + "81 01 0102030405060708" + "82 01 03 616263" + "85 01 01020304"
                + "32 00" + "faffffff0f 01 00";
        String value = VALUE.replace("6a 12", "6a 19").replace("11 0000", "1a 02 6162 20 8001" + "11 0000");

        // then
        assertThat(decode(unknown + String.join(unknown, FIELDS) + unknown)).isEqualTo(METRIC);
        assertThat(decode(all(fields -> fields.set(fields.indexOf(VALUE), value))))
                .isEqualTo(METRIC);
    }

    @Test
    void shouldReadAbsentOptionalFieldsAsNullOrZero() {
        assertThat(decode(all(fields -> fields.removeAll(List.of(AT_NANOS, REPORTED)))))
                .isEqualTo(new RecordedEvent(
                        7,
                        Instant.parse("2026-11-27T10:00:00Z"),
                        "ReportMetrics",
                        new MetricReported(ID, 3, 1, 5, MetricKind.FINAL, Map.of("default", 0.5), null)));
    }

    @Test
    void shouldReadFieldsInAnyOrderAndTheLastOfTwo() {
        assertThat(decode("48 09" + all(Collections::reverse))).isEqualTo(METRIC);
    }

    @ParameterizedTest
    @CsvSource({
        AT_SECONDS + ",at: missing",
        CAUSE + ",cause: missing",
        EXPERIMENT + ",experiment: missing",
        NUMBER + ",number: missing",
        ATTEMPT + ",attempt: missing",
        SEQUENCE + ",sequence: missing",
        KIND + ",kind: missing"
    })
    void shouldStopAtAMissingField(String field, String problem) {
        assertStops(all(fields -> fields.remove(field)), problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "08 ffffffffffffffff7f | 9223372036854775807 (expected: the seconds of an instant)",
                "10 80 94 eb dc 03 | nanoseconds: 1000000000 (expected: 0 to 999999999)",
                "10 ffffffffffffffffff01 | nanoseconds: -1 (expected: 0 to 999999999)",
                "1a 02 c3 28 | field 3: no UTF-8",
                "1a 03 eda080 | field 3: no UTF-8",
                "28 03 | command: 3 (expected: 1 to 2). A newer server wrote it: open this log with that version or a later one.",
                "42 03 612062 | experiment id: \"a b\" (expected: 1 to 32 letters, digits, _ and -)",
                "49 0100000000000000 | field 9: FIXED_64 (expected: VARINT)",
                "50 80 80 80 80 10 | field 10: 4294967296 (expected: 32 bits)",
                "60 03 | kind: 3 (expected: 1 or 2). A newer server wrote it: open this log with that version or a later one.",
                "6a 00 | value's name: missing",
                "6a 02 0a 00 | value's number: missing",
                "6a 09 11 000000000000e03f | value's name: missing",
                "6a ffffffff0f | field 13: 4294967295 bytes (expected: at most the 0 that are left)",
                "6a ffffffffffffffffff01 | field 13: 18446744073709551615 bytes (expected: at most the 0 that are left)",
                "6a 03 0a 05 61 | field 1: 5 bytes (expected: at most the 1 that are left)",
                "48 ffffffffffffffffffff01 | a number of more than 10 bytes after field 9",
                "48 80 | the end in or after field 9 (expected: more)",
                "81 01 01 | the end in or after field 16 (expected: more)",
                "00 01 | field 0 (expected: 1 to 536870911)",
                "8080808010 01 | field 536870912 (expected: 1 to 536870911)",
                "83 01 | field 16: wire type 3 (expected: 0, 1, 2 or 5)",
                "84 01 | field 16: wire type 4 (expected: 0, 1, 2 or 5)",
                "87 01 | field 16: wire type 7 (expected: 0, 1, 2 or 5)"
            })
    void shouldStopAtADamagedField(String field, String problem) {
        assertStops(all(fields -> fields.add(field)), problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "02 | event 7 (message type 0, version 0): the end in or after field 0 (expected: more)",
                "02 01 | event 7 (metric.reported, version 0): the end in or after field 0 (expected: more)",
                "02 02 01 | event 7 (message type 2, version 1): unknown event type. A newer server wrote it: open this log with"
                        + " that version or a later one.",
                "02 01 02 | event 7 (metric.reported, version 2): unknown version (expected: 1). A newer server wrote it: open"
                        + " this log with that version or a later one."
            })
    void shouldStopAtAnUnknownTypeOrVersion(String stored, String message) {
        assertThatThrownBy(() -> codec.decode(7, bytes(stored)))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @MethodSource("goldenMetrics")
    void shouldStopAtEveryTruncation(RecordedEvent recorded) {
        // given
        byte[] stored = codec.encode(recorded);
        for (int length = 0; length < stored.length; length++) {
            int cut = length;
            try {
                // when
                RecordedEvent read = codec.decode(4711, stored, 0, cut);

                // then: between two of the last fields, of which the reader cannot know
                assertThat(withoutValuesAndTime(read)).isEqualTo(withoutValuesAndTime(recorded));
            } catch (UnreadableEventException e) {
                assertThat(e).hasMessageStartingWith("event 4711");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("goldenMetrics")
    void shouldReadSomethingOrStopAtEveryFlippedBit(RecordedEvent recorded) {
        byte[] stored = codec.encode(recorded);
        for (int bit = 0; bit < stored.length * Byte.SIZE; bit++) {
            byte[] flipped = stored.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertReadsOrStops(flipped);
        }
    }

    @Test
    void shouldReadSomethingOrStopAtAnyBytes() {
        // given
        Random random = Seed.random(MetricMessageTest.class);
        List<byte[]> golden = GoldenMetrics.all().stream().map(codec::encode).toList();
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes =
                    random.nextBoolean() ? noise(random) : damaged(golden.get(random.nextInt(golden.size())), random);

            // then
            assertReadsOrStops(bytes);
        }
    }

    /** Whatever is read can be stored and read again: the codec never makes what it does not take. */
    private void assertReadsOrStops(byte[] bytes) {
        RecordedEvent read;
        try {
            read = codec.decode(4711, bytes);
        } catch (UnreadableEventException e) {
            assertThat(e).hasMessageStartingWith("event 4711");
            return;
        }
        assertThat(codec.decode(4711, codec.encode(read))).isEqualTo(read);
    }

    private static byte[] noise(Random random) {
        byte[] noise = new byte[3 + random.nextInt(60)];
        random.nextBytes(noise);
        System.arraycopy(new byte[] {2, 1, 1}, 0, noise, 0, 3);
        return noise;
    }

    private static byte[] damaged(byte[] golden, Random random) {
        byte[] damaged = Arrays.copyOf(golden, golden.length - random.nextInt(2) * random.nextInt(golden.length));
        for (int left = random.nextInt(6); left > 0 && damaged.length > 3; left--) {
            damaged[3 + random.nextInt(damaged.length - 3)] = (byte) random.nextInt();
        }
        return damaged;
    }

    private void assertStops(String message, String problem) {
        assertThatThrownBy(() -> decode(message))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessage("event 7 (metric.reported, version 1): " + problem);
    }

    private RecordedEvent decode(String message) {
        return codec.decode(7, bytes(BEGINNING + message));
    }

    private static String all(Consumer<List<String>> change) {
        List<String> fields = new ArrayList<>(FIELDS);
        change.accept(fields);
        return String.join("", fields);
    }

    private static RecordedEvent withValues(Map<String, Double> values) {
        return new RecordedEvent(1, AT, "@17", new MetricReported(ID, 3, 1, 5, MetricKind.FINAL, values, null));
    }

    private static RecordedEvent withoutValuesAndTime(RecordedEvent recorded) {
        MetricReported metric = (MetricReported) recorded.event();
        return new RecordedEvent(
                1,
                recorded.at(),
                recorded.cause(),
                new MetricReported(
                        metric.experiment(),
                        metric.number(),
                        metric.attempt(),
                        metric.sequence(),
                        metric.kind(),
                        Map.of(),
                        null));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static List<String> goldenLines() throws IOException {
        try (InputStream golden =
                Objects.requireNonNull(MetricMessageTest.class.getResourceAsStream("golden-metrics.hex"))) {
            return new String(golden.readAllBytes(), UTF_8).lines().toList();
        }
    }
}
