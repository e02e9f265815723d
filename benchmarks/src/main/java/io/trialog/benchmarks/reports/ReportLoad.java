package io.trialog.benchmarks.reports;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.adapter.rocksdb.RocksEventLog;
import io.trialog.benchmarks.Machine;
import io.trialog.benchmarks.ScratchDirectory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures reports over HTTP: the durable server next to a bare handler, each in a JVM of its own with the same options, in
 * one run. At the end the durable server is killed, and its log must hold exactly what it acknowledged.
 */
public final class ReportLoad {

    /** Connections of the first, unmeasured load, in which the servers' code is compiled. */
    private static final int FIRST_CONNECTIONS = 16;

    private final LoadPlan plan;
    private final boolean profiled;
    private final PrintStream out;
    private final Map<String, List<Measurement>> measurements = new LinkedHashMap<>();

    /**
     * A run.
     *
     * @param profiled whether to say where the durable server spends its time, which slows it down
     */
    ReportLoad(LoadPlan plan, boolean profiled, PrintStream out) {
        this.plan = plan;
        this.profiled = profiled;
        this.out = out;
    }

    /** Runs what the arguments say; see {@code --help}. */
    public static void main(String[] arguments) throws IOException {
        if (List.of(arguments).contains("--help")) {
            System.out.println(LoadArguments.USAGE);
            return;
        }
        LoadArguments read;
        try {
            read = LoadArguments.read(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        try (ScratchDirectory scratch =
                read.data().isPresent() ? ScratchDirectory.createIn(read.data().get()) : ScratchDirectory.create()) {
            new ReportLoad(read.plan(), read.profile(), System.out).run(scratch);
        }
    }

    /**
     * Measures, prints and checks.
     *
     * @param scratch for the durable server's data
     * @return the number of reports in the log
     * @throws IllegalStateException when a server answered wrongly or the log is not what was acknowledged
     */
    long run(ScratchDirectory scratch) throws IOException {
        out.println(Machine.describe() + "; client and servers share the machine");
        out.println("Data on " + scratch.fileSystem() + "; " + DiskProbe.describe(scratch.path()));
        out.println("Both servers: java " + String.join(" ", ServerProcess.JVM_OPTIONS));
        out.println();
        Path data = scratch.path().resolve("data");
        List<Reporter> reporters = measure(data);
        try (RocksEventLog log = RocksEventLog.openReadOnly(data.resolve("log"))) {
            long reports = LogCheck.check(log, reporters);
            out.println();
            out.printf(
                    "The server was killed; its log holds exactly the %,d reports that were acknowledged.%n", reports);
            return reports;
        }
    }

    private List<Reporter> measure(Path data) throws IOException {
        try (ServerProcess durable = durable(data);
                ServerProcess bare = ServerProcess.start(BareServer.class, 0)) {
            List<Invitation> invitations = durable.invitations();
            Contender trialog = new Contender(durable, invitations, Expectation.ALL_ACCEPTED);
            Contender ceiling = new Contender(bare, invitations, Expectation.STATUS_200);
            LoadTable.header().forEach(out::println);
            for (int batch : plan.batches()) {
                heat(ceiling, batch);
                heat(trialog, batch);
                for (int connections : plan.connections()) {
                    compare(ceiling, trialog, connections, batch);
                }
            }
            save();
            if (profiled) {
                out.println();
                Files.readAllLines(profile(data)).forEach(out::println);
            }
            return trialog.reporters();
        }
    }

    private ServerProcess durable(Path data) throws IOException {
        int trials = plan.reporters();
        List<String> arguments = new ArrayList<>(List.of(data.toString(), "1", Integer.toString(trials)));
        if (profiled) {
            arguments.add(profile(data).toString());
        }
        return ServerProcess.start(DurableServer.class, trials, arguments.toArray(String[]::new));
    }

    private static Path profile(Path data) {
        return data.resolveSibling("profile");
    }

    private void heat(Contender contender, int batch) throws IOException {
        contender.measure(Math.min(FIRST_CONNECTIONS, plan.reporters()), batch, plan.warmUp(), plan.measured());
    }

    private void compare(Contender ceiling, Contender trialog, int connections, int batch) throws IOException {
        Duration warmUp = plan.warmUp();
        Measurement bare = ceiling.measure(connections, batch, warmUp, plan.measured());
        Measurement durable = trialog.measure(connections, batch, warmUp, plan.measured());
        LoadTable.rows(bare, durable).forEach(out::println);
        measurements.computeIfAbsent("bare", unused -> new ArrayList<>()).add(bare);
        measurements.computeIfAbsent("trialog", unused -> new ArrayList<>()).add(durable);
    }

    private void save() throws IOException {
        new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValue(
                        ScratchDirectory.target().resolve("load-reports.json").toFile(), measurements);
    }
}
