package io.trialog.spi.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearMissTest {

    private static final List<String> KNOWN = List.of("trialCommand", "trialConcurrency", "tuner", "assessor");

    @ParameterizedTest
    @CsvSource({
        "trialComand, trialCommand",
        "trial_command, trialCommand",
        "TRIAL-COMMAND, trialCommand",
        "trialConcurency, trialConcurrency",
        "tunre, tuner",
        "assesor, assessor"
    })
    void shouldFindWhatWasMeant(String written, String meant) {
        assertThat(NearMiss.of(written, KNOWN)).hasValue(meant);
        assertThat(NearMiss.hint(written, KNOWN)).isEqualTo("; did you mean '" + meant + "'?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "maxDuration", "tunnelling", "x"})
    void shouldNotGuessWhenNothingIsNear(String written) {
        assertThat(NearMiss.of(written, KNOWN)).isEmpty();
        assertThat(NearMiss.hint(written, KNOWN)).isEmpty();
    }

    @Test
    void shouldTakeTheNearest() {
        assertThat(NearMiss.of("uniforn", List.of("quniform", "loguniform", "uniform")))
                .hasValue("uniform");
    }

    @Test
    void shouldKnowNothingWithoutNames() {
        assertThat(NearMiss.of("x", List.of())).isEmpty();
    }
}
