package io.trialog.benchmarks.log;

import io.trialog.adapter.json.EventCodec;
import io.trialog.adapter.json.EventLines;
import io.trialog.adapter.rocksdb.Durability;
import io.trialog.adapter.rocksdb.RocksEventLog;
import io.trialog.benchmarks.ScratchDirectory;
import io.trialog.bootstrap.ExperimentCore;
import io.trialog.event.Event;
import io.trialog.event.RecordedEvent;
import io.trialog.projection.ExperimentBoard;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.rocksdb.RocksDBException;

/**
 * What a start does with a log of 100 trials that reported this many metrics: read, decode, apply. The ceiling scans the
 * same files with a bare RocksDB. The files are in the operating system's cache, so the disk has no part in this.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 3)
@Measurement(iterations = 3)
public class ReplayBenchmark {

    private static final int TRIALS = 100;
    private static final int BATCH = 1_000;

    /** How many metric events the log has. */
    @Param("200000")
    public int events = 200_000;

    private final EventCodec codec = new EventCodec();
    private final ScratchDirectory scratch = ScratchDirectory.create();
    private RocksEventLog log = RocksEventLog.open(scratch.path(), Durability.OS);
    private @Nullable BareRocks bare;
    private byte[][] messages = new byte[0][];
    private byte[][] json = new byte[0][];

    /** Writes the log, and opens it anew as a start does. */
    @Setup
    public void write() throws RocksDBException {
        Appender appender = new Appender(log);
        SampleEvents samples = new SampleEvents();
        samples.beginning(TRIALS, appender::add);
        for (int i = 0; i < events; i++) {
            appender.add(samples.metric(i % TRIALS, i / TRIALS));
        }
        appender.flush();
        log.close();
        log = RocksEventLog.open(scratch.path(), Durability.OS);
        bare = BareRocks.openReadOnly(scratch.path());
        List<byte[]> stored = new ArrayList<>();
        List<byte[]> storedAsJson = new ArrayList<>();
        EventLines lines = new EventLines();
        read(recorded -> {
            stored.add(codec.encode(recorded));
            storedAsJson.add(asJson(lines.format(recorded)));
        });
        messages = stored.toArray(byte[][]::new);
        json = storedAsJson.toArray(byte[][]::new);
    }

    /** As events were stored before metrics became messages. */
    private static byte[] asJson(String line) {
        return ("\u0001" + line.replaceFirst("\"pos\":\\d+,", "")).getBytes(StandardCharsets.UTF_8);
    }

    /** Frees the disk. */
    @TearDown
    public void close() {
        Objects.requireNonNull(bare, "bare").close();
        log.close();
        scratch.close();
    }

    /** Reads and decodes. */
    @Benchmark
    @Ceiling("bareScan")
    public long read() {
        return read(recorded -> {});
    }

    /** Reads, decodes and applies to the engine's state. */
    @Benchmark
    @Ceiling("bareScan")
    public ExperimentCore replay() {
        ExperimentCore core = new ExperimentCore();
        read(core::apply);
        return core;
    }

    /** Reads, decodes and applies to the engine's state and to the board that the web page shows: a whole start. */
    @Benchmark
    @Ceiling("bareScan")
    public ExperimentBoard replayWithBoard() {
        ExperimentCore core = new ExperimentCore();
        ExperimentBoard board = new ExperimentBoard();
        read(recorded -> {
            core.apply(recorded);
            board.apply(recorded);
        });
        return board;
    }

    /** Decodes and applies as {@link #replayWithBoard} does, from memory: the share of it that is ours. */
    @Benchmark
    @Ceiling("bareScan")
    public ExperimentBoard decodeAndApply() {
        return decodeAndApply(messages);
    }

    /** The same with metrics in JSON, as old logs have them. */
    @Benchmark
    @Ceiling("bareScan")
    public ExperimentBoard decodeAndApplyJson() {
        return decodeAndApply(json);
    }

    private ExperimentBoard decodeAndApply(byte[][] stored) {
        ExperimentCore core = new ExperimentCore();
        ExperimentBoard board = new ExperimentBoard();
        for (int i = 0; i < stored.length; i++) {
            RecordedEvent recorded = codec.decode(i + 1L, stored[i]);
            core.apply(recorded);
            board.apply(recorded);
        }
        return board;
    }

    /** Reads keys and values. */
    @Benchmark
    public long bareScan() throws RocksDBException {
        return Objects.requireNonNull(bare, "bare").scan();
    }

    private long read(Consumer<RecordedEvent> consumer) {
        long[] count = {0};
        log.read(1, recorded -> {
            consumer.accept(recorded);
            count[0]++;
            return true;
        });
        if (count[0] != log.lastPosition() || count[0] <= events) {
            throw new IllegalStateException(count[0] + " events read (expected: " + log.lastPosition() + ")");
        }
        return count[0];
    }

    /** Appends in batches. */
    private static final class Appender {

        private final RocksEventLog log;
        private final List<RecordedEvent> batch = new ArrayList<>(BATCH);
        private long position;

        Appender(RocksEventLog log) {
            this.log = log;
        }

        void add(Event event) {
            batch.add(SampleEvents.recorded(++position, event));
            if (batch.size() == BATCH) {
                flush();
            }
        }

        void flush() {
            log.append(batch);
            batch.clear();
        }
    }
}
