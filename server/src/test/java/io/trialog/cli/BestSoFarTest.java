package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.cli.BestSoFar.Verdict;
import io.trialog.spi.tuner.Direction;
import org.junit.jupiter.api.Test;

class BestSoFarTest {

    @Test
    void shouldTellByHowMuchAResultIsBetter() {
        BestSoFar best = new BestSoFar(Direction.MAXIMIZE, null);

        assertThat(best.take(0.5)).isEqualTo(new Verdict(true, null));
        assertThat(best.take(0.5)).isEqualTo(Verdict.NOT_BEST);
        assertThat(best.take(0.25)).isEqualTo(Verdict.NOT_BEST);
        assertThat(best.take(0.75)).isEqualTo(new Verdict(true, 0.25));
    }

    @Test
    void shouldKnowThatLessCanBeBetter() {
        BestSoFar best = new BestSoFar(Direction.MINIMIZE, 2.0);

        assertThat(best.take(3.0)).isEqualTo(Verdict.NOT_BEST);
        assertThat(best.take(1.5)).isEqualTo(new Verdict(true, -0.5));
    }

    @Test
    void shouldNotCountWhatIsNoNumber() {
        BestSoFar best = new BestSoFar(Direction.MINIMIZE, null);

        assertThat(best.take(null)).isEqualTo(Verdict.NOT_BEST);
        assertThat(best.take(Double.NaN)).isEqualTo(Verdict.NOT_BEST);
        assertThat(best.take(Double.NEGATIVE_INFINITY)).isEqualTo(Verdict.NOT_BEST);
        assertThat(best.take(1.0)).isEqualTo(new Verdict(true, null));
    }
}
