package io.trialog.benchmarks.history;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.benchmarks.AnsweringProcess;
import io.trialog.benchmarks.Latencies;
import io.trialog.benchmarks.Machine;
import io.trialog.benchmarks.NamedArguments;
import io.trialog.benchmarks.ScratchDirectory;
import io.trialog.benchmarks.ServerProgram;
import io.trialog.benchmarks.history.AskedExperiment.Asked;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Measures one experiment with a long history: how long it takes to ask for a trial, to tell of one, to get a page of them, or all in
 * columns, and until all who follow the event stream have seen an end; with few trials, with ten times and with a hundred times as many. What
 * grows with history shows as a factor.
 */
final class History {

    private static final int PAGE = 100;

    private final HistoryPlan plan;
    private final ServerProgram program;
    private final PrintStream out;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    /** What was measured, by its name, for each number of trials: median milliseconds. */
    private final Map<String, List<Double>> medians = new LinkedHashMap<>();

    private final Instant begin = Instant.now();
    private int trials;

    History(HistoryPlan plan, PrintStream out) {
        this.plan = plan;
        this.program = new ServerProgram(plan.jar());
        this.out = out;
    }

    /** Something that is timed. */
    @FunctionalInterface
    private interface Step {
        void run() throws IOException, InterruptedException;
    }

    /** Measures and prints. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (NamedArguments.wantHelp(arguments)) {
            System.out.println(HistoryPlan.USAGE);
            return;
        }
        HistoryPlan plan;
        try {
            plan = HistoryPlan.read(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(64);
            return;
        }
        try (ScratchDirectory scratch = ScratchDirectory.create()) {
            new History(plan, System.out).run(scratch.path());
        }
        System.exit(0); // threads of the client's that still hold streams do not keep it
    }

    void run(Path scratch) throws IOException, InterruptedException {
        out.println(Machine.describe() + "; client and server share the machine");
        out.printf("server: %s, java %s%n", program.name(), String.join(" ", ServerProgram.LAUNCHER_OPTIONS));
        Path data = scratch.resolve("data");
        int port = ServerProgram.freePort();
        try (AnsweringProcess server = AnsweringProcess.start(
                program.serving(ServerProgram.LAUNCHER_OPTIONS, data, port),
                port,
                "/api/v1/experiments",
                scratch.resolve("server.log"))) {
            AskedExperiment experiment = AskedExperiment.create(server.url(), client);
            Viewers viewers = Viewers.open(plan.viewers(), experiment.events(), client);
            for (int level : plan.levels()) {
                grow(experiment, level);
                measure(experiment, viewers);
            }
        }
        print();
        new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValue(ScratchDirectory.target().resolve("history.json").toFile(), medians);
    }

    private void grow(AskedExperiment experiment, int level) throws InterruptedException {
        AtomicInteger left = new AtomicInteger(level - trials);
        ExecutorService threads = Executors.newFixedThreadPool(plan.workers());
        List<Future<?>> workers = new ArrayList<>();
        for (int i = 0; i < plan.workers(); i++) {
            workers.add(threads.submit(() -> {
                while (left.getAndDecrement() > 0) {
                    experiment.tell(experiment.ask());
                }
                return null;
            }));
        }
        threads.shutdown();
        for (Future<?> worker : workers) {
            try {
                worker.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a worker failed: " + e.getCause(), e);
            }
        }
        trials = Math.max(trials, level);
    }

    private void measure(AskedExperiment experiment, Viewers viewers) throws IOException, InterruptedException {
        time("healthz, for comparison", experiment::nothing);
        Latencies asks = new Latencies();
        Latencies tells = new Latencies();
        Latencies fans = new Latencies();
        for (int i = 0; i < plan.rounds(); i++) {
            long begin = System.nanoTime();
            Asked asked = experiment.ask();
            asks.add(System.nanoTime() - begin);
            viewers.expect("\"trial.ended\",\"experimentId\":\"history\"", plan.viewers());
            begin = System.nanoTime();
            experiment.tell(asked);
            tells.add(System.nanoTime() - begin);
            viewers.await();
            fans.add(System.nanoTime() - begin);
        }
        add("ask", asks);
        add("tell", tells);
        add("tell until " + plan.viewers() + " viewers have it", fans);
        for (String sort : List.of("number", "-number", "best", "pareto")) {
            String query = "sort=" + sort + "&limit=" + PAGE + "&offset=";
            int last = Math.max(0, trials - PAGE);
            time("page sorted by " + sort + ", first", () -> experiment.page(query + 0));
            time("page sorted by " + sort + ", middle", () -> experiment.page(query + last / 2));
            time("page sorted by " + sort + ", last", () -> experiment.page(query + last));
        }
        time(
                "page of one state, last",
                () -> experiment.page("state=SUCCEEDED&limit=" + PAGE + "&offset=" + Math.max(0, trials - PAGE)));
        measureViews(experiment);
    }

    /** What tables and charts of all trials ask for. */
    private void measureViews(AskedExperiment experiment) throws IOException, InterruptedException {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("sorted by value", "sort=-value");
        pages.put("sorted by a parameter", "sort=x3");
        pages.put("where a parameter is small", "where=x3%3C0.5");
        pages.put("where a parameter is a word, by value", "where=word%3Dsgd&sort=value");
        pages.put("with a word somewhere", "search=rmsprop");
        pages.put("with a number somewhere", "search=0.123");
        pages.put(
                "as of a time",
                "asOf=" + begin.plus(Duration.between(begin, Instant.now()).dividedBy(2)));
        pages.put("as of the first trials, by value", "asOf=" + trials + "&sort=value");
        for (Map.Entry<String, String> page : pages.entrySet()) {
            time("page " + page.getKey(), () -> experiment.page(page.getValue() + "&limit=" + PAGE));
        }
        time("columns of 10,000 at most", () -> experiment.columns("points=10000"));
        time("columns of 20,000 at most", () -> experiment.columns("points=20000"));
        time("columns of 100,000 at most", () -> experiment.columns("points=100000"));
    }

    private void time(String what, Step step) throws IOException, InterruptedException {
        Latencies latencies = new Latencies();
        for (int i = 0; i < plan.rounds(); i++) {
            long begin = System.nanoTime();
            step.run();
            latencies.add(System.nanoTime() - begin);
        }
        add(what, latencies);
    }

    private void add(String what, Latencies latencies) {
        medians.computeIfAbsent(what, unused -> new ArrayList<>()).add(latencies.millis(0.5));
    }

    private void print() {
        out.printf("%n%-45s", "median ms with so many trials");
        plan.levels().forEach(level -> out.printf(Locale.ROOT, " %,10d", level));
        out.printf(" %10s%n", "growth");
        medians.forEach((what, millis) -> {
            out.printf("%-45s", what);
            millis.forEach(one -> out.printf(Locale.ROOT, " %10.2f", one));
            out.printf(Locale.ROOT, " %9.1fx%n", millis.get(millis.size() - 1) / millis.get(0));
        });
    }
}
