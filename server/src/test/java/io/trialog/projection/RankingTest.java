package io.trialog.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RankingTest {

    private record Entry(double loss, long number) {
        static final Comparator<Entry> IN_ORDER =
                Comparator.comparingDouble(Entry::loss).thenComparingLong(Entry::number);
    }

    private final Ranking ranking = new Ranking();

    @Test
    void shouldBeEmptyAtFirst() {
        assertThat(ranking.size()).isZero();
        assertThat(ranking.best()).isEmpty();
        assertThat(ranking.numbers(0, 10)).isEmpty();
        assertThat(ranking.equallyBest()).isEmpty();
    }

    @Test
    void shouldPutEqualsInTheOrderOfTheirNumbers() {
        // given
        ranking.add(2, 5);
        ranking.add(1, 7);
        ranking.add(1, 3);
        ranking.add(3, 0);
        // then
        assertThat(ranking.numbers(0, 10)).containsExactly(3L, 7L, 5L, 0L);
        assertThat(ranking.equallyBest()).containsExactly(3L, 7L);
        assertThat(ranking.best()).hasValue(3);
    }

    @Test
    void shouldGiveEveryPageOfASortedList() {
        // given
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("RankingTest: repeat with -Dseed=" + seed);
        Random random = new Random(seed);
        List<Entry> expected = new ArrayList<>();
        for (int change = 0; change < 20_000; change++) {
            // when
            boolean grows = expected.size() < 10 || random.nextInt(10) < (change < 12_000 ? 8 : 2);
            if (grows) {
                Entry entry = new Entry(random.nextInt(500), change);
                expected.add(entry);
                ranking.add(entry.loss(), entry.number());
            } else {
                Entry entry = expected.remove(random.nextInt(expected.size()));
                ranking.remove(entry.loss(), entry.number());
            }
            // then
            if (change % 200 == 0) {
                List<Long> sorted = expected.stream()
                        .sorted(Entry.IN_ORDER)
                        .map(Entry::number)
                        .toList();
                int offset = random.nextInt(sorted.size() + 10);
                int limit = 1 + random.nextInt(sorted.size());
                assertThat(ranking.size()).isEqualTo(sorted.size());
                assertThat(ranking.best()).hasValue(sorted.get(0));
                assertThat(ranking.numbers(0, Integer.MAX_VALUE)).isEqualTo(sorted);
                assertThat(ranking.numbers(offset, limit))
                        .isEqualTo(sorted.stream().skip(offset).limit(limit).toList());
            }
        }
    }
}
