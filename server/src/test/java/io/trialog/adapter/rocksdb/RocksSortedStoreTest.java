package io.trialog.adapter.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.fixtures.Seed;
import io.trialog.port.SortedStore;
import io.trialog.port.SortedStore.DeleteRange;
import io.trialog.port.SortedStore.Put;
import io.trialog.port.SortedStoreContract;
import io.trialog.port.SortedStoreException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

class RocksSortedStoreTest {

    private static final byte[] KEY = {1};
    private static final byte[] OTHER = {2};

    @TempDir
    private Path folder;

    @Nested
    class Plain extends SortedStoreContract {
        @Override
        protected SortedStore emptyStore() {
            return new RocksStorePlace(folder.resolve("plain")).open();
        }
    }

    @Nested
    class Viewed extends SortedStoreContract {
        @Override
        protected SortedStore emptyStore() {
            return new ViewedStorePlace(folder.resolve("nothing")).open();
        }
    }

    @Nested
    class Layered extends SortedStoreContract {
        @Override
        protected SortedStore emptyStore() {
            return new LayeredStore(
                    RocksSortedStore.open(folder.resolve("upper")), RocksSortedStore.open(folder.resolve("lower")));
        }
    }

    @Test
    void shouldKeepWhatWasWrittenBeforeClose() {
        // given
        RocksStorePlace place = new RocksStorePlace(folder.resolve("store"));
        try (SortedStore store = place.open()) {
            store.write(List.of(new Put(KEY, new byte[] {7})));
        }
        // then
        try (SortedStore store = place.open()) {
            assertThat(store.get(KEY)).containsExactly(7);
        }
        place.discard();
        assertThat(folder.resolve("store")).doesNotExist();
        try (SortedStore store = place.open()) {
            assertThat(store.get(KEY)).isNull();
        }
    }

    @Test
    void shouldLoseWholeBatchesOnlyWhenTheProcessDies() throws Exception {
        // given
        Random random = Seed.random(RocksSortedStoreTest.class);
        Path place = folder.resolve("store");
        long before = 0;
        for (int kill = 0; kill < 4; kill++) {
            // when
            long written = writeUntilKilled(place, before, random);
            // then
            try (SortedStore store = RocksSortedStore.open(place)) {
                byte[] first = store.get(StoringProcess.FIRST);
                long known = first == null ? 0 : Positions.of(first);
                assertThat(known).isBetween(before, written + 1);
                assertThat(store.get(StoringProcess.LAST)).isEqualTo(first);
                assertThat(store.range(Positions.key(1), Positions.key(written + 10), 10_000))
                        .hasSize(Math.toIntExact(known));
                before = known;
            }
        }
        assertThat(before).isPositive();
    }

    /** The last batch that the process told of. */
    private static long writeUntilKilled(Path place, long before, Random random) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoringProcess.class.getName(),
                        place.toString(),
                        Long.toString(random.nextLong()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = process.inputReader()) {
            long written = before;
            // three write buffers and more: writes wait until the first of them is on the disk
            for (int left = 500 + random.nextInt(400); left > 0; left--) {
                written = Long.parseLong(lines.readLine());
            }
            process.toHandle().destroyForcibly();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                written = Math.max(written, line.isEmpty() ? 0 : Long.parseLong(line));
            }
            process.waitFor();
            return written;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void shouldRemoveWholeTablesAtOnce() throws IOException, RocksDBException {
        // given
        Path place = folder.resolve("store");
        byte[] large = new byte[100_000];
        new Random(1).nextBytes(large);
        try (SortedStore store = RocksSortedStore.open(place)) {
            for (int i = 1; i <= 500; i++) {
                store.write(List.of(new Put(Positions.key(i), large)));
            }
        }
        compact(place); // the newest tables stay until RocksDB has done so, whenever that is
        long full = size(place);
        // when
        try (SortedStore store = RocksSortedStore.open(place)) {
            store.write(List.of(new DeleteRange(Positions.key(1), Positions.key(1_000))));
            assertThat(store.range(Positions.key(0), Positions.key(2_000), 10)).isEmpty();
        }
        // then
        assertThat(size(place)).isLessThan(full / 3);
    }

    private static void compact(Path place) throws RocksDBException {
        List<ColumnFamilyHandle> families = new ArrayList<>();
        try (DBOptions options = new DBOptions();
                ColumnFamilyOptions family = new ColumnFamilyOptions();
                RocksDB db = RocksDB.open(
                        options,
                        place.toString(),
                        List.of(
                                new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, family),
                                new ColumnFamilyDescriptor("series".getBytes(StandardCharsets.US_ASCII), family)),
                        families)) {
            db.compactRange(families.get(1));
            families.forEach(ColumnFamilyHandle::close);
        }
    }

    @Test
    void shouldSayThatATableIsDamaged() throws IOException {
        // given
        Path place = folder.resolve("store");
        try (SortedStore store = RocksSortedStore.open(place)) {
            store.write(List.of(new Put(KEY, new byte[1000])));
        }
        Path table;
        try (Stream<Path> files = Files.list(place)) {
            table = files.filter(file -> file.toString().endsWith(".sst"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(table);
        bytes[10] ^= 1;
        Files.write(table, bytes);
        // then
        try (SortedStore store = RocksSortedStore.open(place)) {
            assertThatThrownBy(() -> store.get(KEY))
                    .isInstanceOfSatisfying(
                            SortedStoreException.class,
                            e -> assertThat(e.isDamaged()).isTrue());
        }
    }

    @Test
    void shouldLookBesideItsOwnerAndLeaveNothingBehind() {
        // given
        Path there = folder.resolve("there");
        try (SortedStore earlier = RocksSortedStore.open(there)) {
            earlier.write(List.of(new Put(KEY, new byte[] {1}), new Put(OTHER, new byte[] {1})));
        }
        try (SortedStore owned = RocksSortedStore.open(there)) {
            // when
            try (SortedStore viewed = new ViewedStorePlace(there).open()) {
                owned.write(List.of(new Put(KEY, new byte[] {3})));
                viewed.write(List.of(new Put(KEY, new byte[] {2})));
                // then
                assertThat(viewed.get(KEY)).containsExactly(2);
                assertThat(viewed.get(OTHER)).containsExactly(1);
                assertThat(viewed.range(new byte[] {0}, new byte[] {9}, 9)).hasSize(2);
                assertThat(owned.get(KEY)).containsExactly(3);
            }
        }
    }

    private static long size(Path place) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(file -> file.toString().endsWith(".sst"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
