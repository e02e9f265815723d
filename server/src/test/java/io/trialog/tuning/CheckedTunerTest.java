package io.trialog.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.spi.space.Configuration;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.tuner.Observation;
import io.trialog.spi.tuner.SuggestRequest;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.spi.tuner.Suggestions;
import io.trialog.spi.tuner.Tuner;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckedTunerTest {

    private static final Configuration RATE = Configuration.of(Map.of("lr", 0.1));
    private static final SearchSpace SPACE =
            SearchSpace.parse(Map.of("lr", Map.of("_type", "uniform", "_value", List.of(0, 1))));

    private static CheckedTuner proposing(Suggestion suggestion) {
        return new CheckedTuner(
                new Tuner() {
                    @Override
                    public Suggestions suggest(SuggestRequest request) {
                        return Suggestions.of(List.of(suggestion));
                    }

                    @Override
                    public void observe(List<Observation> observations) {}
                },
                SPACE);
    }

    @Test
    void shouldLetTrialsContinueThatHaveEnded() {
        CheckedTuner tuner = proposing(Suggestion.of(RATE).continuing(3));
        tuner.observe(List.of(Observation.pending(3, RATE), Observation.succeeded(3, RATE, 0.5)));
        assertThat(tuner.suggest(SuggestRequest.of(4, 1)).proposals()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 2, 7, Long.MAX_VALUE})
    void shouldRefuseToContinueWhatHasNotEnded(long parent) {
        CheckedTuner tuner = proposing(Suggestion.of(RATE).continuing(parent));
        tuner.observe(List.of(
                Observation.pending(0, RATE),
                Observation.pending(1, RATE),
                Observation.succeeded(1, RATE, 0.5),
                Observation.pending(2, RATE),
                Observation.ended(2, RATE, Observation.State.FAILED),
                Observation.pending(2, RATE),
                Observation.succeeded(-1, RATE, 0.5)));
        assertThatThrownBy(() -> tuner.suggest(SuggestRequest.of(3, 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a proposal continues trial " + parent + " (expected: a trial that has ended)");
    }

    @Test
    void shouldRefuseWhatDoesNotFitTheSearchSpace() {
        CheckedTuner tuner = proposing(Suggestion.of(Configuration.of(Map.of("lr", 2.0))));
        assertThatThrownBy(() -> tuner.suggest(SuggestRequest.of(0, 1)))
                .hasMessageContaining("a proposal does not fit the search space");
    }
}
