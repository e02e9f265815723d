package io.trialog.projection.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.event.ExperimentId;
import io.trialog.event.MetricKind;
import io.trialog.event.RecordedEvent;
import io.trialog.fixtures.InMemoryEventLog;
import io.trialog.fixtures.InMemorySortedStore;
import io.trialog.fixtures.InMemoryStorePlace;
import io.trialog.fixtures.Seed;
import io.trialog.port.SortedStore;
import io.trialog.port.SortedStoreException;
import io.trialog.port.SortedStorePlace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SeriesProjectionTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final ExperimentId X = new ExperimentId("x");

    private final Reporting reporting = new Reporting();
    private final InMemoryEventLog log = new InMemoryEventLog();
    private final InMemoryStorePlace place = new InMemoryStorePlace();

    private static SeriesProjection started(InMemoryEventLog log, SortedStorePlace place) {
        SeriesProjection projection = new SeriesProjection(log, place, LONG, Duration.ZERO);
        projection.start();
        return projection;
    }

    private void append(RecordedEvent... events) {
        log.append(List.of(events));
    }

    private void reports(int count) {
        append(reporting.create(X));
        for (int i = 0; i < count; i++) {
            append(reporting.report(X, 0, 1, MetricKind.INTERMEDIATE, i, Map.of("default", (double) i)));
        }
    }

    private long size(SeriesProjection projection) {
        return projection.read(
                log.lastPosition(), reader -> reader.size(new SeriesKey(1, 0, 1, MetricKind.INTERMEDIATE, "default")));
    }

    @Test
    void shouldFollowTheLog() {
        // given
        reports(10);
        try (SeriesProjection projection = started(log, place)) {
            assertThat(size(projection)).isEqualTo(10);
            // when
            RecordedEvent next = reporting.report(X, 0, 1, MetricKind.INTERMEDIATE, 10, Map.of("default", 1.0));
            append(next);
            projection.committed(List.of(next));
            // then
            assertThat(size(projection)).isEqualTo(11);
            assertThat(projection.behind()).isZero();
        }
    }

    @Test
    void shouldBeTheSameWhereverItWasInterrupted() {
        // given
        Random random = Seed.random(SeriesProjectionTest.class);
        SortedStorePlace never = new InMemoryStorePlace();
        InMemoryStorePlace interrupted = new InMemoryStorePlace();
        for (int server = 0; server < 10; server++) {
            // when: what a server had written by some moment is what the next one finds
            List<InMemorySortedStore> moments = new ArrayList<>();
            InMemoryStorePlace from = interrupted;
            try (SeriesProjection projection = started(log, from)) {
                for (int batch = 0; batch < 20; batch++) {
                    List<RecordedEvent> events = new ArrayList<>();
                    for (int i = random.nextInt(50); i >= 0; i--) {
                        events.add(reporting.anything(random));
                    }
                    log.append(events);
                    projection.committed(events);
                    projection.read(random.nextBoolean() ? log.lastPosition() : 0, reader -> 0);
                    moments.add(from.store().copy());
                }
            }
            interrupted = new InMemoryStorePlace(moments.get(random.nextInt(moments.size())));
        }
        try (SeriesProjection projection = started(log, interrupted);
                SeriesProjection fresh = started(log, never)) {
            projection.read(log.lastPosition(), reader -> 0);
            fresh.read(log.lastPosition(), reader -> 0);
        }
        // then
        assertThat(interrupted.store().dump())
                .isEqualTo(((InMemoryStorePlace) never).store().dump());
    }

    @Test
    void shouldMakeAStoreOfAnotherLogAgain() {
        // given: a store that knows more than the log, whose end was lost with the machine
        reports(10);
        try (SeriesProjection projection = started(log, place)) {
            size(projection);
        }
        InMemoryEventLog shorter = new InMemoryEventLog(log.events().subList(0, 6));
        // when
        try (SeriesProjection projection = started(shorter, place)) {
            // then
            SeriesKey key = new SeriesKey(1, 0, 1, MetricKind.INTERMEDIATE, "default");
            assertThat(projection.<Long>read(6, reader -> reader.size(key))).isEqualTo(5);
        }
    }

    @Test
    void shouldMakeAStoreOfAnotherFormatAgain() {
        // given
        reports(3);
        InMemorySortedStore old = new InMemorySortedStore();
        old.write(List.of(
                new SortedStore.Put(
                        StoreKeys.MARK,
                        new StoreMark(StoreMark.FORMAT + 1, 2, log.checksum(2).orElseThrow()).bytes()),
                new SortedStore.Put(new byte[] {9}, new byte[] {9})));
        InMemoryStorePlace found = new InMemoryStorePlace(old);
        // when
        try (SeriesProjection projection = started(log, found)) {
            // then
            assertThat(size(projection)).isEqualTo(3);
            assertThat(found.store().get(new byte[] {9})).isNull();
        }
    }

    @Test
    void shouldMakeAStoreOfTheFirstFormatAgain() {
        // given: its mark had another key
        reports(3);
        InMemorySortedStore old = new InMemorySortedStore();
        old.write(List.of(new SortedStore.Put(
                new byte[] {0}, new StoreMark(1, 2, log.checksum(2).orElseThrow()).bytes())));
        InMemoryStorePlace found = new InMemoryStorePlace(old);
        // when
        try (SeriesProjection projection = started(log, found)) {
            // then
            assertThat(size(projection)).isEqualTo(3);
            assertThat(found.store().get(new byte[] {0})).isNull();
        }
    }

    @Test
    void shouldWriteSeldomButForWhoeverAsks() {
        // given: it would rather not write in this test at all
        reports(10);
        try (SeriesProjection projection = new SeriesProjection(log, place, LONG, Duration.ZERO, Duration.ofDays(1))) {
            projection.start();
            assertThat(size(projection)).isEqualTo(10);
            // when
            List<RecordedEvent> more = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                RecordedEvent next = reporting.report(X, 0, 1, MetricKind.INTERMEDIATE, i, Map.of("default", 1.0));
                append(next);
                projection.committed(List.of(next));
                more.add(next);
            }
            // then
            assertThat(projection.behind()).isEqualTo(more.size());
            assertThat(size(projection)).isEqualTo(15);
            assertThat(projection.behind()).isZero();
        }
    }

    @Test
    void shouldWriteBeforeTooManyEventsWait() {
        // given
        reports(1);
        try (SeriesProjection projection = new SeriesProjection(log, place, LONG, Duration.ZERO, Duration.ofDays(1))) {
            projection.start();
            assertThat(size(projection)).isEqualTo(1);
            // when
            for (int batch = 0; batch < 20; batch++) {
                List<RecordedEvent> events = new ArrayList<>();
                for (int i = 0; i < RecentEvents.MOST / 10; i++) {
                    events.add(reporting.report(X, 0, 1, MetricKind.INTERMEDIATE, i, Map.of("default", 1.0 * i)));
                }
                log.append(events);
                projection.committed(events);
            }
            // then: nobody asks, and yet most of it comes to be written
            while (projection.behind() >= RecentEvents.MOST) {
                Thread.onSpinWait();
            }
            SeriesKey key = new SeriesKey(1, 0, 1, MetricKind.INTERMEDIATE, "default");
            List<SeriesPoint> points =
                    projection.read(log.lastPosition(), reader -> reader.points(key, 0, Long.MAX_VALUE));
            assertThat(points).isEqualTo(reporting.series().get(key));
        }
    }

    /** A place whose stores fail for a while. */
    private final class FailingPlace implements SortedStorePlace {

        final AtomicInteger failures = new AtomicInteger();
        final AtomicInteger discarded = new AtomicInteger();
        volatile boolean damaged;
        volatile Supplier<RuntimeException> failure = () ->
                SortedStoreException.unusable("store: the disk is full: make room on it", new IllegalStateException());

        @Override
        public SortedStore open() {
            SortedStore good = place.open();
            return new SortedStore() {
                @Override
                public byte @Nullable [] get(byte[] key) {
                    return good.get(key);
                }

                @Override
                public List<Entry> range(byte[] from, byte[] to, int limit) {
                    if (damaged) {
                        throw SortedStoreException.damaged("store: a block is damaged", new IllegalStateException());
                    }
                    return good.range(from, to, limit);
                }

                @Override
                public void write(List<Change> batch) {
                    if (failures.getAndDecrement() > 0) {
                        throw failure.get();
                    }
                    good.write(batch);
                }

                @Override
                public void close() {
                    good.close();
                }
            };
        }

        @Override
        public void discard() {
            damaged = false;
            discarded.incrementAndGet();
            place.discard();
        }
    }

    @Test
    void shouldGoOnWhenTheDiskHasRoomAgain() {
        // given
        reports(10);
        FailingPlace failing = new FailingPlace();
        failing.failures.set(Integer.MAX_VALUE);
        try (SeriesProjection projection = started(log, failing)) {
            // when
            assertThatThrownBy(() -> size(projection))
                    .isInstanceOf(SeriesUnavailableException.class)
                    .hasMessageContaining("the disk is full");
            failing.failures.set(0);
            // then
            SeriesKey key = new SeriesKey(1, 0, 1, MetricKind.INTERMEDIATE, "default");
            assertThat(eventually(projection, key)).isEqualTo(10);
            assertThat(failing.discarded).hasValue(0);
        }
    }

    @Test
    void shouldGoOnWhenThereIsMemoryAgain() {
        // given
        reports(10);
        FailingPlace failing = new FailingPlace();
        failing.failures.set(Integer.MAX_VALUE);
        failing.failure = () -> {
            throw new OutOfMemoryError("no room for a batch");
        };
        try (SeriesProjection projection = started(log, failing)) {
            // when
            assertThatThrownBy(() -> size(projection))
                    .isInstanceOf(SeriesUnavailableException.class)
                    .hasMessageContaining("OutOfMemoryError: no room for a batch");
            failing.failures.set(0);
            // then
            SeriesKey key = new SeriesKey(1, 0, 1, MetricKind.INTERMEDIATE, "default");
            assertThat(eventually(projection, key)).isEqualTo(10);
        }
    }

    /** Asks until the projection has had its next try, which is soon: it pauses for no time here. */
    private long eventually(SeriesProjection projection, SeriesKey key) {
        while (true) {
            try {
                return projection.<Long>read(log.lastPosition(), reader -> reader.size(key));
            } catch (SeriesUnavailableException e) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void shouldMakeADamagedStoreAgain() {
        // given
        reports(100);
        FailingPlace failing = new FailingPlace();
        SeriesKey key = new SeriesKey(1, 0, 1, MetricKind.INTERMEDIATE, "default");
        try (SeriesProjection projection = started(log, failing)) {
            size(projection);
            failing.damaged = true;
            // when
            assertThatThrownBy(() -> projection.read(0, reader -> reader.points(key, 0, 100)))
                    .isInstanceOf(SeriesUnavailableException.class)
                    .hasMessageContaining("a block is damaged");
            // then
            assertThat(eventually(projection, key)).isEqualTo(100);
            while (failing.discarded.get() == 0) {
                Thread.onSpinWait();
            }
            assertThat(eventually(projection, key)).isEqualTo(100);
        }
    }

    @Test
    void shouldSayHowFarItIs() {
        // given
        reports(3);
        SeriesProjection notStarted = new SeriesProjection(log, place, Duration.ZERO, Duration.ZERO);
        // then
        assertThatThrownBy(() -> size(notStarted))
                .isInstanceOf(SeriesUnavailableException.class)
                .hasMessage("the metric series are being built from the log: 0 of 0 events are done; try again in a"
                        + " moment");
    }
}
