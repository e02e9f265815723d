package io.trialog.projection.series;

import java.time.Instant;

/**
 * One reported number.
 *
 * @param index 0, 1, 2 ... in its series, in the order recorded
 * @param position of the report in the log
 * @param sequence of the report in its attempt
 * @param at when the trial made the report, or, if it did not say, when that was recorded
 * @param value the number; not-a-number and infinities are possible
 */
public record SeriesPoint(long index, long position, long sequence, Instant at, double value) {

    boolean isFinite() {
        return Double.isFinite(value);
    }
}
