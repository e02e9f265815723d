package io.trialog.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trialog.event.ExperimentId;
import io.trialog.event.RecordedEvent;
import io.trialog.experiment.CheckLimits;
import io.trialog.experiment.CreateExperiment;
import io.trialog.fixtures.Configs;
import io.trialog.fixtures.EngineFixture;
import io.trialog.fixtures.InMemoryEventLog;
import io.trialog.port.EventLog;
import io.trialog.port.EventLogException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class EngineTest {

    /** A log whose appends a test can hold and fail, and which counts them. */
    private static final class HeldLog implements EventLog {
        private final InMemoryEventLog memory = new InMemoryEventLog();
        private final List<Integer> batches = Collections.synchronizedList(new ArrayList<>());
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch release = new CountDownLatch(1);
        private volatile boolean fails;

        @Override
        public void append(List<RecordedEvent> events) {
            entered.countDown();
            try {
                assertThat(release.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            if (fails) {
                throw new EventLogException("no space left on device");
            }
            batches.add(events.size());
            memory.append(events);
        }

        @Override
        public long lastPosition() {
            return memory.lastPosition();
        }

        @Override
        public OptionalLong checksum(long position) {
            return memory.checksum(position);
        }

        @Override
        public Optional<RecordedEvent> at(long position) {
            return memory.at(position);
        }

        @Override
        public void read(long from, Predicate<RecordedEvent> visitor) {
            memory.read(from, visitor);
        }

        @Override
        public void close() {
            memory.close();
        }
    }

    private static CreateExperiment create(String id) {
        return new CreateExperiment(new ExperimentId(id), Configs.of(4, 2));
    }

    @Test
    void shouldAnswerOnlyWhenDurable() throws Exception {
        // given
        HeldLog log = new HeldLog();
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        try (EngineFixture fixture = new EngineFixture(log, 16, events -> heard.add("events"))) {
            // when
            CompletableFuture<Outcome<ExperimentId>> reply = fixture.engine().submit(create("a"));
            assertThat(log.entered.await(10, TimeUnit.SECONDS)).isTrue();
            // then
            assertThat(reply).isNotDone();
            assertThat(heard).isEmpty();
            // when
            log.release.countDown();
            // then
            assertThat(reply.get(10, TimeUnit.SECONDS)).isInstanceOf(Outcome.Accepted.class);
            assertThat(heard).containsExactly("events");
        }
    }

    @Test
    void shouldWriteWhatWaitsInOneBatch() throws Exception {
        // given
        HeldLog log = new HeldLog();
        try (EngineFixture fixture = new EngineFixture(log, 16)) {
            fixture.engine().submit(create("a"));
            assertThat(log.entered.await(10, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<?> second = fixture.engine().submit(create("b"));
            CompletableFuture<?> third = fixture.engine().submit(create("c"));
            // when
            log.release.countDown();
            CompletableFuture.allOf(second, third).get(10, TimeUnit.SECONDS);
            // then
            assertThat(log.batches).containsExactly(3, 6);
        }
    }

    @Test
    void shouldRefuseWhenTheQueueIsFull() throws Exception {
        // given
        HeldLog log = new HeldLog();
        try (EngineFixture fixture = new EngineFixture(log, 1)) {
            fixture.engine().submit(create("a"));
            assertThat(log.entered.await(10, TimeUnit.SECONDS)).isTrue();
            fixture.engine().submit(create("b"));
            // when
            CompletableFuture<Outcome<ExperimentId>> third = fixture.engine().submit(create("c"));
            // then
            assertThat(third).isDone();
            assertThat(third.get().fold(reply -> null, Rejection::code)).isEqualTo(ErrorCode.BUSY);
            log.release.countDown();
        }
        assertThat(log.memory.events()).hasSize(6);
    }

    @Test
    void shouldTakeTwoThatBelongTogetherIntoOneBatchOrNone() throws Exception {
        // given
        HeldLog log = new HeldLog();
        try (EngineFixture fixture = new EngineFixture(log, 1)) {
            fixture.engine().submit(create("a"));
            assertThat(log.entered.await(10, TimeUnit.SECONDS)).isTrue();
            // when: the second depends on what the first did
            CompletableFuture<Outcome<ExperimentId>> both = fixture.engine().submit(create("b"), create("b"));
            CompletableFuture<Outcome<ExperimentId>> refused = fixture.engine().submit(create("c"), create("d"));
            // then
            assertThat(both).isNotDone();
            assertThat(refused.get().fold(reply -> null, Rejection::code)).isEqualTo(ErrorCode.BUSY);
            // when
            log.release.countDown();
            // then
            assertThat(both.get(10, TimeUnit.SECONDS).fold(reply -> null, Rejection::code))
                    .isEqualTo(ErrorCode.EXPERIMENT_EXISTS);
        }
        assertThat(log.batches).containsExactly(3, 3);
    }

    @Test
    void shouldTellItsMonitorOfCommandsAndBatches() throws Exception {
        // given
        HeldLog log = new HeldLog();
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        try (EngineFixture fixture = new EngineFixture(log, 2)) {
            Engine engine = fixture.engine();
            engine.monitor(new EngineMonitor() {
                @Override
                public void accepted(Command<?> command) {
                    told.add("accepted " + command.name());
                }

                @Override
                public void rejected(Command<?> command, ErrorCode code) {
                    told.add("rejected " + command.name() + " " + code);
                }

                @Override
                public void processed(int commands, int events) {
                    told.add("processed " + commands + " " + events);
                }
            });
            // when
            engine.submit(create("a"));
            assertThat(log.entered.await(10, TimeUnit.SECONDS)).isTrue();
            engine.submit(create("b"));
            CompletableFuture<?> last = engine.submit(new CheckLimits(new ExperimentId("none")));
            // then
            assertThat(engine.waiting()).isEqualTo(2);
            // when
            assertThat(engine.submit(create("c"))).isDone();
            log.release.countDown();
            last.get(10, TimeUnit.SECONDS);
            // then
            assertThat(engine.waiting()).isZero();
            assertThat(told)
                    .containsExactly(
                            "accepted CreateExperiment",
                            "rejected CreateExperiment BUSY",
                            "processed 1 3",
                            "accepted CreateExperiment",
                            "rejected CheckLimits EXPERIMENT_UNKNOWN",
                            "processed 2 3");
        }
    }

    @Test
    void shouldStopWithoutAnsweringWhenTheLogFails() throws Exception {
        // given
        HeldLog log = new HeldLog();
        log.fails = true;
        log.release.countDown();
        try (EngineFixture fixture = new EngineFixture(log, 16)) {
            // when
            Outcome<ExperimentId> outcome = fixture.engine().submit(create("a")).get(10, TimeUnit.SECONDS);
            // then
            assertThat(outcome.fold(reply -> null, Rejection::code)).isEqualTo(ErrorCode.INTERNAL);
            await().until(() -> fixture.fault() != null);
            assertThat(fixture.fault()).hasMessageContaining("no space left");
            assertThat(fixture.engine().submit(create("b")).get().fold(reply -> null, Rejection::code))
                    .isEqualTo(ErrorCode.UNAVAILABLE);
        }
    }

    @Test
    void shouldSurviveAListenerThatThrows() {
        // given
        try (EngineFixture fixture = new EngineFixture(new InMemoryEventLog(), 16, events -> {
            throw new IllegalStateException("broken viewer");
        })) {
            // when
            fixture.when(create("a")).when(create("b"));
            // then
            assertThat(fixture.board().experiments()).hasSize(2);
        }
    }

    @Test
    void shouldFinishWhatWaitsOnClose() throws Exception {
        // given
        InMemoryEventLog log = new InMemoryEventLog();
        EngineFixture fixture = new EngineFixture(log, 1024);
        List<CompletableFuture<Outcome<ExperimentId>>> replies = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            replies.add(fixture.engine().submit(create("e" + i)));
        }
        // when
        fixture.close();
        // then
        assertThat(replies).allSatisfy(reply -> assertThat(reply).isDone());
        long accepted = 0;
        for (CompletableFuture<Outcome<ExperimentId>> reply : replies) {
            accepted += reply.get().fold(id -> 1, rejection -> 0);
        }
        assertThat(log.events()).hasSize((int) accepted * 3);
        assertThat(fixture.engine().submit(create("late")).get().fold(reply -> null, Rejection::code))
                .isEqualTo(ErrorCode.UNAVAILABLE);
    }

    @Test
    void shouldRefuseWhatIsUnknown() {
        try (EngineFixture fixture = new EngineFixture()) {
            fixture.when(new CheckLimits(new ExperimentId("none"))).thenRejected(ErrorCode.EXPERIMENT_UNKNOWN);
        }
    }
}
