package io.trialog.metric;

import org.jspecify.annotations.Nullable;

/** What one attempt has reported, as decisions see it. Engine thread only. */
public interface AttemptReportsView {

    /** The objective of the first final report that has it. */
    @Nullable
    Double finalValue();

    /** The objective of the last intermediate report recorded that has it. */
    @Nullable
    Double latestIntermediate();

    /** Why a report cannot be the result: it was refused, or a final one lacks the objective; the first such reason. */
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
