package io.trialog.benchmarks.quality;

import io.trialog.spi.problem.InvalidInputException;
import io.trialog.spi.space.Choice;
import io.trialog.spi.space.Configuration;
import io.trialog.spi.space.LogRandInt;
import io.trialog.spi.space.LogUniform;
import io.trialog.spi.space.Parameter;
import io.trialog.spi.space.RandInt;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.space.Uniform;
import io.trialog.spi.tuner.Direction;
import io.trialog.spi.tuner.Observation;
import io.trialog.spi.tuner.SuggestRequest;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.spi.tuner.Tuner;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Measures how long a tuner takes for a proposal when it knows some number of finished trials, and for taking in all of them
 * at once, as after a restart. The space has ten parameters: six real ones of which two are logarithmic, two whole ones, two choices.
 */
public final class TunerSpeed {

    static final SearchSpace SPACE = SearchSpace.of(
            new Parameter("f0", new Uniform(0, 1)),
            new Parameter("f1", new Uniform(0, 1)),
            new Parameter("f2", new Uniform(0, 1)),
            new Parameter("f3", new Uniform(0, 1)),
            new Parameter("l0", new LogUniform(1e-5, 1)),
            new Parameter("l1", new LogUniform(1e-3, 10)),
            new Parameter("i0", new RandInt(1, 65)),
            new Parameter("i1", new LogRandInt(1, 1025)),
            new Parameter("c0", new Choice(List.of("a", "b", "c"))),
            new Parameter("c1", new Choice(List.of("w", "x", "y", "z"))));

    /** A proposal that takes longer ends the measurement of its tuner. */
    private static final double MAX_SECONDS = 10;

    private static final int WARM_UP_TRIALS = 300;
    private static final int WARM_UP_PROPOSALS = 100;
    private static final double WARM_UP_SECONDS = 3;

    private final TunerName name;
    private final int proposals;
    private final PrintStream out;

    TunerSpeed(TunerName name, int proposals, PrintStream out) {
        this.name = name;
        this.proposals = proposals;
        this.out = out;
    }

    /** Measures one tuner: its name, how many proposals, and with how many finished trials. */
    public static void main(String[] arguments) {
        PrintStream out = System.out;
        if (arguments.length == 0) {
            out.println(header());
            return;
        }
        try {
            int proposals = Integer.parseInt(arguments[1]);
            new TunerSpeed(TunerName.read(arguments[0]), proposals, out).measure(numbers(arguments[2]));
        } catch (InvalidInputException e) {
            out.println(row(arguments[0], "", String.valueOf(e.getMessage()).replace('\n', ' ')));
        }
    }

    private static int[] numbers(String list) {
        return Arrays.stream(list.split(",", -1)).mapToInt(Integer::parseInt).toArray();
    }

    static String header() {
        return row(
                "tuner",
                "trials",
                String.format(
                        "%10s %10s %10s %10s %10s %10s",
                        "median ms", "p95 ms", "cpu ms", "tell ms", "rebuild s", "cpu s"));
    }

    private static String row(String name, String trials, String rest) {
        return String.format(Locale.ROOT, "%-24s %8s %s", name, trials, rest);
    }

    /** Prints a line for each number of finished trials. */
    void measure(int... counts) {
        double slowest = warmUp();
        for (int count : counts) {
            if (slowest > MAX_SECONDS) {
                out.println(row(
                        name.factory().name(),
                        Integer.toString(count),
                        "not measured: a proposal took too long before"));
                continue;
            }
            Timing timing = round(count, proposals);
            slowest = timing.maxSeconds();
            out.println(row(name.factory().name(), Integer.toString(count), timing.toString()));
        }
    }

    /** Until the code is compiled, or long enough. */
    private double warmUp() {
        long start = System.nanoTime();
        double slowest = 0;
        while (seconds(start) < WARM_UP_SECONDS) {
            slowest = round(WARM_UP_TRIALS, WARM_UP_PROPOSALS).maxSeconds();
        }
        return slowest;
    }

    private Timing round(int count, int rounds) {
        Tuner tuner = name.factory()
                .create(new BenchContext(
                        SPACE,
                        Direction.MINIMIZE,
                        name.factory().options().read(name.classArgs()),
                        1,
                        OptionalInt.empty(),
                        1));
        List<Observation> past = past(count);
        long start = System.nanoTime();
        long startOfWork = work();
        tuner.observe(past);
        Suggestion first = suggest(tuner, count);
        Timing timing = new Timing(seconds(start), (work() - startOfWork) / 1e9);
        tell(tuner, count, first);
        long begin = System.nanoTime();
        for (int i = 1; i <= rounds && seconds(begin) < MAX_SECONDS; i++) {
            long asked = System.nanoTime();
            long work = work();
            Suggestion suggestion = suggest(tuner, count + i);
            timing.work.add((work() - work) / 1e9);
            timing.asks.add(seconds(asked));
            long told = System.nanoTime();
            tell(tuner, count + i, suggestion);
            timing.tells.add(seconds(told));
        }
        tuner.close();
        return timing;
    }

    private static Suggestion suggest(Tuner tuner, int trial) {
        List<Suggestion> proposed = tuner.suggest(SuggestRequest.of(trial, 1)).proposals();
        // one that waits gets a random trial, so that it has something to go on with
        return proposed.isEmpty() ? Suggestion.of(SPACE.sample(new SplittableRandom(trial))) : proposed.get(0);
    }

    private static void tell(Tuner tuner, int trial, Suggestion suggestion) {
        Configuration configuration = suggestion.configuration();
        tuner.observe(List.of(Observation.pending(trial, configuration).proposedAs(suggestion)));
        tuner.observe(List.of(Observation.succeeded(trial, configuration, value(configuration))
                .proposedAs(suggestion)));
    }

    private static List<Observation> past(int count) {
        RandomGenerator random = new SplittableRandom(0);
        List<Observation> past = new ArrayList<>(2 * count);
        for (int trial = 0; trial < count; trial++) {
            Configuration configuration = SPACE.sample(random);
            past.add(Observation.pending(trial, configuration));
            past.add(Observation.succeeded(trial, configuration, value(configuration)));
        }
        return past;
    }

    private static double value(Configuration at) {
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            sum += Math.pow(at.number("f" + i) - 0.3, 2);
        }
        sum += 0.1 * Math.pow(Math.log10(at.number("l0")) + 3, 2) + 0.1 * Math.pow(Math.log10(at.number("l1")), 2);
        sum += Math.abs(at.number("i0") - 20) / 64 + Math.abs(Math.log(at.number("i1")) / Math.log(2) - 6) / 10;
        return sum + ("b".equals(at.value("c0")) ? 0 : 1) + 0.2 * "wxyz".indexOf(String.valueOf(at.value("c1")));
    }

    /** Processor time of this thread, which other work on the machine leaves alone; helping threads are not counted. */
    private static long work() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    /** Seconds of single calls. */
    private static final class Timing {

        private final double rebuild;
        private final double rebuildWork;
        private final List<Double> work = new ArrayList<>();
        private final List<Double> asks = new ArrayList<>();
        private final List<Double> tells = new ArrayList<>();

        Timing(double rebuild, double rebuildWork) {
            this.rebuild = rebuild;
            this.rebuildWork = rebuildWork;
        }

        double maxSeconds() {
            return asks.stream().mapToDouble(Double::doubleValue).max().orElse(rebuild);
        }

        private static double millis(List<Double> seconds, double quantile) {
            double[] sorted =
                    seconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            return sorted.length == 0
                    ? Double.NaN
                    : 1000 * sorted[(int) Math.min(sorted.length - 1.0, Math.floor(quantile * sorted.length))];
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%10.3f %10.3f %10.3f %10.3f %10.3f %10.3f",
                    millis(asks, 0.5),
                    millis(asks, 0.95),
                    millis(work, 0.5),
                    millis(tells, 0.5),
                    rebuild,
                    rebuildWork);
        }
    }
}
