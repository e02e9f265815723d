package io.trialog.scheduling;

import static io.trialog.fixtures.EngineFixture.X;
import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.Outlook;
import io.trialog.event.SuggestionsRequested;
import io.trialog.fixtures.Configs;
import io.trialog.fixtures.EngineFixture;
import io.trialog.spi.space.Configuration;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.tuning.RecordSuggestions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrialParametersTest {

    private static Map<String, ?> received(Suggestion proposal) {
        try (EngineFixture fixture = EngineFixture.running(Configs.of(9, 1))) {
            long request = fixture.lastOf(SuggestionsRequested.class).position();
            fixture.when(new RecordSuggestions(X, request, List.of(proposal), Outlook.MORE, EngineFixture.TUNER));
            return TrialParameters.of(fixture.board().trial(X, 0).orElseThrow());
        }
    }

    private static Suggestion rate() {
        return Suggestion.of(Configuration.of(Map.of("lr", 0.01)));
    }

    @Test
    void shouldBeTheConfigurationAlone() {
        assertThat(received(rate())).isEqualTo(Map.of("lr", 0.01));
    }

    @Test
    void shouldHoldTheBudgetAsAWholeNumberWhereItIsOne() {
        assertThat(received(rate().withBudget(9))).isEqualTo(Map.of("lr", 0.01, "TRIAL_BUDGET", 9L));
        assertThat(received(rate().withBudget(2.5))).isEqualTo(Map.of("lr", 0.01, "TRIAL_BUDGET", 2.5));
    }

    @Test
    void shouldNotReplaceAParameterOfTheSearchSpace() {
        Configuration own = Configuration.of(Map.of("TRIAL_BUDGET", "mine"));
        assertThat(received(Suggestion.of(own).withBudget(9))).isEqualTo(Map.of("TRIAL_BUDGET", "mine"));
    }
}
