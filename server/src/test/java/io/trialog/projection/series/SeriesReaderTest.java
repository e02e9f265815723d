package io.trialog.projection.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.adapter.rocksdb.RocksStorePlace;
import io.trialog.event.ExperimentId;
import io.trialog.event.MetricKind;
import io.trialog.event.RecordedEvent;
import io.trialog.fixtures.InMemorySortedStore;
import io.trialog.fixtures.Seed;
import io.trialog.port.SortedStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesReaderTest {

    private static final ExperimentId X = new ExperimentId("x");
    private static final SeriesKey KEY = new SeriesKey(1, 0, 1, MetricKind.INTERMEDIATE, "default");

    private final Reporting reporting = new Reporting();
    private final InMemorySortedStore store = new InMemorySortedStore();
    private SeriesWriter writer = new SeriesWriter(store);
    private final SeriesReader reader = new SeriesReader(store);

    @TempDir
    private Path folder;

    private void take(RecordedEvent recorded) {
        writer.take(recorded);
    }

    private void commit() {
        writer.commit(new StoreMark(StoreMark.FORMAT, reporting.events().size(), 0));
    }

    private void reports(double... values) {
        take(reporting.create(X));
        for (int i = 0; i < values.length; i++) {
            take(reporting.report(X, 0, 1, MetricKind.INTERMEDIATE, i, Map.of("default", values[i])));
        }
        commit();
    }

    @Test
    void shouldBeAsTheNaiveModel() {
        // given
        Random random = Seed.random(SeriesReaderTest.class);
        for (int i = 0; i < 20_000; i++) {
            take(reporting.anything(random));
            if (random.nextInt(300) == 0) {
                commit();
                writer = random.nextInt(3) == 0 ? new SeriesWriter(store) : writer; // as after a restart
            }
        }
        commit();
        Map<List<Long>, Long> trials = new HashMap<>();
        reporting.series().keySet().forEach(key -> trials.merge(List.of(key.experiment(), key.trial()), 1L, Long::sum));
        // then
        trials.forEach((trial, count) -> assertThat(reader.series(trial.get(0), trial.get(1)))
                .hasSize(Math.toIntExact(count))
                .allSatisfy(series -> assertThat(series.size())
                        .isEqualTo(reporting.series().get(series.key()).size())));
        reporting.series().forEach((key, points) -> {
            assertThat(reader.points(key, 0, Long.MAX_VALUE)).isEqualTo(points);
            for (int i = 0; i < 20; i++) {
                int from = random.nextInt(points.size() + 1);
                int to = from + random.nextInt(points.size() + 1 - from);
                assertThat(reader.points(key, from, to)).isEqualTo(points.subList(from, to));
                int most = SeriesReader.MIN_SAMPLE + random.nextInt(50);
                standsFor(reader.sample(key, from, to, most), points.subList(from, to), most);
                long position = random.nextInt(reporting.events().size() + 10);
                assertThat(reader.sizeAsOf(key, position))
                        .as("size as of %s", position)
                        .isEqualTo(points.stream()
                                .filter(point -> point.position() <= position)
                                .count());
            }
        });
    }

    private static void standsFor(List<SeriesPoint> sample, List<SeriesPoint> points, int most) {
        assertThat(sample).hasSizeLessThanOrEqualTo(most).isSubsetOf(points);
        assertThat(sample).isSortedAccordingTo((a, b) -> Long.compare(a.index(), b.index()));
        if (points.size() <= most) {
            assertThat(sample).isEqualTo(points);
            return;
        }
        assertThat(sample).contains(points.get(0), points.get(points.size() - 1));
        assertThat(least(sample)).isEqualTo(least(points));
        assertThat(greatest(sample)).isEqualTo(greatest(points));
        Predicate<SeriesPoint> odd = point -> !point.isFinite();
        assertThat(sample.stream().anyMatch(odd)).isEqualTo(points.stream().anyMatch(odd));
        // no gap is much wider than the points are many
        for (int i = 1; i < sample.size(); i++) {
            assertThat(sample.get(i).index() - sample.get(i - 1).index())
                    .isLessThanOrEqualTo(40L * points.size() / most + 40);
        }
    }

    private static double least(List<SeriesPoint> points) {
        return points.stream()
                .mapToDouble(SeriesPoint::value)
                .filter(Double::isFinite)
                .min()
                .orElse(Double.NaN);
    }

    private static double greatest(List<SeriesPoint> points) {
        return points.stream()
                .mapToDouble(SeriesPoint::value)
                .filter(Double::isFinite)
                .max()
                .orElse(Double.NaN);
    }

    @Test
    void shouldFindTheReportsOfATrial() {
        // given
        take(reporting.create(X));
        for (int i = 0; i < 30; i++) {
            take(reporting.report(X, i % 3, 1, MetricKind.INTERMEDIATE, i, Map.of("a", 1.0, "b", 2.0)));
        }
        commit();
        // then
        assertThat(reader.reports(1, 1, 0, 4)).containsExactly(3L, 6L, 9L, 12L);
        assertThat(reader.reports(1, 1, 12, 100)).containsExactly(15L, 18L, 21L, 24L, 27L, 30L);
        assertThat(reader.reports(1, 7, 0, 100)).isEmpty();
    }

    @Test
    void shouldFindReportsWhereRunsBeginAndEnd() {
        // given
        take(reporting.create(X));
        for (int i = 0; i < 3 * PositionRun.MOST; i++) {
            take(reporting.report(X, i % 3 == 0 ? 1 : 0, 1, MetricKind.INTERMEDIATE, i, Map.of("a", 1.0)));
            if (i % 50 == 0) {
                commit();
                writer = new SeriesWriter(store);
            }
        }
        commit();
        List<Long> expected = IntStream.range(0, 3 * PositionRun.MOST)
                .filter(i -> i % 3 != 0)
                .mapToObj(i -> 2L + i)
                .toList();
        assertThat(expected).hasSize(2 * PositionRun.MOST); // the last run is whole
        // then
        for (long after = 0; after < 3 * PositionRun.MOST + 3; after++) {
            long behind = after;
            List<Long> rest = expected.stream().filter(i -> i > behind).toList();
            assertThat(reader.reportsAsOf(1, 0, after)).isEqualTo(expected.size() - rest.size());
            for (int limit : List.of(1, 2, PositionRun.MOST, PositionRun.MOST + 1, 256, 1000)) {
                assertThat(reader.reports(1, 0, after, limit)).isEqualTo(rest.subList(0, Math.min(limit, rest.size())));
            }
        }
    }

    @Test
    void shouldHoldWhereRunsBeginAndEnd() {
        // given
        take(reporting.create(X));
        Set<Integer> sizes = Set.of(1, 2, 63, 64, 65, 127, 128, 129, 255, 256, 257, 320, 1023, 1024, 1025, 1088);
        for (int size = 1; size <= 1088; size++) {
            take(reporting.report(X, 0, 1, MetricKind.INTERMEDIATE, size, Map.of("default", (double) (size % 37))));
            // when
            if (sizes.contains(size) || sizes.contains(size + 1)) {
                commit();
                writer = new SeriesWriter(store);
            }
            // then
            if (sizes.contains(size)) {
                List<SeriesPoint> points = reporting.series().get(KEY);
                assertThat(reader.size(KEY)).isEqualTo(size);
                assertThat(reader.points(KEY, 0, Long.MAX_VALUE)).isEqualTo(points);
                for (int from : List.of(0, 1, 63, 64, 65, 128, 256, 1024)) {
                    if (from <= size) {
                        assertThat(reader.points(KEY, from, size)).isEqualTo(points.subList(from, size));
                        assertThat(reader.points(KEY, from, from + 1L))
                                .isEqualTo(points.subList(from, Math.min(from + 1, size)));
                        standsFor(reader.sample(KEY, from, size, 20), points.subList(from, size), 20);
                    }
                }
                for (int position = 0; position <= size + 2; position++) {
                    assertThat(reader.sizeAsOf(KEY, position)).isEqualTo(Math.min(Math.max(0, position - 1), size));
                }
            }
        }
    }

    @Test
    void shouldExtendMoreSeriesThanItKeeps() {
        // given
        CountingStore counting = new CountingStore(store);
        SeriesWriter small = new SeriesWriter(counting);
        int trials = GrowingEnds.KEPT + 10;
        small.take(reporting.create(X));
        for (int round = 0; round < 3; round++) {
            counting.questions().set(0);
            // when
            for (int trial = 0; trial < trials; trial++) {
                small.take(
                        reporting.report(X, trial, 1, MetricKind.INTERMEDIATE, round, Map.of("default", 1.0 * round)));
            }
            small.commit(new StoreMark(StoreMark.FORMAT, reporting.events().size(), 0));
            // then: it looked for the ends of the reports and of the series of the trials that it did not have
            assertThat(counting.questions().get()).isEqualTo(2L * (round == 0 ? trials : 10));
        }
        reporting
                .series()
                .forEach((key, points) ->
                        assertThat(reader.points(key, 0, Long.MAX_VALUE)).isEqualTo(points));
    }

    @Test
    void shouldBeFullOfExperimentsWithoutReports() {
        // given
        int experiments = 0;
        // when
        while (!writer.isFull() && experiments < 100_000) {
            take(reporting.create(new ExperimentId("e" + experiments++)));
        }
        // then
        assertThat(experiments).isBetween(1_000, 50_000);
    }

    @Test
    void shouldNotReadTheEndsThatItKeeps() {
        // given
        CountingStore counting = new CountingStore(store);
        SeriesWriter kept = new SeriesWriter(counting);
        kept.take(reporting.create(X));
        for (int i = 0; i < 300; i++) {
            // when
            kept.take(reporting.report(X, i % 10, 1, MetricKind.INTERMEDIATE, i, Map.of("default", 1.0)));
            kept.commit(new StoreMark(StoreMark.FORMAT, reporting.events().size(), 0));
        }
        // then
        assertThat(counting.questions().get()).isLessThanOrEqualTo(20);
    }

    @Test
    void shouldShowEverySpike() {
        // given
        double[] values = new double[10_000];
        values[4_321] = 17;
        values[4_322] = -17;
        values[8_000] = Double.NaN;
        // when
        reports(values);
        // then
        assertThat(reader.sample(KEY, 0, Long.MAX_VALUE, 100))
                .extracting(SeriesPoint::index)
                .contains(4_321L, 4_322L, 8_000L);
    }

    @Test
    void shouldSampleWhatIsNeverFinite() {
        // given
        double[] values = new double[1_000];
        java.util.Arrays.fill(values, Double.NaN);
        // when
        reports(values);
        // then
        assertThat(reader.sample(KEY, 0, Long.MAX_VALUE, 100)).hasSizeBetween(10, 100);
    }

    @Test
    void shouldKnowNothingOfAnUnknownSeries() {
        reports(1, 2, 3);
        SeriesKey other = new SeriesKey(1, 0, 2, MetricKind.INTERMEDIATE, "default");
        assertThat(reader.size(other)).isZero();
        assertThat(reader.sizeAsOf(other, 5)).isZero();
        assertThat(reader.points(other, 0, 9)).isEmpty();
        assertThat(reader.sample(other, 0, 9, 100)).isEmpty();
        assertThat(reader.series(1, 1)).isEmpty();
    }

    @Test
    void shouldForgetADeletedExperimentAndNoOther() {
        // given
        ExperimentId other = new ExperimentId("xx");
        take(reporting.create(X));
        take(reporting.create(other));
        for (int i = 0; i < 100; i++) {
            take(reporting.report(X, 0, 1, MetricKind.INTERMEDIATE, i, Map.of("default", 1.0)));
            take(reporting.report(other, 0, 1, MetricKind.INTERMEDIATE, i, Map.of("default", 1.0)));
        }
        // when
        take(reporting.delete(X));
        commit();
        // then
        assertThat(reader.series(1, 0)).isEmpty();
        assertThat(reader.reports(1, 0, 0, 10)).isEmpty();
        assertThat(reader.points(KEY, 0, 10)).isEmpty();
        assertThat(reader.series(2, 0)).extracting(SeriesInfo::size).containsExactly(100L);
        // and the id may come again
        take(reporting.create(X));
        take(reporting.report(X, 0, 1, MetricKind.INTERMEDIATE, 0, Map.of("default", 5.0)));
        commit();
        assertThat(reader.series(reporting.creation(X), 0))
                .extracting(SeriesInfo::size)
                .containsExactly(1L);
    }

    @Test
    void shouldRefuseTooFewPoints() {
        assertThatThrownBy(() -> reader.sample(KEY, 0, 9, SeriesReader.MIN_SAMPLE - 1))
                .hasMessage("most: 11 (expected: >= 12)");
    }

    @Test
    void shouldReadAMillionPointsInBoundedReads() {
        // given
        int million = 1_000_000;
        CountingStore counting = new CountingStore(new RocksStorePlace(folder.resolve("series")).open());
        try (SortedStore closing = counting) {
            SeriesWriter big = new SeriesWriter(closing);
            big.take(reporting.create(X));
            RecordedEvent report = reporting.report(X, 0, 1, MetricKind.INTERMEDIATE, 0, Map.of("default", 1.0));
            for (int i = 0; i < million; i++) {
                big.take(new RecordedEvent(2 + i, Instant.EPOCH, "test", report.event()));
                if (big.isFull()) {
                    big.commit(new StoreMark(StoreMark.FORMAT, 2 + i, 0));
                }
            }
            big.commit(new StoreMark(StoreMark.FORMAT, 1 + million, 0));
            SeriesReader bounded = new SeriesReader(closing);
            Random random = Seed.random(SeriesReaderTest.class);
            for (int i = 0; i < 100; i++) {
                // when
                counting.questions().set(0);
                counting.entries().set(0);
                long to = bounded.sizeAsOf(KEY, 1 + 1 + random.nextInt(million));
                List<SeriesPoint> sample = bounded.sample(KEY, to / (2 + random.nextInt(9)), to, 100);
                // then
                assertThat(sample).hasSizeLessThanOrEqualTo(100);
                assertThat(counting.questions().get()).isLessThanOrEqualTo(35);
                assertThat(counting.entries().get()).isLessThanOrEqualTo(300);
            }
            assertThat(bounded.size(KEY)).isEqualTo(million);
        }
    }
}
