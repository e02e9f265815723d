package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.event.TrialState;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine.TypeConversionException;

class TrialStateConverterTest {

    private final TrialStateConverter converter = new TrialStateConverter();

    @ParameterizedTest
    @EnumSource(TrialState.class)
    void shouldReadEveryStateAsItIsShown(TrialState state) {
        assertThat(converter.convert(state.name())).isEqualTo(state);
        assertThat(converter.convert(TrialLine.name(state).replace(' ', '-'))).isEqualTo(state);
        assertThat(converter.convert(TrialLine.name(state).replace(' ', '_'))).isEqualTo(state);
    }

    @Test
    void shouldNameAllStatesInTheHelp() {
        assertThat(TrialStateConverter.NAMES)
                .isEqualTo(Arrays.stream(TrialState.values())
                        .map(state -> TrialLine.name(state).replace(' ', '-'))
                        .collect(Collectors.joining(", ")));
    }

    @Test
    void shouldNameTheNearMiss() {
        assertThatThrownBy(() -> converter.convert("succeded"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageStartingWith("succeded (expected: waiting, ")
                .hasMessageEndingWith("; did you mean 'succeeded'?)");
    }
}
