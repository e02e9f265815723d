package io.trialog.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryRequestTest {

    private static List<Long> read(String body) {
        return RetryRequest.read(body.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> problems(String body) {
        RequestRefused refused = catchThrowableOfType(RequestRefused.class, () -> read(body));
        return refused.error().details().stream().map(ErrorDetail::toString).toList();
    }

    @Test
    void shouldReadNumbers() {
        assertThat(read("{\"trials\": [3, 4, 3]}")).containsExactly(3L, 4L, 3L);
    }

    @Test
    void shouldReadThatAllAreMeant() {
        assertThat(read("{\"failed\": true}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | no body (expected: {\"trials\": [numbers]} or {\"failed\": true})",
                "{} | an empty object (expected: {\"trials\": [numbers]} or {\"failed\": true})",
                "[3] | an array (expected: {\"trials\": [numbers]} or {\"failed\": true})",
                "{\"trials\": []} | trials: an empty array (expected: one number or more; {\"failed\": true} for all that failed)",
                "{\"trials\": 3} | trials: 3 (expected: an array of numbers of trials)",
                "{\"trials\": null} | trials: null (expected: an array of numbers of trials)",
                "{\"trials\": [1e3]} | trials[0]: 1e3 (expected: a whole number >= 0)",
                "{\"trials\": [99999999999999999999]} | trials[0]: 99999999999999999999 (expected: a whole number >= 0)",
                "{\"failed\": false} | failed: false (expected: true)",
                "{\"trials\": [1], \"failed\": true} | failed: given besides trials (expected: one of the two)",
                "{\"faild\": true} | faild: unknown (expected: {\"trials\": [numbers]} or {\"failed\": true}; did you mean 'failed'?)",
                "{\"failed\": true} 1 | something after the end of the object (expected: nothing)"
            })
    void shouldSayWhatIsWrong(String body, String problem) {
        assertThat(problems(body)).containsExactly(problem);
    }

    @Test
    void shouldTellAllProblemsAtOnce() {
        assertThat(problems("{\"trials\": [-1, \"2\", [3], 4], \"failed\": 1, \"more\": {}}"))
                .containsExactly(
                        "trials[0]: -1 (expected: a whole number >= 0)",
                        "trials[1]: \"2\" (expected: a whole number >= 0)",
                        "trials[2]: an array (expected: a whole number >= 0)",
                        "failed: 1 (expected: true)",
                        "more: unknown (expected: {\"trials\": [numbers]} or {\"failed\": true})");
    }

    @Test
    void shouldSurviveWhatIsNoJson() {
        assertThat(problems("{\"trials\": [")).hasSize(1);
        assertThat(problems("nonsense")).hasSize(1);
    }
}
