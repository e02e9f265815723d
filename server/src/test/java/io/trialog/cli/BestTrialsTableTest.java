package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.ExperimentId;
import io.trialog.projection.TrialQuery;
import io.trialog.projection.TrialRow;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BestTrialsTableTest {

    private final BestTrialsTable table = new BestTrialsTable(trials());

    @Test
    void shouldLeaveCellsOfInactiveParametersEmpty() {
        assertThat(table.lines(Style.PLAIN, 80))
                .containsExactly(
                        "trial  value  duration  layer  layer.units",
                        "   #1   0.75     0.0 s  none",
                        "   #0    0.5     0.0 s  conv   64");
    }

    @Test
    void shouldTurnWhenItIsTooWide() {
        assertThat(table.lines(Style.PLAIN, 41))
                .containsExactly(
                        "trial        #1     #0",
                        "value        0.75   0.5",
                        "duration     0.0 s  0.0 s",
                        "layer        none   conv",
                        "layer.units         64");
    }

    private static List<TrialRow> trials() {
        Story story = new Story()
                .created("a")
                .starts("a", 0, Map.of("layer", new TreeMap<>(Map.of("_name", "conv", "units", 64L))))
                .starts("a", 1, Map.of("layer", Map.of("_name", "none")))
                .succeeds("a", 0, 0.5)
                .succeeds("a", 1, 0.75);
        return story.board()
                .trials(new ExperimentId("a"), new TrialQuery(Set.of(), TrialQuery.Sort.BEST, 0, 5))
                .trials();
    }
}
