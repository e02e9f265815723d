package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.event.ExperimentId;
import io.trialog.event.ExperimentState;
import io.trialog.event.MetricKind;
import io.trialog.event.MetricReported;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The newer commands that only read: filters of {@code trials}, {@code trial show}, {@code metrics}, {@code top}, {@code algo}. */
class LookingCommandsTest {

    private static final String ID = "q3kx9abd";

    private final CommandLineFixture trialog = new CommandLineFixture();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--where lr<0.03 | 0 1",
                "--where lr>=0.02 --where value>0.6 | 2",
                "--where value!=0.9 | 2 3",
                "--where duration>=2 | 1 2 3",
                "--where state=failed | 1",
                "--where reason~boom | 1",
                "--state succeeded --sort -value | 2 0 3",
                "--sort value | 3 0 2 1",
                "--sort -lr --limit 2 | 3 2",
                "--best --limit 1 | 2",
            })
    void shouldSelectAndSortTrials(String options, String numbers) {
        trialog.story.completed(ID);

        int exitCode = trialog.execute(("trials " + ID + " --columns number " + options).split(" "));

        assertThat(exitCode).isEqualTo(ExitCode.OK);
        assertThat(trialog.out()
                        .lines()
                        .skip(1)
                        .filter(line -> !line.startsWith("..."))
                        .map(String::strip))
                .containsExactly(numbers.split(" "));
    }

    @Test
    void shouldShowTheColumnsThatWereChosen() {
        trialog.story.completed(ID);

        trialog.execute("trials", ID, "--columns", "number,lr,state", "--limit", "2");

        assertThat(trialog.out()).isEqualTo("""
                        number    lr  state
                             0  0.01  succeeded
                             1  0.02  failed
                        ... and 2 more
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--where rl<1 | --where: rl (expected: one of number, state,",
                "--sort lrr | --sort: lrr (expected: one of number, state,",
                "--columns lx | --columns: lx (expected: one of number, state,",
            })
    void shouldKnowTheNamesThereAre(String options, String message) {
        trialog.story.completed(ID);

        assertThat(trialog.execute(("trials " + ID + " " + options).split(" "))).isEqualTo(ExitCode.USAGE);

        assertThat(trialog.err()).contains(message);
    }

    @Test
    void shouldShowATrialWithItsAttemptsAndReports() {
        // given
        trialog.story.created(ID).starts(ID, 0, Map.of("lr", 0.1));
        report(0, MetricKind.INTERMEDIATE, 0.5);
        report(1, MetricKind.FINAL, 0.75);

        // when
        int exitCode = trialog.execute("trial", "show", ID, "0");

        // then
        assertThat(exitCode).isEqualTo(ExitCode.OK);
        assertThat(trialog.out())
                .contains("trial       0\n", "state       running\n", "latest      0.5 (report 0)\n")
                .contains("metrics     0.75 (report 1)\n", "attempt 1   2026-11-24 10:00:00, runs\n", "lr: 0.1\n")
                .contains("files       /data/experiments/q3kx9abd/trials/0/attempt-1\n", "stdout: not there\n");
        assertThat(trialog.execute("trial", "show", ID, "5")).isEqualTo(ExitCode.UNKNOWN_ID);
    }

    @Test
    void shouldShowCurvesAndEveryReport() throws JsonProcessingException {
        // given
        trialog.story.created(ID).starts(ID, 0, Map.of("lr", 0.1));
        report(0, MetricKind.INTERMEDIATE, 0.5);
        report(1, MetricKind.INTERMEDIATE, 0.25);
        report(2, MetricKind.FINAL, 0.75);

        // then
        trialog.execute("metrics", ID);
        assertThat(trialog.out()).isEqualTo("""
                        trial  state    reports  first  last   min  max  final
                            0  running        2    0.5  0.25  0.25  0.5   0.75
                        """);
        CommandLineFixture csv = new CommandLineFixture();
        csv.story.created(ID).starts(ID, 0, Map.of("lr", 0.1));
        csv.execute("metrics", ID, "--csv");
        assertThat(csv.out()).isEqualTo("trial,attempt,sequence,kind,at\n");
        String before = trialog.out();
        trialog.execute("metrics", ID, "0", "--json");
        JsonNode metrics = new ObjectMapper()
                .readTree(trialog.out().substring(before.length()))
                .path("metrics");
        assertThat(metrics).hasSize(3);
        assertThat(metrics.path(2).path("kind").asText()).isEqualTo("final");
        assertThat(metrics.path(2).path("values").path("default").asDouble()).isEqualTo(0.75);
        assertThat(trialog.execute("metrics", ID, "--metric", "loss")).isEqualTo(ExitCode.USAGE);
        assertThat(trialog.err()).contains("--metric: loss (expected: one of default)");
    }

    @Test
    void shouldPrintLinesOfWhatRunsUntilNothingDoes() {
        // given
        trialog.story.created(ID).starts(ID, 0, Map.of("lr", 0.1));
        trialog.servers.owner = URI.create("http://127.0.0.1:8081");
        trialog.servers.afterLook = () -> {
            if (trialog.story.summary(ID).state() == ExperimentState.RUNNING) {
                trialog.story.succeeds(ID, 0, 0.9).enters(ID, ExperimentState.DONE, "all");
            }
        };

        // when
        int exitCode = trialog.execute("top", ID);

        // then
        assertThat(exitCode).isEqualTo(ExitCode.OK);
        assertThat(trialog.out())
                .isEqualTo("q3kx9abd  progress: 1/4 done, 0 running, 0 failed, best 0.9 (#0), 0:00 elapsed\n");
    }

    @Test
    void shouldSayThatNothingRuns() {
        trialog.story.completed(ID);

        assertThat(trialog.execute("top", "--once")).isEqualTo(ExitCode.OK);

        assertThat(trialog.out()).isEqualTo("no experiment runs in /data\n");
    }

    @Test
    void shouldShowTheOptionsOfAnAlgorithm() {
        assertThat(trialog.execute("algo", "show", "tpe")).isEqualTo(ExitCode.OK);
        assertThat(trialog.out()).startsWith("TPE (tuner, built-in ").contains("\noptions\n", "default 24");

        assertThat(trialog.execute("algo", "show", "TEP")).isEqualTo(ExitCode.UNKNOWN_ID);
        assertThat(trialog.err()).contains("did you mean 'TPE'?");
    }

    @Test
    void shouldSayWhatAlgorithmsAreFor() {
        CommandLineFixture narrow = new CommandLineFixture(FixedTerminal.interactive(80));

        assertThat(narrow.execute("algo", "list")).isEqualTo(ExitCode.OK);
        assertThat(narrow.out()).startsWith("tuners\n").contains("\n  TPE ", "most experiments", "\nassessors\n  ");

        assertThat(narrow.execute("algo", "show", "tpe")).isEqualTo(ExitCode.OK);
        assertThat(narrow.out())
                .contains("\nuse for        most experiments", "\nparallelism    ", "\nsource         ");
        assertThat(narrow.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void shouldGiveScriptsTheProfile() {
        assertThat(trialog.execute("algo", "show", "tpe", "--json")).isEqualTo(ExitCode.OK);
        assertThat(trialog.out()).contains("\"profile\": {", "\"use for\": \"most experiments");
    }

    @Test
    void shouldCompleteIdsWithoutStartingAProgram() {
        assertThat(trialog.execute("completion", "bash")).isEqualTo(ExitCode.OK);

        assertThat(trialog.out())
                .contains("complete ", "TRIALOG_HOME", "enqueue")
                .doesNotContain("TRIALOG-IDS");
        assertThat(trialog.out()).startsWith("#!/usr/bin/env bash");
    }

    private void report(long sequence, MetricKind kind, double value) {
        trialog.story
                .after(Duration.ofSeconds(1))
                .happens(
                        new MetricReported(new ExperimentId(ID), 0, 1, sequence, kind, Map.of("default", value), null));
    }
}
