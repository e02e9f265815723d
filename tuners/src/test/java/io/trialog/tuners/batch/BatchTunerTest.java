package io.trialog.tuners.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.spi.problem.InvalidInputException;
import io.trialog.spi.space.Choice;
import io.trialog.spi.space.Configuration;
import io.trialog.spi.space.Parameter;
import io.trialog.spi.space.RandInt;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.testkit.Capability;
import io.trialog.spi.testkit.FakeTunerContext;
import io.trialog.spi.testkit.Simulation;
import io.trialog.spi.testkit.TunerContract;
import io.trialog.spi.tuner.Direction;
import io.trialog.spi.tuner.Observation;
import io.trialog.spi.tuner.SuggestRequest;
import io.trialog.spi.tuner.Suggestions;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerFactory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BatchTunerTest extends TunerContract {

    private static final List<Map<String, Object>> OPTIONS = List.of(
            Map.of("optimizer", "Adam", "rate", 0.01),
            Map.of("optimizer", "Adam", "rate", 0.001),
            Map.of("optimizer", "SGD", "rate", 0.1));

    @Override
    protected TunerFactory factory() {
        return new BatchTunerFactory();
    }

    @Override
    protected Set<Capability> capabilities() {
        return Set.of(Capability.CHOICE);
    }

    @Override
    protected SearchSpace searchSpace() {
        return space(List.copyOf(OPTIONS));
    }

    private static SearchSpace space(List<Object> options) {
        return SearchSpace.of(new Parameter("combine_params", new Choice(options)));
    }

    @Test
    void shouldProposeTheOptionsInOrderAndEnd() {
        // given
        Tuner tuner = tuner();

        // when
        Simulation simulation = new Simulation(tuner, Direction.MINIMIZE).run(10, configuration -> 0);

        // then
        assertThat(simulation.proposals())
                .extracting(proposal -> proposal.value("combine_params"))
                .containsExactlyElementsOf(OPTIONS);
        assertThat(simulation.isExhausted()).isTrue();
    }

    @Test
    void shouldSkipWhatIsKnownThoughItsValueIsZero() {
        // given: the value that the original takes for none
        Tuner tuner = tuner();
        tuner.observe(
                List.of(Observation.succeeded(-1, Configuration.of(Map.of("combine_params", OPTIONS.get(1))), 0)));

        // when
        Suggestions answer = tuner.suggest(SuggestRequest.of(0, 10));

        // then
        assertThat(answer.proposals())
                .extracting(proposal -> proposal.configuration().value("combine_params"))
                .containsExactly(OPTIONS.get(0), OPTIONS.get(2));
        assertThat(answer.outlook()).isEqualTo(Suggestions.Outlook.EXHAUSTED);
    }

    @Test
    void shouldGoOnWithOptionsThatAreAdded() {
        // given
        Tuner tuner = tuner();
        new Simulation(tuner, Direction.MINIMIZE).run(10, configuration -> 0);

        // when
        tuner.updateSearchSpace(space(List.of(OPTIONS.get(2), "another")));

        // then
        assertThat(tuner.suggest(SuggestRequest.of(3, 10)).proposals())
                .extracting(proposal -> proposal.configuration().value("combine_params"))
                .containsExactly("another");
    }

    @Test
    void shouldRefuseOtherSpacesWithAllReasons() {
        SearchSpace space = SearchSpace.of(
                new Parameter("a", new Choice(List.of(1))),
                new Parameter("b", new RandInt(0, 3)),
                new Parameter("c", new RandInt(0, 3)));

        assertThatThrownBy(() -> FakeTunerContext.of(space).create(factory()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("b: randint")
                .hasMessageContaining("c: randint")
                .hasMessageContaining("3 parameters");
    }

    private Tuner tuner() {
        return FakeTunerContext.of(searchSpace()).create(factory());
    }
}
