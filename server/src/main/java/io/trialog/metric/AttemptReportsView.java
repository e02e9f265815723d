package io.trialog.metric;

import org.jspecify.annotations.Nullable;

/** What one attempt has reported, as decisions see it. Engine thread only. */
public interface AttemptReportsView {

    /** The {@code default} number of the first final report. */
    @Nullable
    Double finalValue();

    /** The {@code default} number of the last intermediate report recorded. */
    @Nullable
    Double latestIntermediate();

    /** Why a report was refused: the first such reason. */
    @Nullable
    String refusal();

    /** How many refused reports are recorded. */
    int refusals();

    /** Whether a report of this number is recorded. */
    boolean has(long sequence);

    /** One more than the highest number of a recorded report. */
    long nextSequence();

    /** The same after one more final report. */
    default AttemptReportsView withFinal(double value) {
        return new WithFinal(this, value);
    }
}
