package io.trialog.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.fixtures.Seed;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SequenceSetTest {

    private static SequenceSet of(long... sequences) {
        SequenceSet set = SequenceSet.EMPTY;
        for (long sequence : sequences) {
            set = set.with(sequence);
        }
        return set;
    }

    @Test
    void shouldCloseGaps() {
        assertThat(of(0, 1, 2)).hasToString("<3 []");
        assertThat(of(0, 2, 1)).hasToString("<3 []");
        assertThat(of(2, 4, 3)).hasToString("<0 [2, 3, 4]");
        assertThat(of(3, 2)).hasToString("<0 [2, 3]");
        assertThat(of(5, 0, 5)).hasToString("<1 [5]");
    }

    @Test
    void shouldKnowTheNumberAfterItsHighest() {
        assertThat(SequenceSet.EMPTY.end()).isZero();
        assertThat(SequenceSet.EMPTY.with(7).with(3).end()).isEqualTo(8);
    }

    @Test
    void shouldLeaveTheSetItWasMadeFrom() {
        SequenceSet before = of(0, 1);
        SequenceSet after = before.with(2);
        assertThat(before.contains(2)).isFalse();
        assertThat(after.contains(2)).isTrue();
    }

    @Test
    void shouldHoldWhatASortedSetHolds() {
        Random random = Seed.random(SequenceSetTest.class);
        for (int round = 0; round < 200; round++) {
            // given
            int bound = 1 + random.nextInt(40);
            SequenceSet set = SequenceSet.EMPTY;
            TreeSet<Long> expected = new TreeSet<>();
            // when
            for (int i = random.nextInt(60); i > 0; i--) {
                long sequence = random.nextInt(bound);
                set = set.with(sequence);
                expected.add(sequence);
            }
            // then
            for (long sequence = 0; sequence <= bound; sequence++) {
                assertThat(set.contains(sequence)).isEqualTo(expected.contains(sequence));
            }
            assertThat(set.size()).isEqualTo(expected.size());
        }
    }
}
