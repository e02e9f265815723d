package io.trialog.spi.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrdinalTest {

    @Test
    void shouldKnowThePlaceOfItsOptions() {
        Ordinal sizes = new Ordinal(List.of(16, 64, 256));

        assertThat(sizes.indexOf(16)).isZero();
        assertThat(sizes.indexOf(256.0)).isEqualTo(2);
        assertThat(sizes.indexOf(17)).isEqualTo(-1);
        assertThat(sizes.check(17)).hasSize(1);
        assertThat(sizes.check(64L)).isEmpty();
    }

    @Test
    void shouldSampleEveryOption() {
        Ordinal sizes = new Ordinal(List.of("small", "medium", "large"));
        Set<Object> sampled = new HashSet<>();

        Seeded.random(random -> sampled.add(sizes.sample(random)));

        assertThat(sampled).containsExactlyInAnyOrder("small", "medium", "large");
    }

    @Test
    void shouldRefuseNoOptionsAndEqualOptions() {
        assertThatThrownBy(() -> new Ordinal(List.of())).hasMessageContaining("at least one option");
        assertThatThrownBy(() -> new Ordinal(List.of(1, 2, 1.0))).hasMessageContaining("every option once");
    }
}
