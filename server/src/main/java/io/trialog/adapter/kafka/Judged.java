package io.trialog.adapter.kafka;

import io.trialog.metric.Report;
import io.trialog.spi.training.AttemptKey;
import java.util.List;

/** What a record turned out to be. */
sealed interface Judged {

    /**
     * Reports of an attempt.
     *
     * @param reports in the order sent; none is a heartbeat
     */
    record Reports(AttemptKey key, List<Report> reports) implements Judged {}

    /** It is for another server. */
    record Foreign() implements Judged {}

    /**
     * It cannot be used.
     *
     * @param reason what came and what was expected, for people
     */
    record Poison(PoisonKind kind, String reason) implements Judged {}
}
