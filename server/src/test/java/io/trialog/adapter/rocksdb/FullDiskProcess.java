package io.trialog.adapter.rocksdb;

import io.trialog.event.ExperimentId;
import io.trialog.event.RecordedEvent;
import io.trialog.event.TrialRequeued;
import io.trialog.fixtures.SampleEvents;
import io.trialog.port.EventLogException;
import java.nio.file.Path;
import java.util.List;

/**
 * A process that may not write files as large as it wants to: appends ten events, then one that is too large, then tries to go
 * on; prints what it is told.
 */
final class FullDiskProcess {

    private FullDiskProcess() {}

    public static void main(String[] arguments) {
        RocksEventLog log = RocksEventLog.open(Path.of(arguments[0]), Durability.SYNC);
        log.append(SampleEvents.metrics(1, 10));
        RecordedEvent tooLarge = new RecordedEvent(
                11,
                SampleEvents.metric(11).at(),
                "test",
                new TrialRequeued(new ExperimentId("large"), 0, "x".repeat(60_000_000), null));
        tell(() -> log.append(List.of(tooLarge)));
        tell(() -> log.append(SampleEvents.metrics(11, 11)));
        tell(() -> log.at(1));
        System.out.println("last: " + log.lastPosition());
        log.close();
    }

    private static void tell(Runnable call) {
        try {
            call.run();
            System.out.println("fine");
        } catch (EventLogException e) {
            System.out.println(e.getMessage());
        }
    }
}
