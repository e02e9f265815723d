package io.trialog.benchmarks.log;

import io.trialog.benchmarks.Machine;
import io.trialog.benchmarks.ScratchDirectory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the JMH benchmarks and prints each beside its ceiling. Takes JMH's own arguments, and {@code -quick} for a run of
 * about a minute whose numbers are rough.
 */
public final class LogBenchmarks {

    private static final String QUICK = "-quick";

    private LogBenchmarks() {}

    /** Runs what the arguments say, by default all. */
    public static void main(String[] arguments) throws CommandLineOptionException, RunnerException, IOException {
        List<String> jmh = new ArrayList<>(Arrays.asList(arguments));
        boolean quick = jmh.removeIf(QUICK::equals);
        CommandLineOptions commandLine = new CommandLineOptions(jmh.toArray(String[]::new));
        if (commandLine.shouldHelp()) {
            commandLine.showHelp();
        } else if (commandLine.shouldList()) {
            new Runner(commandLine).list();
        } else {
            run(quick ? quick(commandLine) : new OptionsBuilder().parent(commandLine), System.out);
        }
    }

    /** Runs, keeps JMH's results as JSON in the build folder, and prints the table. */
    static void run(ChainedOptionsBuilder options, PrintStream out) throws RunnerException, IOException {
        Path json = ScratchDirectory.target().resolve("jmh.json");
        String machine = Machine.describe();
        Collection<RunResult> results = new Runner(options.resultFormat(ResultFormatType.JSON)
                        .result(json.toString())
                        .shouldFailOnError(true)
                        .build())
                .run();
        out.println();
        try (ScratchDirectory scratch = ScratchDirectory.create()) {
            out.println(machine + "; data on " + scratch.fileSystem() + "; results in " + json);
        }
        out.println();
        new ResultTable(results).lines().forEach(out::println);
    }

    private static ChainedOptionsBuilder quick(CommandLineOptions commandLine) {
        return new OptionsBuilder()
                .parent(commandLine)
                .forks(1)
                .warmupIterations(1)
                .warmupTime(TimeValue.milliseconds(500))
                .measurementIterations(2)
                .measurementTime(TimeValue.milliseconds(500));
    }
}
