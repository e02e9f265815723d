package io.trialog.scheduling;

import static io.trialog.fixtures.SampleEvents.metrics;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trialog.engine.Follower;
import io.trialog.event.ExperimentId;
import io.trialog.event.RecordedEvent;
import io.trialog.fixtures.InMemoryEventLog;
import io.trialog.fixtures.SampleEvents;
import io.trialog.port.EventLog;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExperimentRuntimeTest {

    private static final ExperimentId ID = new ExperimentId("sample");
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    /** Writes down what it is told. */
    private record Notes(boolean needsHistory, List<String> heard) implements Follower {

        static Notes of(boolean needsHistory) {
            return new Notes(needsHistory, new CopyOnWriteArrayList<>());
        }

        @Override
        public void replayed(RecordedEvent recorded) {
            heard.add("past " + recorded.position());
        }

        @Override
        public void live() {
            heard.add("live");
        }

        @Override
        public void committed(RecordedEvent recorded) {
            heard.add("new " + recorded.position());
        }

        @Override
        public void close() {
            heard.add("closed");
        }
    }

    /** A log whose history takes as long as a test wants. */
    private static final class SlowLog implements EventLog {

        private final InMemoryEventLog log = new InMemoryEventLog(metrics(1, 5));
        private final CountDownLatch go = new CountDownLatch(1);

        @Override
        public void read(long from, Predicate<RecordedEvent> visitor) {
            log.read(from, recorded -> {
                boolean more = visitor.test(recorded);
                try {
                    go.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return more;
            });
        }

        @Override
        public void append(List<RecordedEvent> events) {
            log.append(events);
        }

        @Override
        public long lastPosition() {
            return log.lastPosition();
        }

        @Override
        public Optional<RecordedEvent> at(long position) {
            return log.at(position);
        }

        @Override
        public OptionalLong checksum(long position) {
            return log.checksum(position);
        }

        @Override
        public void close() {}
    }

    private final SlowLog log = new SlowLog();
    private final Notes attempts = Notes.of(false);
    private final Notes tuner = Notes.of(true);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ExperimentRuntime runtime = new ExperimentRuntime(ID, List.of(attempts, tuner), 4, threads, threads);

    @AfterEach
    void end() {
        threads.shutdown();
    }

    @Test
    void shouldLetTheAttemptsGoOnWhileTheTunerTakesInTheHistory() {
        // when
        runtime.start(log, 2, () -> NOW);
        await().until(() -> tuner.heard().contains("past 2"));
        runtime.committed(SampleEvents.metric(4));
        runtime.committed(SampleEvents.metric(5));
        runtime.tell();
        // then
        await().until(() -> attempts.heard().size() == 2);
        assertThat(attempts.heard()).containsExactly("live", "new 5");
        assertThat(tuner.heard()).containsExactly("past 2");
        // when
        log.go.countDown();
        // then
        await().until(() -> tuner.heard().size() == 5);
        assertThat(tuner.heard()).containsExactly("past 2", "past 3", "past 4", "live", "new 5");
    }

    @Test
    void shouldGiveUpAHistoryWhenItIsClosed() {
        // given
        runtime.start(log, 1, () -> NOW);
        await().until(() -> tuner.heard().contains("past 1"));
        // when
        runtime.close();
        log.go.countDown();
        // then
        await().until(() -> tuner.heard().contains("closed"));
        assertThat(tuner.heard()).doesNotContain("past 3", "live");
        assertThat(attempts.heard()).containsExactly("live", "closed");
    }

    @Test
    void shouldSayHowFarALongHistoryIsRead() {
        HistoryProgress progress = new HistoryProgress(ID, 1, 10_000_000, () -> NOW);
        assertThat(progress.text(4_000_000))
                .isEqualTo("the tuner takes in 10,000,000 events of experiment sample: 40 %");
    }
}
