package io.trialog.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.fixtures.Seed;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PositionListTest {

    private static PositionList of(long... positions) {
        PositionList list = new PositionList();
        for (long position : positions) {
            list.add(position);
        }
        return list;
    }

    @Test
    void shouldGiveBackWhatWasAdded() {
        Random random = Seed.random(PositionListTest.class);
        for (int round = 0; round < 100; round++) {
            // given
            long[] positions = LongStream.generate(() -> 1 + (random.nextLong() >>> (24 + random.nextInt(40))))
                    .limit(random.nextInt(50))
                    .sorted()
                    .distinct()
                    .toArray();
            // when
            PositionList list = of(positions);
            PositionList read = PositionList.of(list.encoded().get());
            // then
            assertThat(list.toArray()).isEqualTo(positions);
            assertThat(read.toArray()).isEqualTo(positions);
            long next = positions.length == 0 ? 1 : positions[positions.length - 1] + 1;
            read.add(next);
            assertThat(read.toArray()).endsWith(next).hasSize(positions.length + 1);
        }
    }

    @Test
    void shouldTakeOneByteForAPositionThatIsNear() {
        assertThat(of(LongStream.rangeClosed(1, 99).toArray()).encoded().get()).hasSize(99 * 4 / 3);
    }

    @Test
    void shouldKeepAPictureAsItWas() {
        // given
        PositionList list = of(3, 5);
        Supplier<String> picture = list.encoded();
        // when
        LongStream.range(6, 1000).forEach(list::add);
        // then
        assertThat(PositionList.of(picture.get()).toArray()).containsExactly(3, 5);
    }

    @Test
    void shouldRefuseWhatIsNoList() {
        assertThatThrownBy(() -> PositionList.of("gA")).hasMessage("positions: cut off (expected: whole numbers)");
        assertThatThrownBy(() -> of(5, 5)).hasMessage("position: 5 (expected: > 5)");
    }
}
