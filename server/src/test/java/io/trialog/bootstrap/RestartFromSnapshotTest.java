package io.trialog.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.adapter.rocksdb.Durability;
import io.trialog.adapter.rocksdb.RocksEventLog;
import io.trialog.adapter.snapshot.SnapshotFiles;
import io.trialog.event.ExperimentCreated;
import io.trialog.event.ExperimentId;
import io.trialog.event.ExperimentState;
import io.trialog.event.ExperimentStateChanged;
import io.trialog.event.RecordedEvent;
import io.trialog.fixtures.Configs;
import io.trialog.port.SnapshotHeader;
import io.trialog.port.SnapshotHeader.Kind;
import io.trialog.port.SnapshotStore;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.ExperimentSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole servers on a data directory with a log and snapshots in all states. */
class RestartFromSnapshotTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final ExperimentId ID = new ExperimentId("x");

    @TempDir
    private Path data;

    @BeforeEach
    void record() {
        try (RocksEventLog log = RocksEventLog.open(DataDirectory.log(data), Durability.OS)) {
            log.append(List.of(
                    new RecordedEvent(
                            1,
                            NOW,
                            "test",
                            new ExperimentCreated(ID, Configs.of(9, 1).asMap())),
                    new RecordedEvent(
                            2, NOW, "test", new ExperimentStateChanged(ID, ExperimentState.STOPPED, "as recorded"))));
        }
    }

    private TrialogServer start(boolean view) {
        return TrialogServer.start(new ServerOptions(data, "127.0.0.1", 0, view, Durability.OS, List.of(), null));
    }

    /** Starts and stops a server; gives what it shows as the experiment's reason. */
    private String reason(boolean view) {
        try (TrialogServer server = start(view)) {
            return reason(server.board());
        }
    }

    private static String reason(ExperimentBoard board) {
        return board.experiment(ID).map(ExperimentSummary::reason).orElseThrow();
    }

    private List<Path> snapshots() throws IOException {
        try (Stream<Path> files = Files.list(DataDirectory.snapshots(data))) {
            return files.sorted().toList();
        }
    }

    /** A snapshot that is right in all but one word, by which one sees that it is used. */
    private void forge(long position) {
        try (RocksEventLog log = RocksEventLog.open(DataDirectory.log(data), Durability.OS)) {
            ExperimentBoard board = new ExperimentBoard();
            log.read(1, recorded -> {
                board.apply(
                        recorded.event() instanceof ExperimentStateChanged
                                ? new RecordedEvent(
                                        recorded.position(),
                                        NOW,
                                        "test",
                                        new ExperimentStateChanged(ID, ExperimentState.STOPPED, "as in the snapshot"))
                                : recorded);
                return recorded.position() < position;
            });
            SnapshotFiles.in(DataDirectory.snapshots(data))
                    .save(
                            SnapshotHeader.of(
                                    Kind.BOARD,
                                    position,
                                    NOW,
                                    "test",
                                    log.checksum(position).orElseThrow()),
                            board.snapshot());
        }
    }

    @Test
    void shouldWriteSnapshotsAtACleanStop() throws IOException {
        // when
        assertThat(reason(false)).isEqualTo("as recorded");
        // then: the third event is the server's own
        assertThat(snapshots())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("board-00000000000000000003.jsonl", "state-00000000000000000003.jsonl");
    }

    @Test
    void shouldStartFromSnapshotsAndTheEventsBehindThem() {
        forge(2);
        assertThat(reason(true)).isEqualTo("as in the snapshot");
        try (RecordedExperiments recorded = RecordedExperiments.open(data)) {
            assertThat(reason(recorded.board())).isEqualTo("as in the snapshot");
            assertThat(recorded.board().position()).isEqualTo(2);
        }
        try (TrialogServer server = start(false)) {
            assertThat(reason(server.board())).isEqualTo("as in the snapshot");
            assertThat(server.board().position()).isEqualTo(3);
            assertThat(server.feed().subscribe(events -> {})).isEqualTo(3);
        }
    }

    @Test
    void shouldReadTheLogWhenSnapshotsAreDamagedOrDeleted() throws IOException {
        forge(2);
        for (Path file : snapshots()) {
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
        }
        assertThat(reason(false)).isEqualTo("as recorded");
        for (Path file : snapshots()) {
            Files.delete(file);
        }
        Files.delete(DataDirectory.snapshots(data));
        assertThat(reason(false)).isEqualTo("as recorded");
    }

    @Test
    void shouldReadTheLogWhenItLostTheEndThatTheSnapshotKnows() throws IOException {
        // given: a snapshot at position 3 of a log that is younger now
        try (RocksEventLog log = RocksEventLog.open(DataDirectory.log(data), Durability.OS)) {
            log.append(List.of(new RecordedEvent(
                    3, NOW, "test", new ExperimentStateChanged(ID, ExperimentState.STOPPED, "lost later"))));
        }
        forge(3);
        try (Stream<Path> files = Files.list(DataDirectory.log(data))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        record();
        // when / then
        assertThat(reason(true)).isEqualTo("as recorded");
        assertThat(reason(false)).isEqualTo("as recorded");
        try (RocksEventLog log = RocksEventLog.openReadOnly(DataDirectory.log(data))) {
            SnapshotStore store = SnapshotFiles.in(DataDirectory.snapshots(data));
            assertThat(store.newest(Kind.BOARD, log, ExperimentBoard::of)
                            .orElseThrow()
                            .position())
                    .isEqualTo(3);
        }
    }
}
