package io.trialog.benchmarks.reports;

import io.trialog.benchmarks.Latencies;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** How long this disk takes to make a little durable: nothing that syncs can answer faster. */
final class DiskProbe {

    private static final int SYNCS = 200;
    private static final int BYTES = 4096;

    private DiskProbe() {}

    /** Appends and syncs some times; a line for people. */
    static String describe(Path folder) throws IOException {
        Latencies latencies = new Latencies();
        try (FileChannel file = FileChannel.open(
                folder.resolve("probe"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE)) {
            for (int i = 0; i < SYNCS; i++) {
                long before = System.nanoTime();
                file.write(ByteBuffer.allocate(BYTES));
                file.force(false);
                latencies.add(System.nanoTime() - before);
            }
        }
        return String.format(
                Locale.ROOT,
                "4 KiB appended and synced: median %.2f ms, p99 %.2f ms",
                latencies.millis(0.5),
                latencies.millis(0.99));
    }
}
