package io.trialog.spi.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTest {

    @Test
    void shouldGrowItsPathFromTheInside() {
        assertThat(new Problem("", "bad").under("lr")).hasToString("lr: bad");
        assertThat(new Problem("lr", "bad").under("space")).hasToString("space.lr: bad");
        assertThat(new Problem("[0].x", "bad").under("list")).hasToString("list[0].x: bad");
        assertThat(new Problem("lr", "bad").under("")).hasToString("lr: bad");
    }

    @Test
    void shouldBeRefusedForEveryReason() {
        InvalidInputException refused =
                new InvalidInputException(List.of(new Problem("a", "one"), new Problem("b", "two")));

        assertThat(refused).hasMessage("a: one\nb: two");
        assertThatThrownBy(() -> new InvalidInputException(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
