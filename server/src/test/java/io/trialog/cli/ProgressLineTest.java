package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.ExperimentState;
import io.trialog.fixtures.Configs;
import io.trialog.projection.ExperimentSummary;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressLineTest {

    private static final Duration LEFT = Duration.ofSeconds(75);

    private final ProgressLine line = new ProgressLine(Style.PLAIN);
    private final Story story = new Story()
            .created("a")
            .starts("a", 0, Map.of())
            .starts("a", 1, Map.of())
            .after(Duration.ofSeconds(65))
            .succeeds("a", 0, 0.97123)
            .fails("a", 1, "exit code 1")
            .starts("a", 2, Map.of());

    @Test
    void shouldTellEverythingWhereThereIsRoom() {
        assertThat(live(120))
                .isEqualTo(
                        "[############............]  2/4 done  1 running  1 failed  best 0.97123 (#0)  1:05 elapsed  "
                                + "about 1:15 left");
    }

    @Test
    void shouldTellTheSameInPlainWords() {
        assertThat(line.plain(summary(), LEFT, story.now()))
                .isEqualTo("progress: 2/4 done, 1 running, 1 failed, best 0.97123 (#0), 1:05 elapsed, about 1:15 left");
    }

    @Test
    void shouldGiveUpTheBarFirstAndThenFromTheRight() {
        assertThat(live(85))
                .isEqualTo("2/4 done  1 running  1 failed  best 0.97123 (#0)  1:05 elapsed  about 1:15 left");
        assertThat(live(70)).isEqualTo("2/4 done  1 running  1 failed  best 0.97123 (#0)  1:05 elapsed");
        assertThat(live(20)).isEqualTo("2/4 done  1 running");
        assertThat(live(5)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8, 30, 79, 80, 100, 101, 102, 200})
    void shouldNeverBeWiderThanTheTerminal(int columns) {
        assertThat(live(columns)).hasSizeLessThanOrEqualTo(columns);
    }

    @Test
    void shouldShowAStateThatIsNotTheUsualOne() {
        story.enters("a", ExperimentState.NO_MORE_TRIAL, null);

        assertThat(live(120)).contains("2/4 done  no more trial  1 running");
    }

    @Test
    void shouldHaveNoBarWithoutALimit() {
        story.created("b", Configs.of(null, 2));

        assertThat(line.live(story.summary("b"), null, story.now(), 80))
                .isEqualTo("0 done  0 running  0 failed  0:00 elapsed");
    }

    @Test
    void shouldPaintWhereColoursAreUnderstood() {
        ProgressLine painted = new ProgressLine(new Style(true, true));

        assertThat(painted.live(summary(), LEFT, story.now(), 120))
                .contains("\u2588", "\u2591", "\u001b[31m1 failed\u001b[0m", "\u001b[32mbest 0.97123\u001b[0m (#0)");
    }

    private String live(int columns) {
        return line.live(summary(), LEFT, story.now(), columns);
    }

    private ExperimentSummary summary() {
        return story.summary("a");
    }
}
