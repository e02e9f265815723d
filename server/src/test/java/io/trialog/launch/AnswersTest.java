package io.trialog.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.event.TrialState;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswersTest {

    @Test
    void shouldTellWhatTheTunerSaidOfATrial() throws JsonProcessingException {
        TrialJob trial =
                trial("'note': 'the best of bracket 2', 'tag': 'rung 3', 'budget': 27.5, 'parent': 4, 'value': 0.25");

        assertThat(trial.note()).isEqualTo("the best of bracket 2");
        assertThat(trial.tag()).isEqualTo("rung 3");
        assertThat(trial.budget()).isEqualTo(27.5);
        assertThat(trial.parent()).isEqualTo(4);
        assertThat(trial.value()).isEqualTo(0.25);
    }

    @Test
    void shouldTellNothingWhereTheTunerSaidNothing() throws JsonProcessingException {
        TrialJob trial = trial("'note': null, 'tag': null, 'budget': null, 'parent': null, 'value': null");

        assertThat(trial.note()).isNull();
        assertThat(trial.tag()).isNull();
        assertThat(trial.budget()).isNull();
        assertThat(trial.parent()).isNull();
        assertThat(trial.value()).isNull();
        assertThat(trial.configuration()).isEqualTo(Map.of("lr", 0.1));
        assertThat(trial.state()).isEqualTo(TrialState.SUCCEEDED);
    }

    @Test
    void shouldReadValuesThatAreNoNumbersInJson() throws JsonProcessingException {
        assertThat(trial("'value': 'NaN'").value()).isNaN();
        assertThat(trial("'value': '-Infinity'").value()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    private static TrialJob trial(String facts) throws JsonProcessingException {
        String json = "{'id': 'x-9', 'number': 9, 'state': 'SUCCEEDED', 'configuration': {'lr': 0.1}, 'attempt': 1,"
                + " 'createdAt': '2026-03-01T10:00:00Z', " + facts + "}";
        return Answers.trial(new ObjectMapper().readTree(json.replace('\'', '"')));
    }
}
