package io.trialog.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RetryPausesTest {

    private final AtomicLong nanos = new AtomicLong();
    private final RetryPauses pauses = new RetryPauses(nanos::get);

    @Test
    void shouldDoubleUpToAMinuteAndBeginAnew() {
        List<Long> seconds = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            seconds.add(nextPause());
        }
        pauses.shorten();
        seconds.add(nextPause());

        assertThat(seconds).containsExactly(5L, 10L, 20L, 40L, 60L, 60L, 5L);
    }

    private long nextPause() {
        pauses.begin();
        long seconds = 0;
        while (!pauses.areOver()) {
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
            seconds++;
        }
        return seconds;
    }
}
