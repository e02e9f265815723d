package io.trialog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.RecordedEvent;
import io.trialog.event.ServerStarted;
import io.trialog.fixtures.InMemoryEventLog;
import io.trialog.port.EventLog;
import io.trialog.port.EventLogException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whoever sends a command gets one answer, also when the engine is closed or dies at that very moment. Commands that came into
 * the queue after it was emptied for the last time were once never answered.
 */
class EngineEndTest {

    private static final int SENDERS = 4;
    private static final int ROUNDS = 300;

    private record Note(int number) implements Command<Integer> {}

    /** Fails for good at some append. */
    private static final class DyingLog implements EventLog {

        private final InMemoryEventLog log = new InMemoryEventLog();
        private int left;

        /** @param appends how many succeed */
        DyingLog(int appends) {
            left = appends;
        }

        @Override
        public void append(List<RecordedEvent> events) {
            if (left-- <= 0) {
                throw new EventLogException("the disk is gone");
            }
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
        public void read(long from, Predicate<RecordedEvent> visitor) {
            log.read(from, visitor);
        }

        @Override
        public void close() {
            log.close();
        }
    }

    private static final long SEED = Long.getLong("seed", System.nanoTime());

    private final Random random = new Random(SEED);

    @ParameterizedTest
    @ValueSource(ints = {1, 16})
    void shouldAnswerEveryCommandWhileItIsClosed(int queueCapacity) throws Exception {
        System.out.println("EngineEndTest: repeat with -Dseed=" + SEED);
        for (int round = 0; round < ROUNDS; round++) {
            InMemoryEventLog log = new InMemoryEventLog();
            Engine engine = engine(log, queueCapacity);
            Senders senders = new Senders(engine, 1 + random.nextInt(40));
            senders.awaitFirst();
            engine.close();
            Map<ErrorCode, Integer> refusals = senders.refusals(round);
            int refused = refusals.values().stream().mapToInt(Integer::intValue).sum();
            assertThat(refusals.keySet()).isSubsetOf(ErrorCode.UNAVAILABLE, ErrorCode.BUSY);
            assertThat(log.lastPosition())
                    .as("what was accepted is recorded, and nothing else [round: %s]", round)
                    .isEqualTo(senders.sent() - refused);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16})
    void shouldAnswerEveryCommandWhileItDies(int queueCapacity) throws Exception {
        System.out.println("EngineEndTest: repeat with -Dseed=" + SEED);
        for (int round = 0; round < ROUNDS; round++) {
            DyingLog log = new DyingLog(random.nextInt(20));
            Engine engine = engine(log, queueCapacity);
            Senders senders = new Senders(engine, 1 + random.nextInt(40));
            Map<ErrorCode, Integer> refusals = senders.refusals(round);
            int refused = refusals.values().stream().mapToInt(Integer::intValue).sum();
            assertThat(log.lastPosition())
                    .as("whoever was told so is recorded [round: %s]", round)
                    .isEqualTo(senders.sent() - refused);
            engine.close();
        }
    }

    @Test
    void shouldRefuseAfterItsEnd() throws Exception {
        // given
        Engine engine = engine(new InMemoryEventLog(), 1);
        engine.close();
        // when
        Senders senders = new Senders(engine, 3);
        // then
        assertThat(senders.refusals(0)).isEqualTo(Map.of(ErrorCode.UNAVAILABLE, senders.sent()));
    }

    private static Engine engine(EventLog log, int queueCapacity) {
        CommandRegistry commands = new CommandRegistry()
                .on(
                        Note.class,
                        (note, now) -> Decision.accept(note.number(), new ServerStarted("test", note.number())));
        Engine engine = new Engine(
                log,
                commands,
                new ApplierRegistry().changesNothing(ServerStarted.class),
                (experiment, now) -> List.of(),
                List.of(),
                () -> Instant.EPOCH,
                (what, cause) -> {},
                queueCapacity);
        engine.start();
        return engine;
    }

    /** Threads that send as fast as they can. */
    private static final class Senders {

        private final List<Thread> threads = new ArrayList<>();
        private final List<CompletableFuture<Outcome<Integer>>> answers = new ArrayList<>();
        private final CountDownLatch first = new CountDownLatch(1);
        private final int sent;

        Senders(Engine engine, int each) {
            sent = SENDERS * each;
            for (int sender = 0; sender < SENDERS; sender++) {
                Thread thread = new Thread(() -> {
                    for (int i = 0; i < each; i++) {
                        CompletableFuture<Outcome<Integer>> answer = engine.submit(new Note(i));
                        synchronized (answers) {
                            answers.add(answer);
                        }
                        first.countDown();
                    }
                });
                threads.add(thread);
            }
            threads.forEach(Thread::start);
        }

        int sent() {
            return sent;
        }

        void awaitFirst() throws InterruptedException {
            assertThat(first.await(1, TimeUnit.MINUTES)).isTrue();
        }

        /** How many were refused for which reason, when all have their answer. */
        Map<ErrorCode, Integer> refusals(int round) throws Exception {
            for (Thread thread : threads) {
                thread.join();
            }
            Map<ErrorCode, Integer> refusals = new EnumMap<>(ErrorCode.class);
            assertThat(answers).hasSize(sent);
            for (CompletableFuture<Outcome<Integer>> answer : answers) {
                assertThat(answer)
                        .as("answer [round: %s, seed: %s]", round, SEED)
                        .succeedsWithin(1, TimeUnit.MINUTES);
                ErrorCode code = answer.get().fold(accepted -> null, Rejection::code);
                if (code != null) {
                    refusals.merge(code, 1, Integer::sum);
                }
            }
            return refusals;
        }
    }
}
