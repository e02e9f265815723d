package io.trialog.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AttemptPolicyTest {

    @Test
    void shouldBeReadAsStored() {
        AttemptPolicy policy = new AttemptPolicy(3, List.of(1, 75), 0, NonFiniteMetric.WORST, Duration.ofSeconds(90));
        Map<String, @Nullable Object> configuration = new LinkedHashMap<>();
        policy.storeIn(configuration);
        assertThat(AttemptPolicy.stored(configuration)).isEqualTo(policy);
    }

    @Test
    void shouldHaveDefaultsInOldLogs() {
        assertThat(AttemptPolicy.stored(Map.of())).isEqualTo(AttemptPolicy.DEFAULT);
        assertThat(AttemptPolicy.stored(Map.of("retry", Map.of("onFailure", 2L))))
                .isEqualTo(new AttemptPolicy(2, List.of(), 2, NonFiniteMetric.FAIL, Duration.ofSeconds(60)));
    }
}
