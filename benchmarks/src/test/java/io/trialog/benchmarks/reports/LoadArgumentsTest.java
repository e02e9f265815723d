package io.trialog.benchmarks.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadArgumentsTest {

    @Test
    void shouldUseTheDefaultPlanWithoutArguments() {
        LoadArguments read = LoadArguments.read();

        assertThat(read.plan()).isEqualTo(LoadPlan.DEFAULT);
        assertThat(read.data()).isEmpty();
        assertThat(read.profile()).isFalse();
    }

    @Test
    void shouldReadEveryArgument() {
        LoadArguments read = LoadArguments.read(
                "--connections",
                "2,8",
                "--batches",
                "10",
                "--warm-up",
                "0.5",
                "--seconds",
                "1",
                "--data",
                "..",
                "--profile");

        assertThat(read.plan())
                .isEqualTo(new LoadPlan(List.of(2, 8), List.of(10), Duration.ofMillis(500), Duration.ofSeconds(1)));
        assertThat(read.data()).contains(Path.of(".."));
        assertThat(read.profile()).isTrue();
    }

    @Test
    void shouldNameAllProblemsAtOnce() {
        assertThatThrownBy(() -> LoadArguments.read(
                        "--connections",
                        "0,x,16",
                        "--batches",
                        "501",
                        "--seconds",
                        "-1",
                        "--warm-up",
                        "0",
                        "--data",
                        "no-such-folder",
                        "--fast"))
                .hasMessageContaining("--connections: 0 (expected: numbers from 1 to 1000")
                .hasMessageContaining("--connections: x (expected:")
                .hasMessageContaining("--batches: 501 (expected: numbers from 1 to 500")
                .hasMessageContaining("--seconds: -1 (expected: seconds, above 0")
                .hasMessageContaining("--warm-up: 0 (expected: seconds")
                .hasMessageContaining("--data: no-such-folder (expected: a folder that exists)")
                .hasMessageContaining("--fast: unknown (expected: --connections,");
    }

    @Test
    void shouldMissAValue() {
        assertThatThrownBy(() -> LoadArguments.read("--seconds"))
                .hasMessage("--seconds: nothing (expected: seconds, above 0 and at most 600)");
    }
}
