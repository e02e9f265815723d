package io.trialog.projection.selection;

import static io.trialog.fixtures.BoardStory.X;
import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.TrialState;
import io.trialog.fixtures.BoardStory;
import io.trialog.fixtures.Configs;
import io.trialog.fixtures.Seed;
import io.trialog.projection.ExperimentSummary;
import io.trialog.projection.TrialPage;
import io.trialog.projection.TrialRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which trials, in which order. */
class SelectionTest {

    private final BoardStory story = new BoardStory(Configs.of(null, 9))
            .starts(0, nested("conv", 16L, 0.01))
            .starts(1, nested("none", null, 0.0123))
            .starts(2, nested("conv", 160L, 0.5))
            .starts(3, Map.of("layer", "odd", "lr", "Auto"))
            .starts(4, Map.of())
            .after(Duration.ofSeconds(90))
            .succeeds(0, 0.9)
            .fails(1, "CUDA out of memory")
            .succeeds(2, 0.7)
            .succeeds(3, Double.NaN);

    private static Map<String, @Nullable Object> nested(String layer, @Nullable Object units, double lr) {
        Map<String, @Nullable Object> choice = new TreeMap<>(Map.of("_name", layer));
        if (units != null) {
            choice.put("units", units);
        }
        return new TreeMap<>(Map.of("layer", choice, "lr", lr));
    }

    private static TrialPage page(BoardStory story, Selection selection) {
        ExperimentSummary experiment = story.board().experiment(X).orElseThrow();
        return selection.of(experiment, story.rows());
    }

    private List<Long> numbers(Selection selection) {
        return page(story, selection).trials().stream().map(TrialRow::number).toList();
    }

    private static Selection all(String sort) {
        return new Selection(Set.of(), List.of(), null, TrialSort.parse(sort), 0, 100);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lr<0.1 | 0 1",
                "lr=auto | 3",
                "lr!=0.5 | 0 1 3",
                "layer=conv | 0 2",
                "layer~on | 0 1 2",
                "layer/units>16 | 2",
                "layer.units>=16 | 0 2",
                "param.layer.units=16 | 0",
                "parameter:layer/units=16 | 0",
                "metric:default>0.8 | 0",
                "value<1 | 0 2",
                "value!=0.9 | 2 3",
                "value=NaN | 3",
                "value>=0 | 0 2",
                "state=RUNNING | 4",
                "state=succeeded | 0 2 3",
                "state!=failed | 0 2 3 4",
                "reason~memory | 1",
                "duration>=90 | 0 1 2 3",
                "number>3 | 4",
                "attempt=1 | 0 1 2 3 4",
                "tag=x | ''",
            })
    void shouldTakeThoseThatMeetACondition(String condition, String expected) {
        Selection selection =
                new Selection(Set.of(), List.of(TrialCondition.parse(condition)), null, TrialSort.BY_NUMBER, 0, 100);
        assertThat(numbers(selection).stream().map(String::valueOf))
                .isEqualTo(Stream.of(expected.split(" "))
                        .filter(number -> !number.isEmpty())
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cuda | 1",
                "CONV | 0 2",
                "0.01 | 0 1",
                "16 | 0 2",
                "160 | 2",
                "auto | 3",
                "3 | 3",
                "x-1 | 1",
                "x | ''",
                "nothing | ''",
            })
    void shouldFindATextAnywhere(String text, String expected) {
        Selection selection = new Selection(Set.of(), List.of(), text, TrialSort.BY_NUMBER, 0, 100);
        assertThat(numbers(selection).stream().map(String::valueOf))
                .isEqualTo(Stream.of(expected.split(" "))
                        .filter(number -> !number.isEmpty())
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "number | 0 1 2 3 4",
                "-number | 4 3 2 1 0",
                "value | 2 0 1 3 4",
                "-value | 0 2 1 3 4",
                "state | 4 0 2 3 1",
                "lr | 0 1 2 3 4",
                "-lr | 3 2 1 0 4",
                "parameter:layer/units | 0 2 1 3 4",
                "-parameter:layer/units | 2 0 1 3 4",
                "-metric:default | 0 2 1 3 4",
                "ended | 0 1 2 3 4",
                "reason | 1 0 2 3 4",
                "best | 0 2",
                "pareto | 0",
            })
    void shouldSort(String sort, String expected) {
        assertThat(numbers(all(sort)).stream().map(String::valueOf)).isEqualTo(List.of(expected.split(" ")));
    }

    @Test
    void shouldKnowParametersWhoseNamesHaveSeparators() {
        BoardStory dotted = new BoardStory(Configs.of(null, 9))
                .starts(0, Map.of("a.b", 1L, "c/d", Map.of("_name", "e", "f.g", 2L)))
                .starts(1, Map.of("a.b", 3L));
        for (String condition : List.of("a.b=1", "c/d=e", "c/d/f.g=2", "param.c/d.f.g=2")) {
            Selection selection = new Selection(
                    Set.of(), List.of(TrialCondition.parse(condition)), null, TrialSort.BY_NUMBER, 0, 100);
            assertThat(page(dotted, selection).trials())
                    .as(condition)
                    .extracting(TrialRow::number)
                    .containsExactly(0L);
        }
    }

    @Test
    void shouldCombineEverything() {
        Selection selection = new Selection(
                Set.of(TrialState.SUCCEEDED),
                List.of(TrialCondition.parse("lr<1"), TrialCondition.parse("layer=conv")),
                "conv",
                TrialSort.parse("-value"),
                1,
                1);
        TrialPage page = page(story, selection);
        assertThat(page.total()).isEqualTo(2);
        assertThat(page.offset()).isEqualTo(1);
        assertThat(page.trials()).extracting(TrialRow::number).containsExactly(2L);
    }

    @Test
    void shouldGiveEveryPageOfASortedList() {
        // given
        Random random = Seed.random(SelectionTest.class);
        BoardStory many = new BoardStory(Configs.of(null, 9));
        for (long number = 0; number < 500; number++) {
            many.starts(number, Map.of("lr", (double) random.nextInt(40)));
            if (random.nextInt(4) > 0) {
                many.succeeds(number, random.nextInt(10) == 0 ? Double.NaN : random.nextInt(50));
            }
        }
        Comparator<TrialRow> byValue = Comparator.comparing(
                TrialRow::result,
                (a, b) -> a.isNaN() || b.isNaN() ? Boolean.compare(a.isNaN(), b.isNaN()) : a.compareTo(b));
        List<TrialRow> sorted = new ArrayList<>(many.rows());
        sorted.sort(byValue.thenComparing(TrialRow::number));
        for (int i = 0; i < 200; i++) {
            // when
            int offset = random.nextInt(600);
            int limit = 1 + random.nextInt(random.nextBoolean() ? 5 : 600);
            TrialPage page =
                    page(many, new Selection(Set.of(), List.of(), null, TrialSort.parse("value"), offset, limit));
            // then
            assertThat(page.total()).isEqualTo(500);
            assertThat(page.trials())
                    .isEqualTo(sorted.stream().skip(offset).limit(limit).toList());
        }
    }

    @Test
    void shouldAgreeWithTheBoard() {
        for (String sort : List.of("number", "-number", "best", "pareto")) {
            Selection selection = new Selection(Set.of(), List.of(), null, TrialSort.parse(sort), 1, 2);
            assertThat(story.board().trials(X, selection.quick().orElseThrow())).isEqualTo(page(story, selection));
        }
        assertThat(all("value").quick()).isEmpty();
        assertThat(new Selection(Set.of(), List.of(), "x", TrialSort.BY_NUMBER, 0, 1).quick())
                .isEmpty();
    }
}
