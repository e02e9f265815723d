package io.trialog.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenciesTest {

    private final Latencies latencies = new Latencies();

    @Test
    void shouldGiveExactQuantilesWhateverTheOrder() {
        for (int millis = 100_000; millis >= 1; millis--) {
            latencies.add(millis * 1_000_000L);
        }

        assertThat(latencies.count()).isEqualTo(100_000);
        assertThat(latencies.millis(0.5)).isEqualTo(50_000);
        assertThat(latencies.millis(0.99)).isEqualTo(99_000);
        assertThat(latencies.millis(1)).isEqualTo(100_000);
    }

    @Test
    void shouldGiveTheOnlyOneForEveryQuantile() {
        latencies.add(1_500_000);

        assertThat(latencies.millis(0.01)).isEqualTo(1.5);
        assertThat(latencies.millis(0.99)).isEqualTo(1.5);
    }

    @Test
    void shouldHaveNoQuantileOfNothing() {
        assertThat(latencies.millis(0.5)).isNaN();
    }
}
