package io.trialog.tuners.tpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.spi.problem.InvalidInputException;
import io.trialog.spi.space.Configuration;
import io.trialog.spi.space.Parameter;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.space.Uniform;
import io.trialog.spi.testkit.Capability;
import io.trialog.spi.testkit.FakeTunerContext;
import io.trialog.spi.testkit.Simulation;
import io.trialog.spi.testkit.TunerContract;
import io.trialog.spi.tuner.Direction;
import io.trialog.spi.tuner.TunerFactory;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TpeLegacyTunerTest {

    private static final SearchSpace LINE = SearchSpace.of(new Parameter("x", new Uniform(0, 1)));

    @Nested
    class WithItsArguments extends TunerContract {
        @Override
        protected TunerFactory factory() {
            return new TpeLegacyTunerFactory();
        }

        @Override
        protected Set<Capability> capabilities() {
            return EnumSet.allOf(Capability.class);
        }

        @Override
        protected Map<String, ?> classArgs() {
            return Map.of("optimize_mode", "minimize", "parallel_optimize", true, "constant_liar_type", "mean");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MINIMIZE, false, min, worst",
        "MAXIMIZE, false, max, worst",
        "MINIMIZE, true, min, best",
        "MAXIMIZE, true, min, worst",
        "MINIMIZE, true, max, worst",
        "MAXIMIZE, true, max, best",
        "MINIMIZE, true, mean, mean",
        "MAXIMIZE, true, mean, mean"
    })
    void shouldProposeWhatTpeDoesThatAssumesTheSame(Direction direction, boolean parallel, String word, String liar) {
        assertThat(proposals(
                        new TpeLegacyTunerFactory(),
                        direction,
                        Map.of("parallel_optimize", parallel, "constant_liar_type", word)))
                .isEqualTo(proposals(
                        new TpeTunerFactory(), direction, Map.of("tpe_args", Map.of("constant_liar_type", liar))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"parallel_optimize", "constant_liar_type"})
    void shouldRefuseBadArguments(String name) {
        assertThatThrownBy(() -> new TpeLegacyTunerFactory().options().read(Map.of(name, "often")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("expected");
    }

    private static List<Configuration> proposals(TunerFactory factory, Direction direction, Map<String, ?> classArgs) {
        return new Simulation(
                        FakeTunerContext.of(LINE)
                                .withSeed(1)
                                .withDirection(direction)
                                .withClassArgs(classArgs)
                                .create(factory),
                        direction)
                .withConcurrency(8)
                .run(40, configuration -> Math.abs(configuration.number("x") - 0.3))
                .proposals();
    }
}
