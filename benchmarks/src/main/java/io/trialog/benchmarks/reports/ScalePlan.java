package io.trialog.benchmarks.reports;

import io.trialog.benchmarks.NamedArguments;
import java.time.Duration;
import java.util.List;

/**
 * How large experiments and servers are made.
 *
 * @param few running trials of the small experiment that others are compared with
 * @param trials running trials of the large experiment
 * @param experiments how many run on one server
 * @param each running trials of each of them
 * @param connections how many all trials of a server share
 * @param warmUp before each measurement
 * @param measured the time of each measurement
 */
record ScalePlan(int few, int trials, int experiments, int each, int connections, Duration warmUp, Duration measured) {

    static final ScalePlan DEFAULT =
            new ScalePlan(128, 10_000, 1_000, 10, 128, Duration.ofSeconds(5), Duration.ofSeconds(8));

    static final String USAGE = String.join(
            System.lineSeparator(),
            "scale [--few 128] [--trials 10000] [--experiments 1000] [--each 10] [--connections 128] [--warm-up 5] [--seconds 8]",
            "",
            "  --few          running trials of the small experiment that others are compared with",
            "  --trials       running trials of the large experiment",
            "  --experiments  how many run on one server",
            "  --each         running trials of each of them",
            "  --connections  how many all trials of a server share; each has one request under way",
            "  --warm-up      seconds before each measurement",
            "  --seconds      seconds of each measurement");

    /** One server. */
    record Size(int experiments, int trials) {}

    /**
     * Reads arguments.
     *
     * @throws IllegalArgumentException with all problems
     */
    static ScalePlan read(String... arguments) {
        NamedArguments read = new NamedArguments(arguments);
        ScalePlan plan = new ScalePlan(
                read.number("--few", DEFAULT.few),
                read.number("--trials", DEFAULT.trials),
                read.number("--experiments", DEFAULT.experiments),
                read.number("--each", DEFAULT.each),
                read.number("--connections", DEFAULT.connections),
                Duration.ofSeconds(read.number("--warm-up", (int) DEFAULT.warmUp.toSeconds())),
                Duration.ofSeconds(read.number("--seconds", (int) DEFAULT.measured.toSeconds())));
        read.check();
        return plan;
    }

    /** The servers to measure, the small one first. */
    List<Size> sizes() {
        return List.of(new Size(1, few), new Size(1, trials), new Size(experiments, each));
    }
}
