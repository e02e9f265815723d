package io.trialog.port;

import static io.trialog.fixtures.SampleEvents.metrics;
import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.RecordedEvent;
import io.trialog.fixtures.InMemoryEventLog;
import io.trialog.fixtures.SampleEvents;
import io.trialog.port.SnapshotHeader.Kind;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link SnapshotStore} keeps. */
public abstract class SnapshotStoreContract {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    private final EventLog log = new InMemoryEventLog(metrics(1, 100));
    private SnapshotStore store;

    /** A new store without snapshots. */
    protected abstract SnapshotStore open();

    @BeforeEach
    void openStore() {
        store = open();
    }

    private static SnapshotHeader header(Kind kind, long position, EventLog log) {
        return SnapshotHeader.of(
                kind, position, NOW, "test", log.checksum(position).orElseThrow());
    }

    private void save(Kind kind, long position) {
        store.save(
                header(kind, position, log), Stream.of(SnapshotLine.of("thing").with("position", position)));
    }

    private Optional<Long> newest(Kind kind, EventLog of) {
        return store.newest(kind, of, lines -> lines.toList().get(0).whole("position"))
                .map(found -> {
                    assertThat(found.content()).isEqualTo(found.position());
                    return found.position();
                });
    }

    @Test
    void shouldGiveBackWhatWasSaved() {
        // given
        List<SnapshotLine> lines = new ArrayList<>();
        lines.add(SnapshotLine.of("thing")
                .with("text", "with \"quotes\", a line\nend and \u20ac")
                .with("whole", Long.MIN_VALUE)
                .with("large", BigInteger.TEN.pow(30))
                .with("nothing", null)
                .with("flag", true)
                .with("list", Arrays.asList(1L, null, "x"))
                .with("map", Map.of("a", Map.of("b", 0.1)))
                .withText("kind", Kind.BOARD)
                .withText("at", NOW)
                .withText("took", Duration.ofMillis(1500))
                .withReal("zero", -0.0)
                .withReal("tiny", Double.MIN_VALUE)
                .withReal("nan", Double.NaN)
                .withReal("infinite", Double.NEGATIVE_INFINITY));
        lines.add(SnapshotLine.of("empty"));
        // when
        store.save(header(Kind.STATE, 7, log), lines.stream());
        // then
        SnapshotStore.Found<List<SnapshotLine>> found =
                store.newest(Kind.STATE, log, Stream::toList).orElseThrow();
        assertThat(found.position()).isEqualTo(7);
        assertThat(found.content())
                .extracting(SnapshotLine::fields)
                .isEqualTo(lines.stream().map(SnapshotLine::fields).toList());
        SnapshotLine first = found.content().get(0);
        assertThat(first.optionalReal("zero")).isEqualTo(-0.0);
        assertThat(first.optionalReal("nan")).isNaN();
        assertThat(first.optionalReal("infinite")).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(first.constant("kind", Kind.class)).isEqualTo(Kind.BOARD);
        assertThat(first.instant("at")).isEqualTo(NOW);
        assertThat(first.duration("took")).isEqualTo(Duration.ofMillis(1500));
        assertThat(first.has("nothing")).isFalse();
    }

    @Test
    void shouldHaveNothingAtFirst() {
        assertThat(newest(Kind.STATE, log)).isEmpty();
    }

    @Test
    void shouldKeepKindsApart() {
        save(Kind.STATE, 10);
        save(Kind.BOARD, 20);
        assertThat(newest(Kind.STATE, log)).contains(10L);
        assertThat(newest(Kind.BOARD, log)).contains(20L);
    }

    @Test
    void shouldKeepTheNewestTwo() {
        // given
        save(Kind.STATE, 10);
        save(Kind.STATE, 20);
        save(Kind.STATE, 30);
        // when / then
        assertThat(newest(Kind.STATE, log)).contains(30L);
        assertThat(newest(Kind.STATE, new InMemoryEventLog(metrics(1, 29)))).contains(20L);
        assertThat(newest(Kind.STATE, new InMemoryEventLog(metrics(1, 19)))).isEmpty();
    }

    @Test
    void shouldPassOverOneThatAnotherLogIsBehind() {
        // given: a log that lost its end and went on differently
        save(Kind.STATE, 10);
        save(Kind.STATE, 20);
        InMemoryEventLog other = new InMemoryEventLog(metrics(1, 15));
        other.append(metrics(16, 40).stream()
                .map(event -> new RecordedEvent(
                        event.position(),
                        event.at(),
                        "other",
                        SampleEvents.metric(event.position() + 1000).event()))
                .toList());
        // when / then
        assertThat(newest(Kind.STATE, other)).contains(10L);
    }

    @Test
    void shouldDropThoseOfALostEndWhenTheLogGoesOn() {
        // given
        save(Kind.STATE, 80);
        save(Kind.STATE, 90);
        // when
        save(Kind.STATE, 50);
        save(Kind.STATE, 60);
        // then
        assertThat(newest(Kind.STATE, log)).contains(60L);
    }

    @Test
    void shouldPassOverAnotherLayout() {
        // given
        save(Kind.STATE, 10);
        SnapshotHeader header = header(Kind.STATE, 20, log);
        SnapshotHeader newer = new SnapshotHeader(
                header.kind(), SnapshotHeader.LAYOUT + 1, 20, NOW, header.server(), header.eventChecksum());
        // when
        store.save(newer, Stream.of(SnapshotLine.of("thing").with("position", 20)));
        // then
        assertThat(newest(Kind.STATE, log)).contains(10L);
    }

    @Test
    void shouldPassOverOneThatItsReaderDoesNotUnderstand() {
        // given
        save(Kind.STATE, 10);
        store.save(
                header(Kind.STATE, 20, log), Stream.of(SnapshotLine.of("thing").with("place", 20)));
        // when / then
        assertThat(newest(Kind.STATE, log)).contains(10L);
    }
}
