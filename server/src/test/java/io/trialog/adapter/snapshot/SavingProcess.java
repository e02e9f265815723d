package io.trialog.adapter.snapshot;

import io.trialog.fixtures.InMemoryEventLog;
import io.trialog.fixtures.SampleEvents;
import io.trialog.port.EventLog;
import io.trialog.port.SnapshotHeader;
import io.trialog.port.SnapshotHeader.Kind;
import io.trialog.port.SnapshotLine;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.LongStream;

/** A process that saves one snapshot after the other and prints the position of each when it is saved: the folder. */
final class SavingProcess {

    static final int POSITIONS = 5000;
    static final int LINES = 2000;

    private SavingProcess() {}

    static EventLog log() {
        return new InMemoryEventLog(SampleEvents.metrics(1, POSITIONS));
    }

    public static void main(String[] arguments) {
        SnapshotFiles files = SnapshotFiles.in(Path.of(arguments[0]));
        EventLog log = log();
        for (long position = 1; position <= POSITIONS; position++) {
            long now = position;
            files.save(
                    SnapshotHeader.of(
                            Kind.STATE,
                            now,
                            Instant.EPOCH,
                            "test",
                            log.checksum(now).orElseThrow()),
                    LongStream.range(0, LINES)
                            .mapToObj(line ->
                                    SnapshotLine.of("thing").with("line", line).with("position", now)));
            System.out.println(now);
        }
    }
}
