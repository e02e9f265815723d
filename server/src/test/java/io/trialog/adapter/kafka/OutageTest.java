package io.trialog.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class OutageTest {

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void shouldTellOnceThatItBeginsAndOnceHowLongItWas() {
        try (LogLines log = LogLines.captured()) {
            // given
            Outage outage =
                    new Outage(LoggerFactory.getLogger(OutageTest.class), "away: %s", "back after %s", nanos::get);

            // when
            outage.end();
            outage.begin(new ExecutionException(new IllegalStateException("no route")));
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(65));
            outage.begin(new IllegalStateException("still no route"));
            outage.end();
            outage.end();
            outage.begin(new IllegalStateException("again"));

            // then
            assertThat(log.with("")).containsExactly("WARN away: no route", "INFO back after 65 s", "WARN away: again");
            assertThat(outage.isOn()).isTrue();
        }
    }
}
