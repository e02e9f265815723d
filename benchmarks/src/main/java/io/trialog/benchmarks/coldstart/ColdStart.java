package io.trialog.benchmarks.coldstart;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures starts of the real server on an empty directory, from the start of its process to its first answer over HTTP, and its
 * memory a while later: with several sets of options for java, next to a java that only tells its version and a bare HTTP
 * server. The files are in the operating system's cache.
 */
final class ColdStart {

    static final String QUESTION = "/api/v1/experiments";

    /** The quantile of the first one, however many there are. */
    private static final double FASTEST = Double.MIN_VALUE;

    private final ColdStartPlan plan;
    private final ServerProgram program;
    private final PrintStream out;

    ColdStart(ColdStartPlan plan, PrintStream out) {
        this.plan = plan;
        this.program = new ServerProgram(plan.jar());
        this.out = out;
    }

    /** Measures and prints. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (NamedArguments.wantHelp(arguments)) {
            System.out.println(ColdStartPlan.USAGE);
            return;
        }
        ColdStartPlan plan;
        try {
            plan = ColdStartPlan.read(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(64);
            return;
        }
        try (ScratchDirectory scratch = ScratchDirectory.create()) {
            new ColdStart(plan, System.out).run(scratch.path());
        }
    }

    void run(Path scratch) throws IOException, InterruptedException {
        out.println(Machine.describe() + "; " + plan.starts() + " starts each");
        out.printf("trialog: %s serve; the launcher's options: %s%n%n", program.name(), String.join(" ", launcher()));
        out.printf("%-48s %10s %10s %10s %10s%n", "", "median s", "fastest s", "RSS MB", "own MB");
        javaVersion();
        row("bare Vert.x, the launcher's options", port -> bareVertx(port), scratch);
        trialog("trialog, no options", List.of(), scratch);
        trialog("trialog, the launcher's options", launcher(), scratch);
        trialog("  and the heap that java begins with by itself", launcher("-XX:InitialHeapSize=0"), scratch);
        trialog("  without the JDK's class archive", launcher("-Xshare:off"), scratch);
        trialog("  only the first compiler", launcher("-XX:TieredStopAtLevel=1"), scratch);
        if (plan.jar() != null) {
            Path archive = scratch.resolve("trialog.jsa");
            ClassArchive.make(program, archive);
            String shared = "-XX:SharedArchiveFile=" + archive;
            trialog("  with a class archive of its own", launcher(shared), scratch);
            trialog("    and only the first compiler", launcher(shared, "-XX:TieredStopAtLevel=1"), scratch);
        }
    }

    private static List<String> launcher(String... more) {
        List<String> options = new ArrayList<>(ServerProgram.LAUNCHER_OPTIONS);
        options.addAll(List.of(more));
        return options;
    }

    private void javaVersion() throws IOException, InterruptedException {
        Latencies starts = new Latencies();
        for (int i = 0; i < plan.starts(); i++) {
            List<String> command = new ArrayList<>(List.of(ServerProgram.java()));
            command.addAll(launcher("-version"));
            long begin = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + " ended with exit code " + process.exitValue());
            }
            starts.add(System.nanoTime() - begin);
        }
        out.println(times("java -version, to its end", starts).stripTrailing());
    }

    private static ProcessBuilder bareVertx(int port) {
        List<String> command = new ArrayList<>(List.of(ServerProgram.java()));
        command.addAll(launcher("-cp", System.getProperty("java.class.path"), BareVertx.class.getName()));
        command.add(Integer.toString(port));
        return new ProcessBuilder(command);
    }

    private void trialog(String what, List<String> options, Path scratch) throws IOException, InterruptedException {
        row(what, port -> program.serving(options, Files.createTempDirectory(scratch, "data"), port), scratch);
    }

    /** What is started to listen on a port. */
    @FunctionalInterface
    private interface Contender {
        ProcessBuilder on(int port) throws IOException;
    }

    private void row(String what, Contender contender, Path scratch) throws IOException, InterruptedException {
        Latencies starts = new Latencies();
        ResidentMemory memory = new ResidentMemory(Double.NaN, Double.NaN);
        for (int i = 0; i < plan.starts(); i++) {
            int port = ServerProgram.freePort();
            try (AnsweringProcess server =
                    AnsweringProcess.start(contender.on(port), port, QUESTION, scratch.resolve("server.log"))) {
                starts.add(server.took().toNanos());
                if (i == plan.starts() - 1) {
                    Thread.sleep(plan.idleMillis());
                    memory = ResidentMemory.of(server.pid());
                }
            }
        }
        out.printf(Locale.ROOT, "%s %10.0f %10.0f%n", times(what, starts), memory.all(), memory.own());
    }

    private static String times(String what, Latencies starts) {
        return String.format(
                Locale.ROOT, "%-48s %10.2f %10.2f", what, starts.millis(0.5) / 1e3, starts.millis(FASTEST) / 1e3);
    }
}
