package io.trialog.spi.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WeightsTest {

    private static final int DRAWS = 20_000;

    @Test
    void shouldDrawOptionsByTheirWeight() {
        Choice choice = new Choice(List.of("rare", "common", "usual"), List.of(1.0, 3.0, 4.0));
        SplittableRandom random = new SplittableRandom(1);
        int[] counts = new int[3];

        for (int i = 0; i < DRAWS; i++) {
            counts[choice.indexOf(choice.sample(random))]++;
        }

        for (int option = 0; option < 3; option++) {
            assertThat(counts[option] / (double) DRAWS).isEqualTo(choice.probability(option), within(0.015));
        }
        assertThat(choice.probability(1)).isEqualTo(0.375);
    }

    @Test
    void shouldDrawBranchesByTheirWeight() {
        NestedChoice choice = new NestedChoice(
                List.of(
                        new NestedChoice.Branch("rare", SearchSpace.of()),
                        new NestedChoice.Branch("usual", SearchSpace.of())),
                List.of(1.0, 9.0));
        SplittableRandom random = new SplittableRandom(1);

        long rare = random.longs(DRAWS)
                .mapToObj(seed -> choice.sample(new SplittableRandom(seed)))
                .filter(Map.of("_name", "rare")::equals)
                .count();

        assertThat(rare / (double) DRAWS).isEqualTo(0.1, within(0.01));
        assertThat(choice.probability(0)).isEqualTo(0.1);
    }
}
