package io.trialog.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SteadyClockTest {

    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

    private Instant system = START;
    private long nanos;
    private final SteadyClock clock = new SteadyClock(() -> system, () -> nanos);

    private void after(Duration time) {
        system = system.plus(time);
        nanos += time.toNanos();
    }

    @Test
    void shouldTellTheTimeOfTheSystem() {
        assertThat(clock.now()).isEqualTo(START);
        after(Duration.ofSeconds(5));
        assertThat(clock.now()).isEqualTo(START.plusSeconds(5));
    }

    @Test
    void shouldFollowTheSystemForward() {
        clock.now();
        system = START.plus(Duration.ofDays(1));
        assertThat(clock.now()).isEqualTo(START.plus(Duration.ofDays(1)));
    }

    @Test
    void shouldNeverGoBackAndStillTakeTime() {
        // given
        clock.now();

        // when
        system = START.minus(Duration.ofHours(1));
        assertThat(clock.now()).isEqualTo(START);
        after(Duration.ofMinutes(10));

        // then
        assertThat(clock.now()).isEqualTo(START.plus(Duration.ofMinutes(5)));
    }

    @Test
    void shouldMeetTheSystemAgain() {
        // given
        clock.now();
        system = START.minus(Duration.ofHours(1));

        // when
        for (int minute = 0; minute < 121; minute++) {
            Instant before = clock.now();
            after(Duration.ofMinutes(1));
            assertThat(clock.now()).isAfter(before);
        }

        // then
        assertThat(clock.now()).isEqualTo(system);
    }

    @Test
    void shouldNotGoBehindWhatIsRecorded() {
        clock.startFrom(START.plusSeconds(100));
        assertThat(clock.now()).isEqualTo(START.plusSeconds(100));
        after(Duration.ofSeconds(300));
        assertThat(clock.now()).isEqualTo(START.plusSeconds(300));
        clock.startFrom(START);
        assertThat(clock.now()).isEqualTo(START.plusSeconds(300));
    }
}
