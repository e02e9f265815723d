package io.trialog.projection.columns;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.fixtures.BoardStory;
import io.trialog.fixtures.Configs;
import io.trialog.fixtures.Seed;
import io.trialog.metric.Objectives;
import io.trialog.projection.Standings;
import io.trialog.projection.TrialRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrialSampleTest {

    private static final int POINTS = 100;
    private static final Standings STANDINGS = new Standings(Objectives.DEFAULT);

    /** Random values; trials end in another order than they began. */
    private static List<TrialRow> rows(int count) {
        Random random = Seed.random(TrialSampleTest.class);
        BoardStory story = new BoardStory(Configs.of(null, 1));
        List<Long> running = new ArrayList<>();
        for (long number = 0; number < count; number++) {
            story.after(Duration.ofSeconds(1)).starts(number, Map.of("lr", 0.1));
            running.add(number);
            if (running.size() > 8) {
                Long ended = running.remove(random.nextInt(8));
                if (random.nextInt(10) == 0) {
                    story.fails(ended, "bad");
                } else {
                    story.succeeds(ended, random.nextGaussian());
                }
            }
        }
        return story.rows();
    }

    private static Set<Long> numbers(List<TrialRow> rows) {
        Set<Long> numbers = new HashSet<>();
        rows.forEach(row -> numbers.add(row.number()));
        return numbers;
    }

    @Test
    void shouldGiveAllWhenTheyAreNoMoreThanWanted() {
        List<TrialRow> rows = rows(POINTS);
        assertThat(TrialSample.of(rows, POINTS, STANDINGS)).isEqualTo(rows);
    }

    @Test
    void shouldKeepWhatAChartMustNotLack() {
        // given
        List<TrialRow> rows = rows(3000);
        List<TrialRow> ranked = rows.stream().filter(TrialRow::isRanked).toList();
        // when
        List<TrialRow> sample = TrialSample.of(rows, POINTS, STANDINGS);
        // then
        assertThat(sample).isSortedAccordingTo(Comparator.comparingLong(TrialRow::number));
        assertThat(sample).containsAll(rows.subList(2800, 3000));
        assertThat(sample)
                .containsAll(
                        ranked.stream().sorted(STANDINGS.order()).limit(100).toList());
        assertThat(sample).containsAll(improvements(ranked));
        assertThat(sample)
                .containsAll(improvements(ranked.stream()
                        .sorted(Comparator.comparing(TrialRow::endedAt))
                        .toList()));
        assertThat(sample).hasSizeBetween(POINTS + 200, POINTS + 400);
    }

    private static List<TrialRow> improvements(List<TrialRow> rows) {
        List<TrialRow> improvements = new ArrayList<>();
        double best = Double.POSITIVE_INFINITY;
        for (TrialRow row : rows) {
            if (row.result() < best) {
                improvements.add(row);
                best = row.result();
            }
        }
        return improvements;
    }

    @Test
    void shouldBeSpreadEvenly() {
        List<TrialRow> rows = rows(10_000);
        List<TrialRow> sample = TrialSample.of(rows, 1000, STANDINGS);
        for (int from = 0; from < 9000; from += 1000) {
            long first = from;
            assertThat(sample.stream().filter(row -> row.number() / 1000 == first / 1000))
                    .as("from %s", first)
                    .hasSizeBetween(95, 220);
        }
    }

    @Test
    void shouldOnlyAddWhatIsNew() {
        // given
        List<TrialRow> rows = rows(1200);
        Set<Long> before = numbers(TrialSample.of(rows.subList(0, 600), POINTS, STANDINGS));
        for (int count = 601; count <= rows.size(); count++) {
            // when
            Set<Long> sample = numbers(TrialSample.of(rows.subList(0, count), POINTS, STANDINGS));
            // then
            Set<Long> entered = new HashSet<>(sample);
            entered.removeAll(before);
            assertThat(entered).containsExactly((long) count - 1);
            before = sample;
        }
    }
}
