package io.trialog.benchmarks.reports;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the arguments of {@link ReportLoad}. */
final class LoadArguments {

    static final String USAGE = String.join(
            System.lineSeparator(),
            "load-reports [--connections 1,16,128] [--batches 1,50] [--warm-up 2] [--seconds 4] [--data FOLDER] [--profile]",
            "",
            "  --connections  numbers of connections, each with a trial of its own",
            "  --batches      numbers of reports in a request",
            "  --warm-up      seconds before each measurement",
            "  --seconds      seconds of each measurement",
            "  --data         a folder on the disk to measure on; by default the build folder",
            "  --profile      also say where the durable server's threads spend their time (slows it down a little)");

    private static final double MAX_SECONDS = 600;

    private final List<String> problems = new ArrayList<>();
    private List<Integer> connections = LoadPlan.DEFAULT.connections();
    private List<Integer> batches = LoadPlan.DEFAULT.batches();
    private Duration warmUp = LoadPlan.DEFAULT.warmUp();
    private Duration measured = LoadPlan.DEFAULT.measured();
    private @Nullable Path data;
    private boolean profile;

    private LoadArguments() {}

    /**
     * Reads.
     *
     * @throws IllegalArgumentException with all problems
     */
    static LoadArguments read(String... arguments) {
        LoadArguments read = new LoadArguments();
        read.readAll(List.of(arguments));
        if (!read.problems.isEmpty()) {
            throw new IllegalArgumentException(String.join(System.lineSeparator(), read.problems));
        }
        return read;
    }

    LoadPlan plan() {
        return new LoadPlan(connections, batches, warmUp, measured);
    }

    /** Where the data is to lie; none for the build folder. */
    Optional<Path> data() {
        return Optional.ofNullable(data);
    }

    boolean profile() {
        return profile;
    }

    private void readAll(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String name = arguments.get(i);
            if (name.equals("--profile")) {
                profile = true;
            } else {
                read(name, i + 1 < arguments.size() ? arguments.get(++i) : "");
            }
        }
    }

    private void read(String name, String value) {
        switch (name) {
            case "--connections" -> connections = numbers(name, value, LoadPlan.MAX_CONNECTIONS);
            case "--batches" -> batches = numbers(name, value, LoadPlan.MAX_BATCH);
            case "--warm-up" -> warmUp = seconds(name, value);
            case "--seconds" -> measured = seconds(name, value);
            case "--data" -> data = folder(name, value);
            default ->
                problems.add(
                        name
                                + ": unknown (expected: --connections, --batches, --warm-up, --seconds, --data, --profile or --help)");
        }
    }

    private List<Integer> numbers(String name, String value, int max) {
        List<Integer> numbers = new ArrayList<>();
        for (String part : value.split(",", -1)) {
            if (part.matches("[1-9][0-9]{0,8}") && Integer.parseInt(part) <= max) {
                numbers.add(Integer.parseInt(part));
            } else {
                problems.add(name + ": " + (part.isEmpty() ? "nothing" : part) + " (expected: numbers from 1 to " + max
                        + " with commas between)");
            }
        }
        return numbers;
    }

    private Path folder(String name, String value) {
        Path folder = Path.of(value);
        if (value.isEmpty() || !Files.isDirectory(folder)) {
            problems.add(name + ": " + (value.isEmpty() ? "nothing" : value) + " (expected: a folder that exists)");
        }
        return folder;
    }

    private Duration seconds(String name, String value) {
        if (value.matches("[0-9]{1,3}(\\.[0-9]+)?")
                && Double.parseDouble(value) > 0
                && Double.parseDouble(value) <= MAX_SECONDS) {
            return Duration.ofMillis(Math.round(1000 * Double.parseDouble(value)));
        }
        problems.add(name + ": " + (value.isEmpty() ? "nothing" : value) + " (expected: seconds, above 0 and at most "
                + Math.round(MAX_SECONDS) + ")");
        return Duration.ZERO;
    }
}
