package io.trialog.benchmarks.restart;

import io.trialog.benchmarks.Machine;
import io.trialog.benchmarks.NamedArguments;
import io.trialog.benchmarks.ScratchDirectory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * Measures starts of the real server on a data directory with a long past, from the start of its process to its first answer over
 * HTTP: without snapshots, with those of a proper stop, and on an almost empty directory; next to a process that scans the same
 * log with a bare RocksDB. The files are in the operating system's cache, so the disk has little part in this.
 */
final class Restart {

    private final RestartPlan plan;
    private final PrintStream out;

    Restart(RestartPlan plan, PrintStream out) {
        this.plan = plan;
        this.out = out;
    }

    /** Measures and prints. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (NamedArguments.wantHelp(arguments)) {
            System.out.println(RestartPlan.USAGE);
            return;
        }
        RestartPlan plan;
        try {
            plan = RestartPlan.read(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(64);
            return;
        }
        try (ScratchDirectory scratch = ScratchDirectory.create()) {
            new Restart(plan, System.out).run(scratch.path());
        }
    }

    void run(Path scratch) throws IOException, InterruptedException {
        out.println(Machine.describe() + "; the fastest of " + plan.starts() + " starts each");
        Path data = Files.createDirectories(scratch.resolve("data"));
        Path log = data.resolve("log");
        long events = LongLife.write(log, plan.events(), plan.trials());
        Path small = Files.createDirectories(scratch.resolve("small"));
        LongLife.write(small.resolve("log"), 1, 1);
        out.printf(Locale.ROOT, "%,d events of %,d trials, log %,d MB%n%n", events, plan.trials(), megabytes(log));
        out.printf("%-40s %10s %14s%n", "", "seconds", "events/s");
        Duration nothing = fastest(new ServedDirectory(small, plan.jar())::killedStart);
        row("start, hardly any events", nothing, 0);
        row("bare scan, a process", fastest(() -> scan(log)), events);
        ServedDirectory served = new ServedDirectory(data, plan.jar());
        Path snapshots = data.resolve("snapshots");
        Duration without = fastest(() -> {
            deleteAll(snapshots);
            return served.killedStart();
        });
        row("start without a snapshot", without, events);
        row("  of it for the events", without.minus(nothing), events);
        deleteAll(snapshots);
        served.properStart(); // its end writes the snapshots
        row("start with a snapshot, " + megabytes(snapshots) + " MB", fastest(served::properStart), 0);
    }

    /** A measured action. */
    @FunctionalInterface
    private interface Start {
        Duration measure() throws IOException, InterruptedException;
    }

    private Duration fastest(Start start) throws IOException, InterruptedException {
        Duration fastest = start.measure();
        for (int i = 1; i < plan.starts(); i++) {
            Duration next = start.measure();
            fastest = next.compareTo(fastest) < 0 ? next : fastest;
        }
        return fastest;
    }

    private static Duration scan(Path log) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BareScan.class.getName(),
                        log.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getInputStream().readAllBytes();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the scan ended with exit code " + process.exitValue());
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private void row(String what, Duration took, long events) {
        double seconds = took.toNanos() / 1e9;
        out.printf(
                Locale.ROOT,
                "%-40s %10.2f %14s%n",
                what,
                seconds,
                events == 0 || seconds <= 0 ? "" : String.format(Locale.ROOT, "%,.0f", events / seconds));
    }

    private static long megabytes(Path folder) throws IOException {
        long bytes = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                bytes += Files.size(file);
            }
        }
        return Math.round(bytes / 1e6);
    }

    private static void deleteAll(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        } catch (NoSuchFileException e) {
            // there is none yet
        }
    }
}
