package io.trialog.projection.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.fixtures.Seed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PointRunTest {

    private static final long NAN_WITH_A_MESSAGE = 0x7ff8_0000_0000_beefL;

    private static final List<Instant> TIMES = List.of(
            Instant.MIN,
            Instant.MAX,
            Instant.EPOCH,
            Instant.EPOCH.minusNanos(1),
            Instant.parse("2026-11-28T10:00:00.123456789Z"),
            Instant.parse("1890-10-24T00:00:00Z"),
            Instant.ofEpochSecond(1L << 32, 999_999_999),
            Instant.ofEpochSecond(-(1L << 32)));

    private static final double[] VALUES = {
        0.0,
        -0.0,
        Double.NaN,
        Double.longBitsToDouble(NAN_WITH_A_MESSAGE),
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        -Double.MAX_VALUE
    };

    private final Random random = Seed.random(PointRunTest.class);

    private List<SeriesPoint> anyPoints(long first) {
        List<SeriesPoint> points = new ArrayList<>();
        long position = 0;
        Instant near = Instant.parse("2026-11-28T10:00:00Z");
        for (int i = 0; i < Levels.RUN; i++) {
            position += 1 + (random.nextInt(4) == 0 ? random.nextLong(1L << 50) : random.nextInt(300));
            near = near.plus(Duration.ofNanos(random.nextLong(4_000_000_000L) - 2_000_000_000L));
            points.add(new SeriesPoint(
                    first + i,
                    position,
                    random.nextInt(4) == 0 ? random.nextLong() : i,
                    random.nextInt(4) == 0 ? TIMES.get(random.nextInt(TIMES.size())) : near,
                    random.nextInt(3) == 0 ? VALUES[random.nextInt(VALUES.length)] : random.nextGaussian()));
        }
        return points;
    }

    @Test
    void shouldKeepPointsExactly() {
        for (int round = 0; round < 200; round++) {
            // given
            long first = Levels.RUN * random.nextLong(1L << 40);
            List<SeriesPoint> points = anyPoints(first);
            int count = random.nextInt(Levels.RUN + 1);
            PointRun run = new PointRun();
            // when
            points.subList(0, count).forEach(run::add);
            // then
            List<SeriesPoint> kept = PointRun.points(first, run.toArray());
            assertThat(kept).isEqualTo(points.subList(0, count));
            for (int i = 0; i < count; i++) {
                assertThat(Double.doubleToRawLongBits(kept.get(i).value()))
                        .isEqualTo(Double.doubleToRawLongBits(points.get(i).value()));
            }
        }
    }

    @Test
    void shouldGoOnWhereItWas() {
        for (int round = 0; round < 50; round++) {
            // given
            List<SeriesPoint> points = anyPoints(0);
            PointRun run = new PointRun();
            for (SeriesPoint point : points) {
                if (random.nextInt(5) == 0) {
                    run = PointRun.of(run.toArray());
                }
                run.add(point);
            }
            PointRun whole = new PointRun();
            points.forEach(whole::add);
            // then
            assertThat(run.toArray()).isEqualTo(whole.toArray());
            whole.clear();
            assertThat(whole.toArray()).isEmpty();
            points.forEach(whole::add);
            assertThat(whole.toArray()).isEqualTo(run.toArray());
        }
    }

    @Test
    void shouldBeSmall() {
        // given
        PointRun run = new PointRun();
        Instant at = Instant.parse("2026-11-28T10:00:00.123Z");
        // when
        for (int i = 0; i < Levels.RUN; i++) {
            run.add(new SeriesPoint(i, 1_000_000 + 100L * i, i, at.plusMillis(80L * i), random.nextGaussian()));
        }
        // then: a byte each for position and sequence, four for the time, eight for the value, and more for the first
        assertThat(run.toArray()).hasSizeLessThanOrEqualTo(Levels.RUN * 14 + 20);
    }
}
