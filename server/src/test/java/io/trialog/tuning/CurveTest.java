package io.trialog.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurveTest {

    @Test
    void shouldGiveListsThatStayAsTheyAre() {
        // given
        Curve curve = new Curve();
        List<List<Double>> pictures = new ArrayList<>();
        // when
        for (int i = 0; i < 40; i++) {
            pictures.add(curve.soFar());
            curve.add(i);
        }
        // then
        for (int i = 0; i < 40; i++) {
            assertThat(pictures.get(i)).hasSize(i);
            assertThat(pictures.get(i)).allMatch(value -> value < 40);
        }
        assertThat(pictures.get(3)).containsExactly(0.0, 1.0, 2.0);
        assertThatThrownBy(() -> pictures.get(3).get(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> pictures.get(3).set(0, 1.0)).isInstanceOf(UnsupportedOperationException.class);
    }
}
