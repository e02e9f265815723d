package io.trialog.benchmarks.series;

import com.sun.management.OperatingSystemMXBean;
import io.trialog.adapter.rocksdb.Durability;
import io.trialog.adapter.rocksdb.RocksEventLog;
import io.trialog.adapter.rocksdb.RocksStorePlace;
import io.trialog.benchmarks.Machine;
import io.trialog.benchmarks.NamedArguments;
import io.trialog.benchmarks.ScratchDirectory;
import io.trialog.event.RecordedEvent;
import io.trialog.port.SortedStore;
import io.trialog.port.SortedStorePlace;
import io.trialog.projection.series.SeriesProjection;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Measures what a report costs the projection of series, next to RocksDB writing the same bytes; whether the log's writer feels it; and how long
 * curves of different lengths take.
 */
final class SeriesCosts {

    private static final int BATCH = 256;
    /** How many reports there are between two writes: of a server with 15,000 reports a second. */
    private static final int HALF_A_SECOND = 7_500;

    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final int POINTS = 100;
    private static final int MANY = 200;

    /** By the clock, and of all processors. */
    private record Cost(long nanos, long processorNanos) {
        Cost plus(Cost more) {
            return new Cost(nanos + more.nanos, processorNanos + more.processorNanos);
        }
    }

    private final int reports;
    private final int trials;
    private final int requests;
    private final PrintStream out;

    /**
     * @param reports how many are written, and how long the longest curve is
     * @param requests how often a curve is asked for
     */
    SeriesCosts(int reports, int trials, int requests, PrintStream out) {
        this.reports = reports;
        this.trials = trials;
        this.requests = requests;
        this.out = out;
    }

    /** Measures and prints. */
    public static void main(String[] arguments) {
        if (NamedArguments.wantHelp(arguments)) {
            System.out.println("series [--reports 999999] [--trials 100] [--requests 2000]");
            return;
        }
        NamedArguments named = new NamedArguments(arguments);
        int reports = named.number("--reports", 999_999);
        int trials = named.number("--trials", 100);
        int requests = named.number("--requests", 2000);
        try {
            named.check();
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(64);
        }
        try (ScratchDirectory scratch = ScratchDirectory.create()) {
            new SeriesCosts(reports, trials, requests, System.out).run(scratch.path());
        }
    }

    void run(Path scratch) {
        out.println(Machine.describe());
        out.printf(Locale.ROOT, "%,d reports of two numbers each, of %,d trials in turn%n%n", reports, trials);
        out.printf("%-62s %10s %12s %10s%n", "", "us/report", "reports/s", "CPU us");
        warmUp(scratch.resolve("warm"));
        try (RocksEventLog log = log(scratch.resolve("log"))) {
            row("writing the log alone, without sync", append(log, new ReportLog(), null));
            row("reading the log alone", cost(() -> log.read(1, event -> true)));
            catchUpNextToBareStore(log, scratch);
        }
        try (RocksEventLog log = log(scratch.resolve("handed"))) {
            row(
                    "the projection in a server: handed over, folded, written",
                    handOver(log, new RocksStorePlace(scratch.resolve("handing"))));
        }
        try (RocksEventLog log = log(scratch.resolve("followed"));
                SeriesProjection projection = new SeriesProjection(
                        log, new RocksStorePlace(scratch.resolve("following")), PATIENCE, PATIENCE)) {
            projection.start();
            row("writing the log while the projection follows", append(log, new ReportLog(), projection));
            out.printf(
                    Locale.ROOT,
                    "%-62s %10s %12s%n",
                    "  its delay at the end, in reports",
                    "",
                    String.format(Locale.ROOT, "%,d", projection.behind()));
        }
        curves(scratch.resolve("curves"));
    }

    /** In a method of its own, so that the recorded batches do not take the memory of what is measured next. */
    private void catchUpNextToBareStore(RocksEventLog log, Path scratch) {
        RecordingPlace place = new RecordingPlace(new RocksStorePlace(scratch.resolve("series")));
        row("the projection: read, folded, written", cost(() -> catchUp(log, place)));
        SortedStorePlace bare = new RocksStorePlace(scratch.resolve("bare"));
        row("of it RocksDB: the same batches, written by nobody else", cost(() -> write(place.batches(), bare)));
    }

    private void warmUp(Path folder) {
        try (RocksEventLog log = log(folder.resolve("log"))) {
            append(log, new ReportLog(), null, Math.min(reports, 200_000));
            catchUp(log, new RocksStorePlace(folder.resolve("series")));
        }
    }

    private static RocksEventLog log(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return RocksEventLog.open(folder, Durability.OS);
    }

    private Cost append(RocksEventLog log, ReportLog events, @Nullable SeriesProjection follower) {
        return append(log, events, follower, reports);
    }

    /** The time spent in writing alone, not in making events. */
    private Cost append(RocksEventLog log, ReportLog events, @Nullable SeriesProjection follower, int count) {
        log.append(events.beginning());
        long nanos = 0;
        long cpu = 0;
        for (int done = 0; done < count; done += BATCH) {
            List<RecordedEvent> batch = events.reports(Math.min(BATCH, count - done), trials, 0);
            Cost cost = cost(() -> {
                log.append(batch);
                if (follower != null) {
                    follower.committed(batch);
                }
            });
            nanos += cost.nanos();
            cpu += cost.processorNanos();
        }
        return new Cost(nanos, cpu);
    }

    private static void catchUp(RocksEventLog log, SortedStorePlace place) {
        try (SeriesProjection projection = new SeriesProjection(log, place, PATIENCE, PATIENCE)) {
            projection.start();
            projection.read(log.lastPosition(), reader -> true);
        }
    }

    /** The projection hears of events as in a server, and writes as often. The time without that of making events and writing the log. */
    private Cost handOver(RocksEventLog log, SortedStorePlace place) {
        ReportLog events = new ReportLog();
        SeriesProjection projection = new SeriesProjection(log, place, PATIENCE, PATIENCE);
        projection.start();
        Cost all = handOver(log, List.of(events.beginning()), projection);
        for (int done = 0; done < reports; done += HALF_A_SECOND) {
            List<List<RecordedEvent>> batches = new ArrayList<>();
            for (int left = Math.min(HALF_A_SECOND, reports - done); left > 0; left -= BATCH) {
                batches.add(events.reports(Math.min(BATCH, left), trials, 0));
            }
            all = all.plus(handOver(log, batches, projection));
        }
        return all.plus(cost(projection::close));
    }

    private static Cost handOver(RocksEventLog log, List<List<RecordedEvent>> batches, SeriesProjection projection) {
        batches.forEach(log::append);
        return cost(() -> {
            batches.forEach(projection::committed);
            projection.read(log.lastPosition(), reader -> true);
        });
    }

    private static void write(List<List<SortedStore.Change>> batches, SortedStorePlace place) {
        try (SortedStore store = place.open()) {
            batches.forEach(store::write);
        }
    }

    private static Cost cost(Runnable work) {
        long cpu = processorNanos();
        long begin = System.nanoTime();
        work.run();
        return new Cost(System.nanoTime() - begin, processorNanos() - cpu);
    }

    /** Of all threads of this process, RocksDB's own among them. */
    private static long processorNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private void row(String what, Cost cost) {
        double micros = cost.nanos() / 1e3 / reports;
        out.printf(
                Locale.ROOT,
                "%-62s %10.2f %,12.0f %10.2f%n",
                what,
                micros,
                1e6 / micros,
                cost.processorNanos() / 1e3 / reports);
    }

    /** Trial 0 has a thousandth of the reports, trial 1 a tenth, trial 2 all; the others as many as trial 0. */
    private void curves(Path folder) {
        out.printf(Locale.ROOT, "%n%-62s %10s %12s%n", "", "p50 us", "p99 us");
        int few = Math.max(1, reports / 1000);
        try (RocksEventLog log = log(folder.resolve("log"))) {
            ReportLog events = new ReportLog();
            log.append(events.beginning());
            int[] sizes = {few, Math.max(1, reports / 10), reports};
            for (int trial = 0; trial < sizes.length; trial++) {
                appendAll(log, events, sizes[trial], trial);
            }
            for (int trial = sizes.length; trial < MANY; trial++) {
                appendAll(log, events, few, trial);
            }
            try (SeriesProjection projection =
                    new SeriesProjection(log, new RocksStorePlace(folder.resolve("series")), PATIENCE, PATIENCE)) {
                projection.start();
                long all = log.lastPosition();
                projection.read(all, reader -> true);
                for (int trial = 0; trial < sizes.length; trial++) {
                    long chosen = trial;
                    long size = sizes[trial];
                    SplittableRandom random = new SplittableRandom(7);
                    latencies(
                            String.format(Locale.ROOT, "%d points of a curve of %,d", POINTS, size),
                            requests,
                            () -> projection.read(
                                    all, reader -> reader.sample(ReportLog.key(chosen), 0, size, POINTS)));
                    latencies(String.format(Locale.ROOT, "  of any part of it, as of any time"), requests, () -> {
                        long position = random.nextLong(all);
                        projection.read(all, reader -> {
                            long known = reader.sizeAsOf(ReportLog.key(chosen), position);
                            return reader.sample(ReportLog.key(chosen), random.nextLong(known + 1), known, POINTS);
                        });
                    });
                }
                latencies(
                        String.format(Locale.ROOT, "%d points each of %d curves", POINTS, MANY),
                        Math.max(1, requests / MANY),
                        () -> projection.read(all, reader -> {
                            for (long trial = 0; trial < MANY; trial++) {
                                reader.sample(ReportLog.key(trial), 0, Long.MAX_VALUE, POINTS);
                            }
                            return true;
                        }));
                latencies(
                        String.format(Locale.ROOT, "ceiling of old: a read of the log for each of %,d points", few),
                        Math.max(1, requests / MANY),
                        () -> {
                            for (long position = 2; position < 2 + few; position++) {
                                var unused = log.at(position).orElseThrow();
                            }
                        });
            }
        }
    }

    private static void appendAll(RocksEventLog log, ReportLog events, int count, long trial) {
        for (int done = 0; done < count; done += BATCH) {
            log.append(events.reports(Math.min(BATCH, count - done), 1, trial));
        }
    }

    private void latencies(String what, int times, Runnable request) {
        for (int i = 0; i < times / 4; i++) {
            request.run();
        }
        long[] nanos = new long[times];
        for (int i = 0; i < times; i++) {
            long begin = System.nanoTime();
            request.run();
            nanos[i] = System.nanoTime() - begin;
        }
        Arrays.sort(nanos);
        out.printf(
                Locale.ROOT,
                "%-62s %,10.0f %,12.0f%n",
                what,
                nanos[times / 2] / 1e3,
                nanos[(int) (times * 0.99)] / 1e3);
    }
}
