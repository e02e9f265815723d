package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.adapter.json.EventLines;
import io.trialog.adapter.json.EventTypeNames;
import io.trialog.event.RecordedEvent;
import io.trialog.event.ServerStarted;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which events {@code log cat} prints. */
class LogCatCommandTest {

    private final CommandLineFixture trialog = new CommandLineFixture();

    @BeforeEach
    void record() {
        trialog.story
                .happens(new ServerStarted("1", 1))
                .after(Duration.ofMinutes(1))
                .completed("first001")
                .after(Duration.ofMinutes(1))
                .created("other003")
                .starts("other003", 0, Map.of("lr", 0.5))
                .after(Duration.ofMinutes(1));
    }

    private void shouldPrint(Predicate<RecordedEvent> expected, String... options) {
        List<RecordedEvent> all = trialog.story.log().events();
        String[] arguments = new String[options.length + 2];
        arguments[0] = "log";
        arguments[1] = "cat";
        System.arraycopy(options, 0, arguments, 2, options.length);

        int exitCode = trialog.execute(arguments);

        List<RecordedEvent> wanted = all.stream().filter(expected).toList();
        assertThat(trialog.err()).isEmpty();
        assertThat(exitCode).isEqualTo(ExitCode.OK);
        assertThat(wanted).isNotEmpty().hasSizeLessThan(all.size());
        assertThat(trialog.out().lines().map(new EventLines()::parse)).containsExactlyElementsOf(wanted);
    }

    private static Predicate<RecordedEvent> type(String regex) {
        return event -> EventTypeNames.of(event.event()).matches(regex);
    }

    @Test
    void shouldSelectPositionsBothIncluded() {
        shouldPrint(event -> event.position() >= 3 && event.position() <= 7, "--from", "3", "--to", "7");
    }

    @Test
    void shouldTakePositionZeroAsTheBeginning() {
        shouldPrint(event -> event.position() == 1, "--from", "0", "--to", "1");
    }

    @Test
    void shouldSelectByTimeBothEndsIncluded() {
        shouldPrint(
                event -> event.at().equals(Story.BEGIN.plusSeconds(62)),
                "--since",
                "2026-11-24T10:01:02",
                "--until",
                "2026-11-24T10:01:02Z");
    }

    @Test
    void shouldSelectByTimeAgo() {
        shouldPrint(event -> !event.at().isBefore(trialog.story.now().minusSeconds(60)), "--since", "1m");
    }

    @Test
    void shouldSelectTypesByNameListAndPattern() {
        shouldPrint(
                type("trial\\.ended|attempt\\..*|server\\.started"),
                "--type",
                "trial.ended,attempt.*",
                "--type",
                "server.starte?");
    }

    @Test
    void shouldTakeADotAsADot() {
        int exitCode = trialog.execute("log", "cat", "--type", "trial+ended");

        assertThat(exitCode).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void shouldSelectTrialsOfAnExperiment() {
        shouldPrint(
                event -> new EventLines().format(event).matches(".*\"experiment\":\"first001\",\"number\":[13],.*"),
                "first001",
                "--trial",
                "1",
                "--trial",
                "3");
    }

    @Test
    void shouldApplyAllThatSelects() {
        shouldPrint(
                event -> type("trial\\..*").test(event) && event.position() > 5 && event.position() < 12,
                "first001",
                "--from=6",
                "--to=11",
                "--type=trial.*");
    }

    @Test
    void shouldAskOfWhichExperimentATrialIs() {
        int exitCode = trialog.execute("log", "cat", "--trial", "1");

        assertThat(exitCode).isEqualTo(ExitCode.USAGE);
        assertThat(trialog.err())
                .isEqualTo("trialog: --trial: of which experiment? There are 2 (expected: an ID; 'trialog list' shows"
                        + " all)\n");
    }

    @Test
    void shouldNotAskWhenThereIsOneExperimentOnly() {
        CommandLineFixture other = new CommandLineFixture();
        other.story.completed("first001");

        assertThat(other.execute("log", "cat", "--trial", "1,2")).isEqualTo(ExitCode.OK);
        assertThat(other.out().lines()).hasSize(8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--from=-1 | --from: -1 (expected: a position in the log, 1 or more)",
                "--from=5 --to=4 | --to: 4 (expected: not before --from 5)",
                "--since=soon | --since: soon (expected: a time such as 2026-11-27T10:00:00Z, 2026-11-27T10:00, "
                        + "2026-11-27 or 10:00, or how long ago, such as 90s, 10m, 2h or 1d12h)",
                "--since=1m --until=2m | --until: 2m (expected: not before --since 1m)",
                "--trial=x | --trial: x (expected: the number of a trial, 0 or more)",
                "--type=trial.endet | --type: trial.endet (expected: a type of event; did you mean 'trial.ended'?)",
            })
    void shouldSayWhatIsWrong(String options, String message) {
        String[] arguments = ("log cat " + options).split(" ");

        int exitCode = trialog.execute(arguments);

        assertThat(exitCode).isEqualTo(ExitCode.USAGE);
        assertThat(trialog.err()).isEqualTo("trialog: " + message + "\n");
        assertThat(trialog.out()).isEmpty();
    }

    @Test
    void shouldSayAllThatIsWrongAtOnce() {
        trialog.execute("log", "cat", "--from", "x", "--since", "yesterday", "--type", "zzz", "--trial", "-1");

        assertThat(trialog.err().lines())
                .hasSize(4)
                .anyMatch(line -> line.startsWith("trialog: --from: x "))
                .anyMatch(line -> line.startsWith("trialog: --since: yesterday "))
                .anyMatch(line -> line.startsWith("trialog: --type: zzz (expected: a type of event: assessor.failed, "))
                .anyMatch(line -> line.startsWith("trialog: --trial: -1 "));
    }
}
