package io.trialog.benchmarks.turnover;

import io.trialog.adapter.rocksdb.RocksEventLog;
import io.trialog.benchmarks.AnsweringProcess;
import io.trialog.benchmarks.Latencies;
import io.trialog.benchmarks.Machine;
import io.trialog.benchmarks.NamedArguments;
import io.trialog.benchmarks.ScratchDirectory;
import io.trialog.benchmarks.ServerProgram;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures how fast one trial follows another in the real server, which runs in a JVM of its own and runs real processes: from the
 * end of one to the start of the next, ten short ones from the request to the end, and many on several slots. Next to a loop
 * that starts the same processes without a server.
 */
final class Turnover {

    private static final int FEW = 10;
    private static final int FILES = 100;

    private final TurnoverPlan plan;
    private final ServerProgram program;
    private final PrintStream out;

    Turnover(TurnoverPlan plan, PrintStream out) {
        this.plan = plan;
        this.program = new ServerProgram(plan.jar());
        this.out = out;
    }

    /** Measures and prints. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (NamedArguments.wantHelp(arguments)) {
            System.out.println(TurnoverPlan.USAGE);
            return;
        }
        TurnoverPlan plan;
        try {
            plan = TurnoverPlan.read(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(64);
            return;
        }
        try (ScratchDirectory scratch = ScratchDirectory.create()) {
            new Turnover(plan, System.out).run(scratch.path());
        }
    }

    void run(Path scratch) throws IOException, InterruptedException {
        out.println(Machine.describe() + "; trials and server share the machine");
        out.printf("server: %s, java %s%n", program.name(), String.join(" ", ServerProgram.LAUNCHER_OPTIONS));
        Latencies newFiles = newFiles(Files.createDirectory(scratch.resolve("files")));
        List<Comparison> all = compare(
                List.of(
                        new Workload("first", FEW, 1, 0),
                        new Workload("turns", plan.turns(), 1, 0),
                        new Workload("later", FEW, 1, 0),
                        new Workload("slots", plan.trials(), plan.slots(), plan.runMillis())),
                scratch);
        printTurns(all.get(1), newFiles);
        printFew(all.get(0), all.get(2));
        printSlots(all.get(3));
    }

    /** A workload, without a server and with it. */
    private record Comparison(Workload workload, BareTrials bare, Course served) {}

    private List<Comparison> compare(List<Workload> workloads, Path scratch) throws IOException, InterruptedException {
        List<BareTrials> bare = new ArrayList<>();
        for (Workload workload : workloads) {
            bare.add(BareTrials.run(workload, Files.createDirectory(scratch.resolve(workload.name()))));
        }
        Path data = scratch.resolve("data");
        List<Instant> asked = serve(workloads, data);
        List<Comparison> all = new ArrayList<>();
        try (RocksEventLog log = RocksEventLog.openReadOnly(data.resolve("log"))) {
            for (int i = 0; i < workloads.size(); i++) {
                Workload workload = workloads.get(i);
                all.add(new Comparison(workload, bare.get(i), Course.read(log, data, workload, asked.get(i))));
            }
        }
        return all;
    }

    private List<Instant> serve(List<Workload> workloads, Path data) throws IOException, InterruptedException {
        int port = ServerProgram.freePort();
        try (AnsweringProcess server = AnsweringProcess.start(
                program.serving(ServerProgram.LAUNCHER_OPTIONS, data, port),
                port,
                "/api/v1/experiments",
                data.resolveSibling("server.log"))) {
            ServedExperiments experiments = new ServedExperiments(server.url());
            List<Instant> asked = new ArrayList<>();
            for (Workload workload : workloads) {
                asked.add(experiments.run(workload));
            }
            server.stop();
            return asked;
        }
    }

    /** A turn makes a dozen files and folders. Ext4 takes fifty times as long for each when many were deleted lately. */
    private static Latencies newFiles(Path folder) throws IOException {
        Latencies latencies = new Latencies();
        for (int i = 0; i < FILES; i++) {
            Path file = folder.resolve(Integer.toString(i));
            long begin = System.nanoTime();
            Files.createFile(file);
            latencies.add(System.nanoTime() - begin);
        }
        return latencies;
    }

    private void printTurns(Comparison turns, Latencies newFiles) {
        head("from the end of a trial to the start of the next", "median ms", "p99 ms");
        row("bare loop", Stamps.between(turns.bare.stamps()));
        row("trialog", turns.served.turns());
        row("  until the server has heard of the end", turns.served.untilHeard());
        row("  until it decides to start the next", turns.served.untilDecided());
        row("  until that runs", turns.served.untilStarted());
        row("a new, empty file", newFiles);
    }

    private void printFew(Comparison first, Comparison later) {
        head(FEW + " trials that do nothing, one at a time", "seconds", "");
        row("bare loop", first.bare.took(), "");
        row("trialog, its first experiment", first.served.took(), "");
        row("trialog, " + plan.turns() + " trials later", later.served.took(), "");
    }

    private void printSlots(Comparison slots) {
        head(
                plan.trials() + " trials of " + plan.runMillis() + " ms on " + plan.slots() + " slots",
                "seconds",
                "over ideal");
        Duration ideal = slots.workload.ideal();
        row("ideal", ideal, "");
        row("bare loops", slots.bare.took(), over(slots.bare.took(), ideal));
        row("trialog", slots.served.took(), over(slots.served.took(), ideal));
    }

    private void head(String what, String first, String second) {
        out.printf("%n%-50s %10s %10s%n", what, first, second);
    }

    private void row(String what, Latencies latencies) {
        out.printf(Locale.ROOT, "%-50s %10.2f %10.2f%n", what, latencies.millis(0.5), latencies.millis(0.99));
    }

    private void row(String what, Duration took, String more) {
        out.printf(Locale.ROOT, "%-50s %10.2f %10s%n", what, took.toNanos() / 1e9, more);
    }

    private static String over(Duration took, Duration ideal) {
        return String.format(Locale.ROOT, "%.1f%%", 100.0 * took.minus(ideal).toNanos() / ideal.toNanos());
    }
}
