package io.trialog.benchmarks.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trialog.benchmarks.ScratchDirectory;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every benchmark runs once, so that none of them can rot. Says nothing about times. */
class LogBenchmarksTest {

    private static final Pattern ROW =
            Pattern.compile("(?<name>[A-Z]\\w+ .*\\w) +(?<micros>[\\d.]+) +[\\d,]+(?: +(?<ratio>[\\d.]+))?");

    @Test
    void shouldRunEveryBenchmarkAndCompareItWithItsCeiling() throws Exception {
        // given
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        // when
        LogBenchmarks.run(
                new OptionsBuilder()
                        .parent(new CommandLineOptions("-p", "events=2000"))
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(20))
                        .verbosity(VerboseMode.SILENT),
                new PrintStream(printed, true, StandardCharsets.UTF_8));

        // then
        Map<String, Matcher> rows = rows(printed.toString(StandardCharsets.UTF_8));
        assertThat(rows)
                .containsOnlyKeys(
                        "Append bareBatchSynced",
                        "Append bareBatchUnsynced",
                        "Append bareSingleSynced",
                        "Append batchSynced",
                        "Append batchUnsynced",
                        "Append singleSynced",
                        "Codec metric bareDecode",
                        "Codec metric bareEncode",
                        "Codec metric decode",
                        "Codec metric encode",
                        "Codec metric formatLine",
                        "Codec metric parseLine",
                        "Codec trial_proposed bareDecode",
                        "Codec trial_proposed bareEncode",
                        "Codec trial_proposed decode",
                        "Codec trial_proposed encode",
                        "Codec trial_proposed formatLine",
                        "Codec trial_proposed parseLine",
                        "Replay 2000 bareScan",
                        "Replay 2000 decodeAndApply",
                        "Replay 2000 decodeAndApplyJson",
                        "Replay 2000 read",
                        "Replay 2000 replay",
                        "Replay 2000 replayWithBoard");
        assertRatio(rows, "Append batchSynced", "Append bareBatchSynced");
        assertRatio(rows, "Codec metric decode", "Codec metric bareDecode");
        assertRatio(rows, "Replay 2000 replay", "Replay 2000 bareScan");
        rows.forEach(
                (name, row) -> assertThat(row.group("ratio") == null).as(name).isEqualTo(name.contains(" bare")));
        assertThat(Files.readString(ScratchDirectory.target().resolve("jmh.json")))
                .contains("ReplayBenchmark.replayWithBoard");
    }

    private static void assertRatio(Map<String, Matcher> rows, String benchmark, String ceiling) {
        double ours = micros(rows, benchmark);
        double best = micros(rows, ceiling);
        // what is printed is rounded: times to three digits after the point, the ratio to two
        double rounding = 0.005 + best / ours * (0.0005 / best + 0.0005 / ours);
        assertThat(Double.parseDouble(rows.get(benchmark).group("ratio")))
                .as(benchmark)
                .isEqualTo(best / ours, within(1.01 * rounding));
    }

    private static double micros(Map<String, Matcher> rows, String benchmark) {
        return Double.parseDouble(rows.get(benchmark).group("micros"));
    }

    private static Map<String, Matcher> rows(String printed) {
        Map<String, Matcher> rows = new TreeMap<>();
        printed.lines().forEach(line -> {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.put(row.group("name"), row);
            }
        });
        return rows;
    }
}
