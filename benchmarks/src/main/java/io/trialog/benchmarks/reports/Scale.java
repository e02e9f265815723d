package io.trialog.benchmarks.reports;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.adapter.rocksdb.RocksEventLog;
import io.trialog.benchmarks.Latencies;
import io.trialog.benchmarks.Machine;
import io.trialog.benchmarks.NamedArguments;
import io.trialog.benchmarks.ScratchDirectory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures a server with thousands of running trials, in one experiment and in many, that all report at once; and what people
 * wait for who look at it meanwhile. Next to a server with a few trials: what grows with their number shows as a difference.
 */
final class Scale {

    private static final Duration IDLE = Duration.ofSeconds(3);

    private final ScalePlan plan;
    private final PrintStream out;

    Scale(ScalePlan plan, PrintStream out) {
        this.plan = plan;
        this.out = out;
    }

    /** How long an address took to answer. */
    record Look(double medianMillis, double p99Millis) {

        static Look of(Latencies latencies) {
            return new Look(latencies.millis(0.5), latencies.millis(0.99));
        }
    }

    /**
     * What came out for one server.
     *
     * @param startSeconds from its start until all trials ran
     * @param list the list of experiments under load
     * @param page the newest fifty trials of one experiment under load
     * @param idlePercent of one processor when nobody reports
     * @param threads after the load
     */
    record Result(
            ScalePlan.Size size,
            double startSeconds,
            Measurement load,
            Look list,
            Look page,
            double idlePercent,
            double residentMegabytes,
            int threads) {}

    /** Measures and prints. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (NamedArguments.wantHelp(arguments)) {
            System.out.println(ScalePlan.USAGE);
            return;
        }
        ScalePlan plan;
        try {
            plan = ScalePlan.read(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(64);
            return;
        }
        new Scale(plan, System.out).run();
    }

    void run() throws IOException, InterruptedException {
        out.println(Machine.describe() + "; client and servers share the machine");
        out.printf("%d connections, requests of one report, every answer after an fsync%n%n", plan.connections());
        printHead();
        List<Result> results = new ArrayList<>();
        for (ScalePlan.Size size : plan.sizes()) {
            try (ScratchDirectory scratch = ScratchDirectory.create()) {
                Result result = measure(size, scratch.path().resolve("data"));
                print(result);
                results.add(result);
            }
        }
        new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValue(ScratchDirectory.target().resolve("scale.json").toFile(), results);
    }

    private Result measure(ScalePlan.Size size, Path data) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        List<Reporter> reporters;
        Result result;
        try (ServerProcess server = ServerProcess.start(
                DurableServer.class,
                size.experiments() * size.trials(),
                data.toString(),
                Integer.toString(size.experiments()),
                Integer.toString(size.trials()))) {
            Contender trialog = new Contender(server, server.invitations(), Expectation.ALL_ACCEPTED);
            double startSeconds = (System.nanoTime() - begin) / 1e9;
            reporters = trialog.reporters();
            String first = server.invitations().get(0).key().experimentId();
            try (Onlooker list = new Onlooker(server.url().resolve("/api/v1/experiments"));
                    Onlooker page = new Onlooker(
                            server.url().resolve("/api/v1/experiments/" + first + "/trials?sort=-number&limit=50"))) {
                Measurement load = trialog.measureAll(plan.connections(), plan.warmUp(), plan.measured());
                result = new Result(size, startSeconds, load, Look.of(list.end()), Look.of(page.end()), 0, 0, 0);
            }
            result = atRest(result, server);
        }
        try (RocksEventLog log = RocksEventLog.openReadOnly(data.resolve("log"))) {
            long unused = LogCheck.check(log, reporters);
        }
        return result;
    }

    private static Result atRest(Result result, ServerProcess server) throws IOException, InterruptedException {
        Duration before = server.cpuTime();
        Thread.sleep(IDLE.toMillis());
        double percent = 100.0 * server.cpuTime().minus(before).toNanos() / IDLE.toNanos();
        ProcessStatus status = ProcessStatus.of(server.pid());
        return new Result(
                result.size,
                result.startSeconds,
                result.load,
                result.list,
                result.page,
                percent,
                status.residentMegabytes(),
                status.threads());
    }

    private void printHead() {
        out.printf(
                "%-12s %-8s %8s %10s %8s %8s %10s %16s %16s %7s %8s %8s%n",
                "experiments",
                "trials",
                "start s",
                "reports/s",
                "p50 ms",
                "p99 ms",
                "server CPU",
                "list p50/p99 ms",
                "page p50/p99 ms",
                "idle %",
                "RSS MB",
                "threads");
        out.printf("%-12s %-8s %48s%n", "", "in each", "us/report");
    }

    private void print(Result result) {
        out.printf(
                Locale.ROOT,
                "%-12d %-8d %8.1f %,10.0f %8.3f %8.3f %10.0f %8.1f/%-7.1f %8.1f/%-7.1f %7.1f %8.0f %8d%n",
                result.size.experiments(),
                result.size.trials(),
                result.startSeconds,
                result.load.reportsPerSecond(),
                result.load.medianMillis(),
                result.load.p99Millis(),
                result.load.serverCpuMicros(),
                result.list.medianMillis(),
                result.list.p99Millis(),
                result.page.medianMillis(),
                result.page.p99Millis(),
                result.idlePercent,
                result.residentMegabytes,
                result.threads);
    }
}
