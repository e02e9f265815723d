package io.trialog.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trialog.engine.CommitListener;
import io.trialog.engine.Engine;
import io.trialog.engine.Outcome;
import io.trialog.event.ExperimentId;
import io.trialog.experiment.CreateExperiment;
import io.trialog.fixtures.Configs;
import io.trialog.fixtures.InMemoryEventLog;
import io.trialog.fixtures.InMemorySnapshotStore;
import io.trialog.port.EventLog;
import io.trialog.port.EventLogException;
import io.trialog.port.SnapshotHeader;
import io.trialog.port.SnapshotHeader.Kind;
import io.trialog.port.SnapshotLine;
import io.trialog.port.SnapshotStore;
import io.trialog.projection.ExperimentBoard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SnapshotKeeperTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    private final InMemoryEventLog log = new InMemoryEventLog();
    private final AtomicReference<Throwable> fault = new AtomicReference<>();

    /** An engine with a keeper, without the rest of a server. */
    private final class Server implements AutoCloseable {

        private final ExperimentCore core = new ExperimentCore();
        private final ExperimentBoard board = new ExperimentBoard();
        private final Engine engine;
        private final SnapshotKeeper keeper;

        Server(SnapshotStore store, long events) {
            CommitListener listener = committed -> committed.forEach(board::apply);
            engine = new Engine(
                    log,
                    core.commands(),
                    core.appliers(),
                    core.followUp(),
                    List.of(listener),
                    () -> NOW,
                    (what, cause) -> fault.set(cause),
                    16);
            keeper = new SnapshotKeeper(
                    core,
                    board,
                    log,
                    store,
                    new SnapshotSchedule(events, Duration.ofMinutes(10), () -> NOW, 0),
                    () -> NOW);
            engine.replay(board::apply);
            engine.betweenBatches(keeper);
            engine.start();
        }

        Outcome<ExperimentId> create(String id) {
            return engine.submit(new CreateExperiment(new ExperimentId(id), Configs.of(9, 1)))
                    .join();
        }

        @Override
        public void close() {
            engine.close();
            keeper.close();
        }
    }

    @Test
    void shouldTakeOneWhenEnoughHasHappened() {
        InMemorySnapshotStore store = new InMemorySnapshotStore();
        try (Server server = new Server(store, 2)) {
            // when
            server.create("a");
            // then
            await().until(() -> !store.headers(Kind.BOARD).isEmpty());
            assertThat(store.headers(Kind.STATE))
                    .extracting(SnapshotHeader::position)
                    .containsExactly(log.lastPosition());
        }
    }

    @Test
    void shouldTakeOneAtTheEnd() {
        // given
        InMemorySnapshotStore store = new InMemorySnapshotStore();
        Server server = new Server(store, 1000);
        server.create("a");
        server.create("b");
        assertThat(store.headers(Kind.STATE)).isEmpty();
        // when
        server.close();
        // then
        SnapshotStore.Found<ExperimentCore> state =
                store.newest(Kind.STATE, log, ExperimentCore::of).orElseThrow();
        SnapshotStore.Found<ExperimentBoard> board =
                store.newest(Kind.BOARD, log, ExperimentBoard::of).orElseThrow();
        assertThat(state.position()).isEqualTo(log.lastPosition());
        assertThat(state.content().asMap()).isEqualTo(server.core.asMap());
        assertThat(board.position()).isEqualTo(log.lastPosition());
        assertThat(board.content().experiments()).isEqualTo(server.board.experiments());
    }

    @Test
    void shouldGoOnWhenNoneCanBeWritten() {
        // given
        AtomicInteger tries = new AtomicInteger();
        SnapshotStore full = new SnapshotStore() {
            @Override
            public void save(SnapshotHeader header, Stream<SnapshotLine> lines) {
                tries.incrementAndGet();
                throw new UncheckedIOException(new IOException("No space left on device"));
            }

            @Override
            public <T> Optional<Found<T>> newest(Kind kind, EventLog of, Function<Stream<SnapshotLine>, T> reader) {
                return Optional.empty();
            }
        };
        try (Server server = new Server(full, 1)) {
            // when
            server.create("a");
            await().until(() -> tries.get() > 0);
            // then
            assertThat(server.create("b")).isInstanceOf(Outcome.Accepted.class);
            await().until(() -> tries.get() > 1);
        }
        assertThat(fault).hasValue(null);
    }

    @Test
    void shouldTakeNoneOfAStateThatRanAheadOfAFailedLog() {
        // given
        InMemorySnapshotStore store = new InMemorySnapshotStore();
        try (Server server = new Server(store, 1000)) {
            log.close();
            // when
            server.create("a");
        }
        // then
        assertThat(fault.get()).isInstanceOfAny(IllegalStateException.class, EventLogException.class);
        assertThat(store.headers(Kind.STATE)).isEmpty();
        assertThat(store.headers(Kind.BOARD)).isEmpty();
    }
}
