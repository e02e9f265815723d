package io.trialog.benchmarks.memory;

import io.trialog.benchmarks.AnsweringProcess;
import io.trialog.benchmarks.Machine;
import io.trialog.benchmarks.NamedArguments;
import io.trialog.benchmarks.ScratchDirectory;
import io.trialog.benchmarks.ServerProgram;
import io.trialog.benchmarks.coldstart.ResidentMemory;
import io.trialog.benchmarks.restart.LongLife;
import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Measures the memory of real servers that know more and more trials, and of such that know as many trials that reported more and more: what is in use in the
 * heap after a full collection, and what the system counts for the process. The servers read it all from the log.
 */
final class MemoryUse {

    private static final Pattern USED = Pattern.compile("used (\\d+)K");
    private static final double KIB_PER_MB = 1e6 / 1024;
    private static final double MILLION = 1e6;

    private final int trials;
    private final int reports;
    private final @Nullable Path jar;
    private final PrintStream out;

    /**
     * @param trials how many the largest server has; ten times as many as the smallest
     * @param reports how many each trial makes of the server with most
     * @param jar the server; null for the classes of this build
     */
    MemoryUse(int trials, int reports, @Nullable Path jar, PrintStream out) {
        this.trials = trials;
        this.reports = reports;
        this.jar = jar;
        this.out = out;
    }

    /**
     * In megabytes.
     *
     * @param heap in use after a full collection, metaspace not counted
     * @param resident of the process
     */
    private record Use(double heap, double resident) {}

    /** Measures and prints. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (NamedArguments.wantHelp(arguments)) {
            System.out.println("memory [--trials 100000] [--reports 500] [--jar FILE]");
            return;
        }
        NamedArguments named = new NamedArguments(arguments);
        int trials = named.number("--trials", 100_000);
        int reports = named.number("--reports", 500);
        Path jar = named.file("--jar");
        try {
            named.check();
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(64);
        }
        try (ScratchDirectory scratch = ScratchDirectory.create()) {
            new MemoryUse(trials, reports, jar, System.out).run(scratch.path());
        }
    }

    void run(Path scratch) throws IOException, InterruptedException {
        int fewer = Math.max(1, trials / 10);
        out.println(Machine.describe());
        out.printf(Locale.ROOT, "%n%-46s %12s %14s%n", "", "heap MB", "resident MB");
        row("hardly any trial", measure(scratch.resolve("none"), 1, 1));
        Use few = measure(scratch.resolve("few"), fewer, 1);
        row(String.format(Locale.ROOT, "%,d trials with a report each", fewer), few);
        Use many = measure(scratch.resolve("many"), trials, 1);
        row(String.format(Locale.ROOT, "%,d trials with a report each", trials), many);
        Use talkative = measure(scratch.resolve("talkative"), fewer, reports);
        double reported = (double) fewer * reports;
        row(String.format(Locale.ROOT, "%,d trials with %,d reports each", fewer, reports), talkative);
        double more = (trials - fewer) / MILLION;
        out.printf(Locale.ROOT, "%n%-46s %12s %14s%n", "", "heap", "resident");
        out.printf(
                Locale.ROOT,
                "%-46s %,12.0f %,14.0f%n",
                "bytes for each trial",
                (many.heap() - few.heap()) / more,
                (many.resident() - few.resident()) / more);
        out.printf(
                Locale.ROOT,
                "%-46s %12.2f %14.2f%n",
                "bytes for each report of two numbers",
                (talkative.heap() - few.heap()) * MILLION / reported,
                (talkative.resident() - few.resident()) * MILLION / reported);
    }

    private void row(String what, Use use) {
        out.printf(Locale.ROOT, "%-46s %12.1f %14.1f%n", what, use.heap(), use.resident());
    }

    private Use measure(Path folder, int count, int each) throws IOException, InterruptedException {
        Path data = Files.createDirectories(folder.resolve("data"));
        // of each trial's events, six are no reports
        LongLife.write(data.resolve("log"), (long) count * (each + 6), count);
        start(data).stop(); // leaves snapshots and series, so that the one measured has nothing to make
        try (AnsweringProcess server = start(data)) {
            awaitSeries(server);
            jcmd(server, "GC.run");
            Matcher used = USED.matcher(jcmd(server, "GC.heap_info")
                    .lines()
                    .filter(line -> !line.contains("etaspace") && !line.contains("class space"))
                    .reduce("", (a, b) -> a + "\n" + b));
            double heap = 0;
            while (used.find()) {
                heap += Long.parseLong(used.group(1)) / KIB_PER_MB;
            }
            return new Use(heap, ResidentMemory.of(server.pid()).all());
        }
    }

    private AnsweringProcess start(Path data) throws IOException {
        int port = ServerProgram.freePort();
        AnsweringProcess server = AnsweringProcess.start(
                new ServerProgram(jar).serving(ServerProgram.LAUNCHER_OPTIONS, data, port),
                port,
                "/api/v1/experiments",
                data.resolveSibling("server.log"));
        awaitSeries(server);
        return server;
    }

    private static void awaitSeries(AnsweringProcess server) throws IOException {
        while (true) {
            HttpURLConnection connection = (HttpURLConnection) server.url()
                    .resolve("/api/v1/experiments/q3kx9abd/curves?limit=1")
                    .toURL()
                    .openConnection();
            if (connection.getResponseCode() == HttpURLConnection.HTTP_OK) {
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private static String jcmd(AnsweringProcess server, String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(ServerProgram.java()).resolveSibling("jcmd").toString(),
                        Long.toString(server.pid()),
                        command)
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("jcmd " + command + ": " + printed);
        }
        return printed;
    }
}
