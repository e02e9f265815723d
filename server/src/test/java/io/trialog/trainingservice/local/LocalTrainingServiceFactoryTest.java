package io.trialog.trainingservice.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.spi.problem.InvalidInputException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalTrainingServiceFactoryTest {

    private final LocalTrainingServiceFactory factory = new LocalTrainingServiceFactory();

    @Test
    void shouldGiveTenSecondsOfGraceUnlessToldOtherwise() {
        assertThat(factory.options().read(Map.of()).number("grace_seconds")).isEqualTo(10.0);
        assertThat(factory.options().read(Map.of("grace_seconds", 0)).number("grace_seconds"))
                .isZero();
    }

    @Test
    void shouldRefuseGraceBelowZero() {
        assertThatThrownBy(() -> factory.options().read(Map.of("grace_seconds", -1)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("grace_seconds: -1 (expected: a number, >= 0");
    }

    @Test
    void shouldRefuseUnknownOptions() {
        assertThatThrownBy(() -> factory.options().read(Map.of("grace_second", 1)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("grace_seconds");
    }
}
