package io.trialog.adapter.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trialog.event.ExperimentId;
import io.trialog.event.RecordedEvent;
import io.trialog.event.TrialRequeued;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class UpcastersTest {

    private static final RecordedEvent REQUEUED = new RecordedEvent(
            9,
            Instant.parse("2026-03-01T09:30:00Z"),
            "@8",
            new TrialRequeued(new ExperimentId("e"), 3, "the machine is gone", null));

    /** As if version 1 had "why", version 2 "text", version 3 "reason". */
    private static final Upcaster FROM_1 = upcaster(1, data -> rename(data, "why", "text"));

    private static final Upcaster FROM_2 = upcaster(2, data -> rename(data, "text", "reason"));

    @Test
    void shouldReadEveryOldVersion() {
        // given
        EventLines lines = new EventLines(version3(FROM_2, FROM_1));

        // then
        assertThat(lines.parse(line(1, "why"))).isEqualTo(REQUEUED);
        assertThat(lines.parse(line(2, "text"))).isEqualTo(REQUEUED);
        assertThat(lines.parse(line(3, "reason"))).isEqualTo(REQUEUED);
    }

    @Test
    void shouldWriteTheNewestVersionOnly() {
        assertThat(new EventLines(version3(FROM_1, FROM_2)).format(REQUEUED)).isEqualTo(line(3, "reason"));
    }

    @Test
    void shouldStopAtAVersionAboveTheNewest() {
        assertThatThrownBy(() -> new EventLines(version3(FROM_1, FROM_2)).parse(line(4, "reason")))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessage("event 9 (trial.requeued, version 4): unknown version (expected: 3 or lower)."
                        + " A newer server wrote it: open this log with that version or a later one.");
    }

    @Test
    void shouldRefuseToStartWithAMissingStep() {
        assertThatThrownBy(() -> version3(FROM_2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("upcaster of trial.requeued version 1: none (expected: one for every version below 3)");
    }

    @Test
    void shouldRefuseTwoForTheSameStep() {
        assertThatThrownBy(() -> new Upcasters(List.of(FROM_1, FROM_1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two upcasters: Step[type=trial.requeued, fromVersion=1] (expected: one)");
    }

    private static Envelope version3(Upcaster... upcasters) {
        return new Envelope(
                List.of(new StoredType("trial.requeued", 3, TrialRequeued.class)), new Upcasters(List.of(upcasters)));
    }

    private static String line(int version, String key) {
        return "{\"pos\":9,\"type\":\"trial.requeued\",\"v\":" + version
                + ",\"at\":\"2026-03-01T09:30:00Z\",\"cause\":\"@8\",\"data\":{\"experiment\":\"e\",\"number\":3,\""
                + key
                + "\":\"the machine is gone\"}}";
    }

    private static JsonNode rename(ObjectNode data, String from, String to) {
        return data.set(to, data.remove(from));
    }

    private static Upcaster upcaster(int fromVersion, Function<ObjectNode, JsonNode> step) {
        return new Upcaster() {
            @Override
            public String type() {
                return "trial.requeued";
            }

            @Override
            public int fromVersion() {
                return fromVersion;
            }

            @Override
            public JsonNode upcast(JsonNode data) {
                return step.apply((ObjectNode) data);
            }
        };
    }
}
