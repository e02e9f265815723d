package io.trialog.port;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.fixtures.Seed;
import io.trialog.port.SortedStore.Change;
import io.trialog.port.SortedStore.DeleteRange;
import io.trialog.port.SortedStore.Put;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every sorted store keeps. */
public abstract class SortedStoreContract {

    private SortedStore store;

    /** A new store. */
    protected abstract SortedStore emptyStore();

    @BeforeEach
    void open() {
        store = emptyStore();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void shouldFindWhatWasWritten() {
        // when
        store.write(List.of(put("a", "1"), put("b", ""), put("a", "2")));
        // then
        assertThat(store.get(key("a"))).isEqualTo(key("2"));
        assertThat(store.get(key("b"))).isEmpty();
        assertThat(store.get(key("c"))).isNull();
    }

    @Test
    void shouldGiveRangesInTheOrderOfUnsignedBytes() {
        // given
        store.write(List.of(
                new Put(new byte[] {(byte) 0xff}, key("last")),
                new Put(new byte[] {1, 0}, key("second")),
                new Put(new byte[] {1}, key("first")),
                new Put(new byte[] {(byte) 0x80}, key("third"))));
        // then
        assertThat(values(store.range(new byte[] {1}, new byte[] {(byte) 0xff}, 10)))
                .containsExactly("first", "second", "third");
        assertThat(values(store.range(new byte[] {1}, new byte[] {(byte) 0xff}, 2)))
                .containsExactly("first", "second");
        assertThat(store.range(new byte[] {1, 0}, new byte[] {1, 0}, 10)).isEmpty();
        assertThat(store.range(new byte[] {2}, new byte[] {1}, 10)).isEmpty();
    }

    @Test
    void shouldWriteABatchInItsOrder() {
        // when
        store.write(List.of(put("a", "1"), put("b", "1"), put("c", "1")));
        store.write(List.of(put("b", "2"), new DeleteRange(key("a"), key("c")), put("a", "3")));
        // then
        assertThat(values(store.range(key("a"), key("z"), 10))).containsExactly("3", "1");
    }

    @Test
    void shouldKeepWhatIsBesideAnEmptyRange() {
        // given
        store.write(List.of(put("a", "1")));
        // when
        store.write(List.of(new DeleteRange(key("a"), key("a"))));
        // then
        assertThat(store.get(key("a"))).isNotNull();
    }

    @Test
    void shouldBeAsASortedMap() {
        // given
        Random random = Seed.random(SortedStoreContract.class);
        NavigableMap<byte[], byte[]> expected = new TreeMap<>(Arrays::compareUnsigned);
        for (int round = 0; round < 50; round++) {
            // when
            List<Change> batch = new ArrayList<>();
            for (int i = random.nextInt(20); i >= 0; i--) {
                byte[] key = bytes(random);
                byte[] other = bytes(random);
                if (random.nextInt(10) == 0 && Arrays.compareUnsigned(key, other) < 0) {
                    batch.add(new DeleteRange(key, other));
                    expected.subMap(key, other).clear();
                } else {
                    batch.add(new Put(key, other));
                    expected.put(key, other);
                }
            }
            store.write(batch);
            // then
            byte[] from = bytes(random);
            byte[] to = bytes(random);
            int limit = 1 + random.nextInt(10);
            List<String> wanted = Arrays.compareUnsigned(from, to) >= 0
                    ? List.of()
                    : expected.subMap(from, to).values().stream()
                            .limit(limit)
                            .map(Arrays::toString)
                            .toList();
            assertThat(store.range(from, to, limit).stream()
                            .map(entry -> Arrays.toString(entry.value()))
                            .toList())
                    .isEqualTo(wanted);
            assertThat(store.get(from)).isEqualTo(expected.get(from));
        }
    }

    @Test
    void shouldRefuseWorkWhenClosed() {
        // when
        store.close();
        // then
        assertThatThrownBy(() -> store.get(key("a")))
                .isInstanceOfSatisfying(
                        SortedStoreException.class,
                        e -> assertThat(e.isDamaged()).isFalse());
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[1 + random.nextInt(2)];
        random.nextBytes(bytes);
        bytes[0] &= (byte) 0x87; // so that many are equal
        return bytes;
    }

    private static List<String> values(List<SortedStore.Entry> entries) {
        return entries.stream().map(entry -> new String(entry.value(), UTF_8)).toList();
    }

    private static Put put(String key, String value) {
        return new Put(key(key), key(value));
    }

    private static byte[] key(String text) {
        return text.getBytes(UTF_8);
    }
}
