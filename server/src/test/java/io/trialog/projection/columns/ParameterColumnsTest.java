package io.trialog.projection.columns;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.fixtures.BoardStory;
import io.trialog.fixtures.Configs;
import io.trialog.projection.TrialRow;
import io.trialog.spi.space.SearchSpace;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ParameterColumnsTest {

    private static final SearchSpace SPACE = SearchSpace.parse(new TreeMap<>(Map.of(
            "layer",
            Map.of(
                    "_type",
                    "choice",
                    "_value",
                    List.of(
                            new TreeMap<>(Map.of(
                                    "_name", "conv", "filters", Map.of("_type", "randint", "_value", List.of(1, 9)))),
                            Map.of("_name", "none"))),
            "lr",
            Map.of("_type", "uniform", "_value", List.of(0, 1)))));

    private static List<ParameterColumn> columns(List<Map<String, Object>> configurations) {
        BoardStory story = new BoardStory(Configs.of(null, 1));
        for (int number = 0; number < configurations.size(); number++) {
            story.starts(number, configurations.get(number));
        }
        List<TrialRow> rows = story.rows();
        return ParameterColumns.of(SPACE, rows);
    }

    @Test
    void shouldPutNestedParametersBehindTheirChoice() {
        assertThat(columns(List.of(
                        new TreeMap<>(
                                Map.of("lr", 0.5, "layer", new TreeMap<>(Map.of("_name", "conv", "filters", 3L)))),
                        new TreeMap<>(Map.of("lr", 0.25, "layer", Map.of("_name", "none"))))))
                .containsExactly(
                        new ParameterColumn("layer", List.of("conv", "none")),
                        new ParameterColumn("layer/filters", Arrays.asList(3L, null)),
                        new ParameterColumn("lr", List.of(0.5, 0.25)));
    }

    @Test
    void shouldKnowParametersThatNoTrialHas() {
        assertThat(columns(List.of()))
                .extracting(ParameterColumn::name)
                .containsExactly("layer", "layer/filters", "lr");
    }

    @Test
    void shouldAddParametersThatOnlyTrialsHave() {
        assertThat(columns(List.of(Map.of("lr", 0.5), Map.of("old", true, "lr", 1L))))
                .last()
                .isEqualTo(new ParameterColumn("old", Arrays.asList(null, true)));
    }

    @Test
    void shouldBeNumericWithNumbersAlone() {
        assertThat(columns(List.of(Map.of("lr", 0.5), Map.of("lr", 1L))).get(2).isNumeric())
                .isTrue();
        assertThat(columns(List.of(Map.of("lr", 0.5), Map.of("lr", "auto")))
                        .get(2)
                        .isNumeric())
                .isFalse();
        assertThat(columns(List.of(Map.of("lr", 0.5), Collections.singletonMap("lr", null)))
                        .get(2)
                        .values())
                .containsExactly(0.5, "null");
    }
}
