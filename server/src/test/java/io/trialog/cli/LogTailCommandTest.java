package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.adapter.json.EventLines;
import io.trialog.adapter.json.EventTypeNames;
import io.trialog.event.RecordedEvent;
import io.trialog.event.ServerStarted;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogTailCommandTest {

    private final CommandLineFixture trialog = new CommandLineFixture();

    private List<RecordedEvent> printed() {
        return trialog.out().lines().map(new EventLines()::parse).toList();
    }

    private List<RecordedEvent> last(int count) {
        List<RecordedEvent> all = trialog.story.log().events();
        return all.subList(Math.max(0, all.size() - count), all.size());
    }

    @ParameterizedTest
    @CsvSource({"'', 20", "-n 3, 3", "-n 0, 0", "-n 1000, 1000"})
    void shouldPrintTheLastEvents(String option, int count) {
        trialog.story.completed("first001").completed("second02");

        int exitCode = trialog.execute(("log tail " + option).strip().split(" "));

        assertThat(exitCode).isEqualTo(ExitCode.OK);
        assertThat(printed()).isEqualTo(last(count));
    }

    @Test
    void shouldLookBackAsFarAsItMustForWhatIsSelected() {
        // given: what is wanted is far from the end
        for (int start = 1; start <= 5; start++) {
            trialog.story.happens(new ServerStarted("1", start));
        }
        for (int experiment = 0; experiment < 400; experiment++) {
            trialog.story.completed("e" + experiment);
        }

        // when
        trialog.execute("log", "tail", "-n", "3", "--type", "server.started");

        // then
        assertThat(printed()).isEqualTo(trialog.story.log().events().subList(2, 5));
    }

    @Test
    void shouldEndWhereItIsToldTo() {
        trialog.story.completed("first001");

        trialog.execute("log", "tail", "-n", "2", "--to", "9");

        assertThat(printed()).extracting(RecordedEvent::position).containsExactly(8L, 9L);
    }

    @Test
    void shouldGoOnWithWhatComesUntilInterrupted() {
        // given
        trialog.story.created("first001").starts("first001", 0, Map.of("lr", 0.5));
        Deque<Runnable> later = new ArrayDeque<>(List.of(
                () -> trialog.story.succeeds("first001", 0, 0.75),
                () -> {},
                () -> trialog.story.happens(new ServerStarted("2", 2)).starts("first001", 1, Map.of("lr", 0.25)),
                () -> trialog.story.succeeds("first001", 1, 0.875),
                () -> trialog.signal("INT", 2)));
        trialog.servers.afterLook = () -> later.remove().run();

        // when
        int exitCode = trialog.execute("log", "tail", "--follow", "--type", "trial.*", "first001", "-n", "1");

        // then
        assertThat(exitCode).isEqualTo(ExitCode.OK);
        assertThat(later).isEmpty();
        assertThat(printed())
                .extracting(event -> EventTypeNames.of(event.event()))
                .containsExactly("trial.proposed", "trial.ended", "trial.proposed", "trial.ended");
    }

    @Test
    void shouldEndByItselfAtTheLastPositionThatIsWanted() {
        trialog.story.created("first001");
        Deque<Runnable> later = new ArrayDeque<>(List.of(
                () -> trialog.story.starts("first001", 0, Map.of("lr", 0.5)).succeeds("first001", 0, 0.5), () -> {}));
        trialog.servers.afterLook = () -> later.remove().run();

        int exitCode = trialog.execute("log", "tail", "-f", "--to", "4");

        assertThat(exitCode).isEqualTo(ExitCode.OK);
        assertThat(printed()).extracting(RecordedEvent::position).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void shouldSayAllThatIsWrongAtOnce() {
        assertThat(trialog.execute("log", "tail", "-n", "many", "--from", "x")).isEqualTo(ExitCode.USAGE);
        assertThat(trialog.err()).isEqualTo("""
                        trialog: --from: x (expected: a position in the log, 1 or more)
                        trialog: -n: many (expected: how many events, 0 or more)
                        """);
    }
}
