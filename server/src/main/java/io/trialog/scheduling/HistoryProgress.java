package io.trialog.scheduling;

import io.trialog.event.ExperimentId;
import io.trialog.port.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says how far a long history is read, so that nobody wonders why no new trials start. One thread. */
final class HistoryProgress {

    private static final Logger LOG = LoggerFactory.getLogger(HistoryProgress.class);
    private static final Duration PERIOD = Duration.ofSeconds(5);

    /** The clock is asked once for so many events. */
    private static final int STEP = 1024;

    private final ExperimentId experiment;
    private final long first;
    private final long last;
    private final Clock clock;
    private Instant told;

    HistoryProgress(ExperimentId experiment, long first, long last, Clock clock) {
        this.experiment = experiment;
        this.first = first;
        this.last = last;
        this.clock = clock;
        this.told = clock.now();
    }

    void at(long position) {
        if (position % STEP != 0 || clock.now().isBefore(told.plus(PERIOD))) {
            return;
        }
        told = clock.now();
        LOG.info("{}", text(position));
    }

    String text(long position) {
        long all = last - first + 1;
        return String.format(
                Locale.ROOT,
                "the tuner takes in %,d events of experiment %s: %d %%",
                all,
                experiment,
                100 * (position - first + 1) / all);
    }
}
