package io.trialog.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SnapshotScheduleTest {

    private Instant now = Instant.parse("2026-11-24T10:00:00Z");
    private final SnapshotSchedule schedule = new SnapshotSchedule(100, Duration.ofMinutes(10), () -> now, 1000);

    @Test
    void shouldBeDueAfterSoManyEvents() {
        assertThat(schedule.isDue(1099)).isFalse();
        assertThat(schedule.isDue(1100)).isTrue();
    }

    @Test
    void shouldBeDueAfterSomeTimeWhenAnythingHappened() {
        now = now.plus(Duration.ofMinutes(10));
        assertThat(schedule.isDue(1000)).isFalse();
        assertThat(schedule.isDue(1001)).isTrue();
    }

    @Test
    void shouldTakeOneAtATime() {
        // given
        schedule.begin(1100);
        assertThat(schedule.isDue(5000)).isFalse();
        // when
        schedule.end(Duration.ZERO);
        // then
        assertThat(schedule.isDue(1100)).isFalse();
        assertThat(schedule.isDue(1200)).isTrue();
    }

    @Test
    void shouldRestTwentyTimesAsLongAsTheLastOneTook() {
        // given
        schedule.begin(1100);
        now = now.plusSeconds(3);
        schedule.end(Duration.ofSeconds(3));
        // when / then
        now = now.plusSeconds(59);
        assertThat(schedule.isDue(1_000_000)).isFalse();
        now = now.plusSeconds(1);
        assertThat(schedule.isDue(1_000_000)).isTrue();
    }
}
