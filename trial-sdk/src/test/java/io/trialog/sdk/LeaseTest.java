package io.trialog.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeaseTest {

    @ParameterizedTest
    @CsvSource({"60, 60000", "7.5, 7500", "1e300, 86400000"})
    void shouldTakeAPositiveNumber(String text, long millis) {
        assertThat(Lease.ofSeconds(text)).isEqualTo(new Lease(Duration.ofMillis(millis)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "0", "-1", "NaN", "Infinity"})
    void shouldTakeNothingElse(String nonsense) {
        assertThat(Lease.ofSeconds(nonsense)).isNull();
    }

    @Test
    void shouldAskForAThirdOfTheLeaseBetweenHeartbeats() {
        assertThat(new Lease(Duration.ofSeconds(60)).heartbeatPause()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void shouldNotFloodAServerThatGrantsNextToNothing() {
        assertThat(new Lease(Duration.ofMillis(1)).heartbeatPause()).isEqualTo(Duration.ofMillis(100));
    }
}
