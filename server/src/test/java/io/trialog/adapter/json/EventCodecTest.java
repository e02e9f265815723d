package io.trialog.adapter.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.event.ExperimentCreated;
import io.trialog.event.ExperimentId;
import io.trialog.event.MetricKind;
import io.trialog.event.MetricReported;
import io.trialog.event.RecordedEvent;
import io.trialog.event.ServerStarted;
import io.trialog.event.TrialEnded;
import io.trialog.event.TrialState;
import io.trialog.fixtures.Seed;
import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {

    private static final Instant AT = Instant.parse("2026-03-01T09:30:00Z");

    private static final ExperimentId ID = new ExperimentId("e");

    private final EventCodec codec = new EventCodec();

    static List<RecordedEvent> goldenEvents() {
        return GoldenEvents.all();
    }

    /** Metrics have a test of their own. */
    static List<RecordedEvent> eventsStoredAsJson() {
        return goldenEvents().stream()
                .filter(recorded -> !(recorded.event() instanceof MetricReported))
                .toList();
    }

    @Test
    void shouldHaveAGoldenEventOfEveryType() {
        assertThat(GoldenEvents.all().stream()
                        .map(recorded -> recorded.event().getClass())
                        .collect(Collectors.toSet()))
                .as("GoldenEvents: add one of every new type, and its line to golden-events.jsonl")
                .isEqualTo(EventTypes.all().stream().map(StoredType::event).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("goldenEvents")
    void shouldGiveBackWhatWasStored(RecordedEvent recorded) {
        assertThat(codec.decode(recorded.position(), codec.encode(recorded))).isEqualTo(recorded);
    }

    @ParameterizedTest
    @MethodSource("eventsStoredAsJson")
    void shouldStoreTheComponentsAndNothingElse(RecordedEvent recorded) throws Exception {
        // when
        byte[] stored = codec.encode(recorded);

        // then
        List<String> written = new ArrayList<>();
        new ObjectMapper()
                .readTree(stored, 1, stored.length - 1)
                .get("data")
                .fieldNames()
                .forEachRemaining(written::add);
        assertThat(written).isEqualTo(presentComponents(recorded));
    }

    @Test
    void shouldGiveBackRandomEvents() {
        // given
        RandomEvents events = new RandomEvents(Seed.random(EventCodecTest.class));
        for (int position = 1; position <= 5_000; position++) {
            RecordedEvent recorded = events.next(position);

            // when
            RecordedEvent back = codec.decode(position, codec.encode(recorded));

            // then
            assertThat(back).isEqualTo(recorded);
            assertThat(back.toString()).as("order of keys").isEqualTo(recorded.toString());
        }
    }

    @Test
    void shouldReadWholeNumbersOfUntypedMapsAsLong() {
        RecordedEvent recorded = created(Map.of("n", 3, "list", List.of(4)));

        assertThat(codec.decode(1, codec.encode(recorded)).event())
                .isEqualTo(new ExperimentCreated(ID, Map.of("n", 3L, "list", List.of(4L))));
    }

    @Test
    void shouldKeepWholeNumbersBeyondLong() {
        RecordedEvent recorded = created(Map.of("n", BigInteger.TEN.pow(40)));

        assertThat(codec.decode(1, codec.encode(recorded))).isEqualTo(recorded);
    }

    @Test
    void shouldReadBackAsBigAnEventAsItWrites() {
        RecordedEvent recorded = created(Map.of("text", "x".repeat(30_000_000)));

        assertThat(codec.decode(1, codec.encode(recorded))).isEqualTo(recorded);
    }

    @Test
    void shouldRefuseToWriteWhatIsTooDeepToRead() {
        Map<String, Object> deep = new HashMap<>();
        for (int level = 0; level < 600; level++) {
            deep = new HashMap<>(Map.of("deeper", deep));
        }
        RecordedEvent recorded = created(deep);

        assertThatThrownBy(() -> codec.encode(recorded))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("event 1: ")
                .hasMessageContaining("depth");
    }

    static List<Object> notJson() {
        return List.of(
                Double.NaN, Double.POSITIVE_INFINITY, 1.5f, Path.of("x"), TrialState.RUNNING, List.of(Map.of("a", AT)));
    }

    @ParameterizedTest
    @MethodSource("notJson")
    void shouldRefuseToWriteWhatWouldComeBackAsSomethingElse(Object value) {
        assertThatThrownBy(() -> codec.encode(created(Map.of("x", value))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("event 1: untyped value: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\ud83d", "\ude00", "\ude00\ud83d", "\ud83dx"})
    void shouldRefuseToWriteAKeyThatCannotBeRead(String key) {
        assertThatThrownBy(() -> codec.encode(created(Map.of(key, 1L)))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> codec.encode(created(Map.of("x", Map.of(key, 1L)))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> codec.encode(new RecordedEvent(
                        1, AT, "c", new MetricReported(ID, 0, 1, 1, MetricKind.FINAL, Map.of(key, 1.0), null))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(expected: no unpaired surrogates)");
    }

    @Test
    void shouldStopAtAnUnknownType() {
        assertThatThrownBy(() -> decode(
                        17, "{'type':'trial.teleported','v':2,'at':'2026-03-01T09:30:00Z','cause':'c','data':{}}"))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessage("event 17 (trial.teleported, version 2): unknown event type."
                        + " A newer server wrote it: open this log with that version or a later one.");
    }

    @Test
    void shouldStopAtANewerVersion() {
        assertThatThrownBy(() ->
                        decode(17, "{'type':'trial.ended','v':2,'at':'2026-03-01T09:30:00Z','cause':'c','data':{}}"))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessage("event 17 (trial.ended, version 2): unknown version (expected: 1 or lower)."
                        + " A newer server wrote it: open this log with that version or a later one.");
    }

    @Test
    void shouldStopAtAVersionThatNeverWas() {
        assertThatThrownBy(() ->
                        decode(17, "{'type':'trial.ended','v':0,'at':'2026-03-01T09:30:00Z','cause':'c','data':{}}"))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessage("event 17 (trial.ended, version 0): version 0 was never written");
    }

    @Test
    void shouldStopAtAnUnknownFormat() {
        assertThatThrownBy(() -> codec.decode(5, new byte[] {3, '{', '}'}))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessage(
                        "event 5: format 0x03 (expected: 0x01 or 0x02). A newer server wrote it, or it is damaged.");
        assertThatThrownBy(() -> codec.decode(5, new byte[0]))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessage("event 5: empty (expected: a format byte and a payload)");
    }

    @Test
    void shouldIgnoreUnknownFieldsAndReadAbsentOnesAsNull() {
        assertThat(
                        decode(
                                7,
                                "{'type':'trial.ended','v':1,'at':'2026-03-01T09:30:00Z','cause':'c','trace':{'a':[1]},"
                                        + "'data':{'experiment':'e','number':3,'state':'FAILED','cost':[{'x':1}],'reason':null}}"))
                .isEqualTo(new RecordedEvent(7, AT, "c", new TrialEnded(ID, 3, TrialState.FAILED, null, null, null)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'experiment':'e','state':'FAILED'}",
                "{'experiment':'e','number':null,'state':'FAILED'}",
                "{'number':3,'state':'FAILED'}",
                "{'experiment':null,'number':3,'state':'FAILED'}",
                "{'experiment':'a b','number':3,'state':'FAILED'}",
                "{'experiment':'e','number':3.5,'state':'FAILED'}",
                "{'experiment':'e','number':3,'state':'SLEEPING'}",
                "{'experiment':'e','number':3,'state':'FAILED','value':'high'}",
                "[]",
                "null",
                "7"
            })
    void shouldStopAtDamagedData(String data) {
        assertThatThrownBy(() -> decode(
                        7, "{'type':'trial.ended','v':1,'at':'2026-03-01T09:30:00Z','cause':'c','data':" + data + "}"))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageStartingWith("event 7 (trial.ended, version 1): ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "[]",
                "{",
                "{}",
                "{'type':'server.started','v':1,'at':'2026-03-01T09:30:00Z','cause':'c','data':{'version':'1','pid':1}",
                "{'type':'server.started','v':1,'at':'2026-03-01T09:30:00Z','cause':'c','data':{'version':'1','pid':1}}x",
                "{'type':'server.started','v':1,'at':'yesterday','cause':'c','data':{'version':'1','pid':1}}",
                "{'type':'server.started','v':1,'cause':'c','data':{'version':'1','pid':1}}",
                "{'type':'server.started','v':1,'at':'2026-03-01T09:30:00Z','data':{'version':'1','pid':1}}",
                "{'type':'server.started','v':1,'at':'2026-03-01T09:30:00Z','cause':'c'}",
                "{'type':'server.started','v':1,'at':'2026-03-01T09:30:00Z','cause':null,'data':{'version':'1','pid':1}}",
                "{'v':1,'at':'2026-03-01T09:30:00Z','cause':'c','data':{'version':'1','pid':1}}",
                "{'type':'server.started','at':'2026-03-01T09:30:00Z','cause':'c','data':{'version':'1','pid':1}}"
            })
    void shouldStopAtADamagedEnvelope(String payload) {
        assertThatThrownBy(() -> decode(7, payload))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageStartingWith("event 7");
    }

    @Test
    void shouldNotReadAPositionFromTheBytes() {
        RecordedEvent recorded = new RecordedEvent(3, AT, "c", new ServerStarted("1", 1));

        assertThat(codec.decode(99, codec.encode(recorded)).position()).isEqualTo(99);
    }

    private static RecordedEvent created(Map<String, Object> configuration) {
        return new RecordedEvent(1, AT, "c", new ExperimentCreated(ID, configuration));
    }

    private RecordedEvent decode(long position, String payload) {
        byte[] json = (" " + payload.replace('\'', '"')).getBytes(UTF_8);
        json[0] = 1;
        return codec.decode(position, json);
    }

    private static List<String> presentComponents(RecordedEvent recorded) {
        return Arrays.stream(recorded.event().getClass().getRecordComponents())
                .filter(component -> value(component, recorded) != null)
                .map(RecordComponent::getName)
                .toList();
    }

    private static Object value(RecordComponent component, RecordedEvent recorded) {
        try {
            return component.getAccessor().invoke(recorded.event());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
