package io.trialog.spi.tuner;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.option.Options;
import io.trialog.spi.space.SearchSpace;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TunerContextTest {

    @Test
    void shouldGiveEveryTrialAStreamOfItsOwn() {
        Set<Long> first = new HashSet<>();
        for (long seed = 0; seed < 20; seed++) {
            for (long trial = 0; trial < 500; trial++) {
                first.add(context(seed).random(trial).nextLong());
            }
        }

        assertThat(first).hasSize(20 * 500);
    }

    @Test
    void shouldGiveTheSameStreamAgain() {
        assertThat(context(5).random(3).nextDouble())
                .isEqualTo(context(5).random(3).nextDouble());
    }

    @Test
    void shouldCompareByDirection() {
        assertThat(Direction.MINIMIZE.isBetter(1, 2)).isTrue();
        assertThat(Direction.MAXIMIZE.isBetter(1, 2)).isFalse();
        assertThat(Direction.MINIMIZE.isBetter(1, 1)).isFalse();
        assertThat(Direction.MAXIMIZE.isBetter(1, Double.NaN)).isTrue();
        assertThat(Direction.MAXIMIZE.isBetter(Double.NaN, 1)).isFalse();
        assertThat(Direction.MAXIMIZE.toLoss(3)).isEqualTo(-3);
    }

    private static TunerContext context(long seed) {
        return new TunerContext() {
            @Override
            public SearchSpace searchSpace() {
                return SearchSpace.of();
            }

            @Override
            public Direction direction() {
                return Direction.MINIMIZE;
            }

            @Override
            public Options options() {
                return OptionSchema.none().read(Map.of());
            }

            @Override
            public long seed() {
                return seed;
            }
        };
    }
}
