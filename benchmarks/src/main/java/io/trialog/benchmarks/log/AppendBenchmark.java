package io.trialog.benchmarks.log;

import io.trialog.adapter.json.EventCodec;
import io.trialog.adapter.rocksdb.Durability;
import io.trialog.adapter.rocksdb.RocksEventLog;
import io.trialog.benchmarks.ScratchDirectory;
import io.trialog.event.MetricReported;
import io.trialog.event.RecordedEvent;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.rocksdb.RocksDBException;

/**
 * Metric events into a log on disk, by one thread as in the server. The ceiling puts the same bytes, encoded beforehand,
 * into a bare RocksDB by as many writes. All times are per event.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class AppendBenchmark {

    static final int BATCH = 256;

    /** One event, durable before the next. */
    @Benchmark
    @Ceiling("bareSingleSynced")
    public void singleSynced(SyncedLog log) {
        log.append(1);
    }

    /** What a busy server writes: many events, one fsync. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    @Ceiling("bareBatchSynced")
    public void batchSynced(SyncedLog log) {
        log.append(BATCH);
    }

    /** The same left to the operating system. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    @Ceiling("bareBatchUnsynced")
    public void batchUnsynced(UnsyncedLog log) {
        log.append(BATCH);
    }

    /** One put, synced. */
    @Benchmark
    public void bareSingleSynced(SyncedRocks rocks) throws RocksDBException {
        rocks.append(1);
    }

    /** One put of all their bytes, synced. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void bareBatchSynced(SyncedRocks rocks) throws RocksDBException {
        rocks.append(BATCH);
    }

    /** One put of all their bytes. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void bareBatchUnsynced(UnsyncedRocks rocks) throws RocksDBException {
        rocks.append(BATCH);
    }

    private static List<MetricReported> metrics() {
        SampleEvents samples = new SampleEvents();
        List<MetricReported> metrics = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            metrics.add(samples.metric(i, 1_000 + i));
        }
        return metrics;
    }

    /** A log that syncs. */
    @State(Scope.Benchmark)
    public static class SyncedLog extends Log {
        /** For JMH. */
        public SyncedLog() {
            super(Durability.SYNC);
        }
    }

    /** A log that does not. */
    @State(Scope.Benchmark)
    public static class UnsyncedLog extends Log {
        /** For JMH. */
        public UnsyncedLog() {
            super(Durability.OS);
        }
    }

    /** A bare RocksDB that syncs. */
    @State(Scope.Benchmark)
    public static class SyncedRocks extends Rocks {
        /** For JMH. */
        public SyncedRocks() {
            super(true);
        }
    }

    /** A bare RocksDB that does not. */
    @State(Scope.Benchmark)
    public static class UnsyncedRocks extends Rocks {
        /** For JMH. */
        public UnsyncedRocks() {
            super(false);
        }
    }

    /** An event log and what to append to it. */
    abstract static class Log {

        private final ScratchDirectory scratch = ScratchDirectory.create();
        private final List<MetricReported> metrics = metrics();
        private final RocksEventLog log;

        Log(Durability durability) {
            log = RocksEventLog.open(scratch.path(), durability);
        }

        void append(int count) {
            List<RecordedEvent> events = new ArrayList<>(count);
            long position = log.lastPosition();
            for (int i = 0; i < count; i++) {
                events.add(SampleEvents.recorded(++position, metrics.get(i)));
            }
            log.append(events);
        }

        /** Frees the disk. */
        @TearDown
        public void close() {
            log.close();
            scratch.close();
        }
    }

    /** A bare RocksDB and what to append to it. */
    abstract static class Rocks {

        private final ScratchDirectory scratch = ScratchDirectory.create();
        private final byte[] batch;
        private final byte[] single;
        private final BareRocks rocks;

        Rocks(boolean sync) {
            EventCodec codec = new EventCodec();
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (MetricReported metric : metrics()) {
                all.writeBytes(codec.encode(SampleEvents.recorded(1, metric)));
            }
            batch = all.toByteArray();
            single = Arrays.copyOf(batch, batch.length / BATCH);
            rocks = BareRocks.create(scratch.path(), sync);
        }

        void append(int count) throws RocksDBException {
            rocks.append(count == 1 ? single : batch);
        }

        /** Frees the disk. */
        @TearDown
        public void close() {
            rocks.close();
            scratch.close();
        }
    }
}
