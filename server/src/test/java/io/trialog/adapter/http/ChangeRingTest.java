package io.trialog.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.RecordedEvent;
import io.trialog.fixtures.SampleEvents;
import io.vertx.core.buffer.Buffer;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChangeRingTest {

    private final AtomicInteger encoded = new AtomicInteger();

    @Test
    void shouldKeepTheNewestEvents() {
        // given
        ChangeRing ring = ring(4, 1000);
        ring.begin(10);

        // when
        ring.add(SampleEvents.metrics(11, 12));
        ring.add(SampleEvents.metrics(13, 19));

        // then
        assertThat(ring.head()).isEqualTo(19);
        assertThat(ring.at(15)).isNull();
        for (long position = 16; position <= 19; position++) {
            assertThat(Objects.requireNonNull(ring.at(position)).recorded()).isEqualTo(SampleEvents.metric(position));
        }
        assertThat(ring.at(20)).isNull();
    }

    @Test
    void shouldBeginAfterThePastOnly() {
        // given
        ChangeRing ring = ring(4, 1000);
        assertThat(ring.head()).isZero();

        // when
        ring.begin(7);

        // then
        assertThat(ring.head()).isEqualTo(7);
        assertThat(ring.at(7)).isNull();
        assertThat(ring.at(8)).isNull();
    }

    @Test
    void shouldNotLoseWhatCameBeforeItsBeginning() {
        // given events between the subscription and the knowledge of its position
        ChangeRing ring = ring(4, 1000);
        ring.add(SampleEvents.metrics(8, 9));

        // when
        ring.begin(7);

        // then
        assertThat(ring.head()).isEqualTo(9);
        assertThat(ring.at(7)).isNull();
        assertThat(Objects.requireNonNull(ring.at(8)).recorded()).isEqualTo(SampleEvents.metric(8));
    }

    @Test
    void shouldEncodeEachEventOnceAndOnlyWhenWanted() {
        // given
        ChangeRing ring = ring(10, 1000);
        ring.add(SampleEvents.metrics(1, 5));
        assertThat(encoded).hasValue(0);

        // when
        for (int viewer = 0; viewer < 100; viewer++) {
            assertThat(messages(ring.at(3))).isEqualTo("event 3");
            assertThat(messages(ring.at(4))).isEqualTo("event 4");
        }

        // then
        assertThat(encoded).hasValue(2);
    }

    @Test
    void shouldBeBoundedInBytesToo() {
        // given messages of 7 bytes each
        ChangeRing ring = ring(100, 20);
        ring.add(SampleEvents.metrics(1, 9));

        // when
        messages(ring.at(7));
        messages(ring.at(8));
        assertThat(ring.at(1)).isNotNull();
        messages(ring.at(9));

        // then
        assertThat(ring.at(7)).as("21 bytes are too many").isNull();
        assertThat(ring.at(8)).isNotNull();
    }

    @Test
    void shouldKeepTheNewestEventHoweverLarge() {
        // given
        ChangeRing ring = ring(100, 1);
        ring.add(SampleEvents.metrics(1, 2));

        // then
        assertThat(messages(ring.at(2))).isEqualTo("event 2");
        assertThat(messages(ring.at(2))).isEqualTo("event 2");
        assertThat(ring.at(1)).isNull();
        assertThat(encoded).hasValue(1);
    }

    @Test
    void shouldStillEncodeWhatHasDroppedOutInTheMeantime() {
        // given
        ChangeRing ring = ring(2, 1000);
        ring.add(SampleEvents.metrics(1, 2));
        ChangeRing.Entry entry = ring.at(1);

        // when
        ring.add(SampleEvents.metrics(3, 4));

        // then
        assertThat(messages(entry)).isEqualTo("event 1");
    }

    private static String messages(ChangeRing.@Nullable Entry entry) {
        return Objects.requireNonNull(entry).messages().toString();
    }

    private ChangeRing ring(int capacity, long maxBytes) {
        return new ChangeRing(capacity, maxBytes, this::encode);
    }

    private Buffer encode(RecordedEvent recorded) {
        encoded.incrementAndGet();
        return Buffer.buffer("event " + recorded.position());
    }
}
