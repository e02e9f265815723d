package io.trialog.port;

import static io.trialog.fixtures.SampleEvents.metric;
import static io.trialog.fixtures.SampleEvents.metrics;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.event.RecordedEvent;
import io.trialog.event.ServerStarted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every event log promises. A test of a log extends it and makes an empty one. */
public abstract class EventLogContract {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private EventLog log;

    /** An empty log; closed by this class after the test. */
    protected abstract EventLog emptyLog() throws Exception;

    @BeforeEach
    void makeLog() throws Exception {
        log = emptyLog();
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void shouldBeginEmpty() {
        assertThat(log.lastPosition()).isZero();
        assertThat(log.at(1)).isEmpty();
        assertThat(from(1)).isEmpty();
    }

    @Test
    void shouldGiveBackWhatWasAppended() {
        // given
        RecordedEvent started = new RecordedEvent(1, START, "start", new ServerStarted("1.0", 4711));
        RecordedEvent reported = metric(2);

        // when
        log.append(List.of(started));
        log.append(List.of(reported));

        // then
        assertThat(log.lastPosition()).isEqualTo(2);
        assertThat(log.at(1)).contains(started);
        assertThat(log.at(2)).contains(reported);
        assertThat(from(1)).containsExactly(started, reported);
    }

    @Test
    void shouldKeepTheOrderOfManyBatches() {
        // given
        List<RecordedEvent> all = new ArrayList<>();
        for (int batch = 0; batch < 40; batch++) {
            List<RecordedEvent> events = metrics(all.size() + 1, all.size() + batch);

            // when
            log.append(events);
            all.addAll(events);
        }

        // then
        assertThat(log.lastPosition()).isEqualTo(all.size());
        assertThat(from(1)).isEqualTo(all);
        assertThat(from(300)).isEqualTo(all.subList(299, all.size()));
    }

    @Test
    void shouldReadFromAnywhere() {
        log.append(metrics(1, 5));

        assertThat(from(-7)).isEqualTo(metrics(1, 5));
        assertThat(from(0)).isEqualTo(metrics(1, 5));
        assertThat(from(5)).isEqualTo(metrics(5, 5));
        assertThat(from(6)).isEmpty();
        assertThat(from(Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void shouldFindNothingOutsideTheLog() {
        log.append(metrics(1, 3));

        assertThat(log.at(0)).isEmpty();
        assertThat(log.at(-1)).isEmpty();
        assertThat(log.at(4)).isEmpty();
    }

    @Test
    void shouldStopWhenTheVisitorHasEnough() {
        // given
        log.append(metrics(1, 10));
        List<Long> seen = new ArrayList<>();

        // when
        log.read(3, event -> {
            seen.add(event.position());
            return event.position() < 6;
        });

        // then
        assertThat(seen).containsExactly(3L, 4L, 5L, 6L);
    }

    @Test
    void shouldLetAVisitorsExceptionThrough() {
        log.append(metrics(1, 2));

        assertThatThrownBy(() -> log.read(1, event -> {
                    throw new IllegalStateException("had enough");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("had enough");
        assertThat(from(1)).hasSize(2);
    }

    @Test
    void shouldAcceptAnEmptyBatch() {
        log.append(List.of());
        assertThat(log.lastPosition()).isZero();

        log.append(metrics(1, 1));
        log.append(List.of());
        assertThat(log.lastPosition()).isEqualTo(1);
    }

    @Test
    void shouldRefuseAGapAndWriteNothing() {
        log.append(metrics(1, 2));

        assertThatThrownBy(() -> log.append(List.of(metric(4))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("position: 4 (expected: 3)");
        assertThatThrownBy(() -> log.append(List.of(metric(3), metric(5))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("position: 5 (expected: 4)");

        assertThat(from(1)).isEqualTo(metrics(1, 2));
    }

    @Test
    void shouldRefuseToOverwrite() {
        log.append(metrics(1, 2));

        assertThatThrownBy(() -> log.append(List.of(metric(2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("position: 2 (expected: 3)");
    }

    @Test
    void shouldGoOnAfterARefusedBatch() {
        assertThatThrownBy(() -> log.append(List.of(metric(9)))).isInstanceOf(IllegalArgumentException.class);

        log.append(metrics(1, 1));

        assertThat(from(1)).isEqualTo(metrics(1, 1));
    }

    @Test
    void shouldLetTheVisitorAppendAndReadWithoutSeeingTheNewEvents() {
        // given
        log.append(metrics(1, 3));
        List<Long> seen = new ArrayList<>();

        // when
        log.read(1, event -> {
            log.append(List.of(metric(log.lastPosition() + 1)));
            assertThat(log.at(event.position())).contains(event);
            return seen.add(event.position());
        });

        // then
        assertThat(seen).containsExactly(1L, 2L, 3L);
        assertThat(log.lastPosition()).isEqualTo(6);
    }

    @Test
    void shouldShowReadersACleanPrefixWhileSomebodyAppends() throws Exception {
        // given
        int batches = 60;
        int readers = 3;
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(readers);
        Callable<Long> reader = () -> {
            go.await();
            long last;
            do {
                long known = log.lastPosition();
                List<RecordedEvent> read = from(1);
                last = read.size();
                assertThat(last).isGreaterThanOrEqualTo(known);
                assertThat(read).isEqualTo(metrics(1, last));
            } while (last < batches * 5);
            return last;
        };
        try {
            List<Future<Long>> results = new ArrayList<>();
            for (int i = 0; i < readers; i++) {
                results.add(threads.submit(reader));
            }

            // when
            go.countDown();
            for (int batch = 0; batch < batches; batch++) {
                log.append(metrics(batch * 5L + 1, batch * 5L + 5));
            }

            // then
            for (Future<Long> result : results) {
                assertThat(result.get()).isEqualTo(batches * 5L);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void shouldTellEventsApartByTheirChecksums() {
        // given
        log.append(metrics(1, 3));
        // when
        OptionalLong second = log.checksum(2);
        log.append(metrics(4, 5));
        // then
        assertThat(second).isPresent();
        assertThat(log.checksum(2)).isEqualTo(second);
        assertThat(log.checksum(3)).isPresent().isNotEqualTo(second);
        assertThat(log.checksum(0)).isEmpty();
        assertThat(log.checksum(6)).isEmpty();
    }

    @Test
    void shouldRefuseUseAfterClose() {
        // given
        log.append(metrics(1, 1));

        // when
        log.close();
        log.close();

        // then
        assertThatThrownBy(() -> log.append(metrics(2, 2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("event log: closed (expected: open)");
        assertThatThrownBy(() -> log.at(1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> from(1)).isInstanceOf(IllegalStateException.class);
    }

    private List<RecordedEvent> from(long position) {
        List<RecordedEvent> events = new ArrayList<>();
        log.read(position, events::add);
        return events;
    }
}
