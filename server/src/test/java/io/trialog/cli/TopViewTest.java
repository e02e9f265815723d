package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopViewTest {

    private static final String ID = "q3kx9abd";

    private final Story story = new Story();
    private final TopView view = new TopView(Style.PLAIN, ZoneOffset.UTC);

    @Test
    void shouldShowProgressSlotsBestAndWhatRuns() {
        // given
        story.created(ID)
                .starts(ID, 0, Map.of("lr", 0.01))
                .starts(ID, 1, Map.of("lr", 0.02))
                .after(Duration.ofSeconds(2))
                .succeeds(ID, 0, 0.5)
                .after(Duration.ofSeconds(2))
                .succeeds(ID, 1, 0.75)
                .starts(ID, 2, Map.of("lr", 0.03))
                .after(Duration.ofSeconds(30));

        // when
        List<String> lines = view.of(experiments(), story.now(), 100, 24, "nothing");

        // then
        assertThat(String.join("\n", lines)).isEqualTo("""
                trialog top  2026-11-24 10:00:34  1 experiment, 1 running trial  (q ends)

                q3kx9abd  test  running  Random  http://127.0.0.1:8081
                [############............]  2/4 done  1 running  0 failed  best 0.75 (#1)  0:34 elapsed
                slots 1/2 #.  best 0.75 lr=0.02
                0.75 |          ##########
                     |          ##########
                     |          ##########
                     |          ##########
                     |          ##########
                     |          ##########
                     |          ##########
                 0.5 |####################
                trial  runs for  newest  reports  age  configuration
                   #2      30 s       -        0    -  lr=0.03""");
    }

    @ParameterizedTest
    @CsvSource({"80, 24", "120, 40", "40, 10", "20, 5", "10, 2", "200, 60", "80, 1"})
    void shouldFitTheScreen(int columns, int rows) {
        // given
        for (int i = 0; i < 9; i++) {
            String id = "many000" + i;
            story.created(id);
            for (int trial = 0; trial < 30; trial++) {
                story.starts(id, trial, Map.of("lr", trial / 7.0, "a rather long parameter", "a rather long value"));
            }
            for (int trial = 0; trial < 12; trial++) {
                story.after(Duration.ofSeconds(1)).succeeds(id, trial, trial * 0.1);
            }
        }

        // when
        List<String> lines = view.of(experiments(), story.now(), columns, rows, "nothing");

        // then
        assertThat(lines)
                .hasSizeLessThanOrEqualTo(rows)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(columns));
        assertThat(lines).isNotEmpty();
    }

    @Test
    void shouldSayThatNothingRuns() {
        assertThat(view.of(List.of(), Instant.EPOCH, 80, 24, "nothing runs")).contains("nothing runs");
    }

    private List<TopExperiment> experiments() {
        TopSource source = new TopSource(Path.of("/data"), new WatchedStory(story, () -> {}));
        return source.experiments(Optional.of(URI.create("http://127.0.0.1:8081")), null);
    }
}
