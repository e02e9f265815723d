package io.trialog.tuners.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.spi.space.Configuration;
import io.trialog.spi.space.Parameter;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.space.Uniform;
import io.trialog.spi.tuner.Direction;
import io.trialog.spi.tuner.Observation;
import io.trialog.tuners.space.ModelSpace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private final History history =
            new History(ModelSpace.of(SearchSpace.of(new Parameter("x", new Uniform(0, 1)))), Direction.MINIMIZE);

    @Test
    void shouldKnowTheMeanOfWhatCounts() {
        succeed(0, 1);
        succeed(1, 3);
        assertThat(history.meanLoss()).isEqualTo(2);

        history.observe(List.of(Observation.pending(1, x()))); // tried again
        assertThat(history.meanLoss()).isEqualTo(1);

        succeed(1, 0);
        history.observe(List.of(Observation.ended(2, x(), Observation.State.FAILED)));
        assertThat(history.meanLoss()).isEqualTo(0.5);
    }

    @Test
    void shouldHaveTheSameMeanWheneverItIsAskedFor() {
        History asked = new History(history.space(), Direction.MINIMIZE);
        double[] values = {0.1, 1e9, 0.7, -1e-3, 3e8, 0.3};
        for (int i = 0; i < values.length; i++) {
            succeed(i, values[i]);
            asked.observe(List.of(Observation.succeeded(i, x(), values[i])));
            asked.meanLoss();
        }

        assertThat(asked.meanLoss()).isEqualTo(history.meanLoss());
    }

    @Test
    void shouldFindTheBestAndTheNewest() {
        for (int i = 0; i < 6; i++) {
            succeed(i, Math.abs(i - 4));
        }

        List<Trial> best = history.best(2);

        assertThat(numbers(best)).containsExactly(4L, 3L);
        assertThat(numbers(history.newestWithout(best, 3))).containsExactly(1L, 2L, 5L);
        assertThat(history.best(100)).hasSize(6);
        assertThat(history.newestWithout(best, 100)).hasSize(4);
    }

    private static List<Long> numbers(List<Trial> trials) {
        return trials.stream().map(trial -> trial.observation().trialNumber()).toList();
    }

    private void succeed(long trial, double value) {
        history.observe(List.of(Observation.succeeded(trial, x(), value)));
    }

    private static Configuration x() {
        return Configuration.of(Map.of("x", 0.5));
    }
}
