package io.trialog.metric;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one attempt has reported, as decisions see it. Engine thread only. */
public interface AttemptReportsView {

    /** The first objective of the first final report that has all objectives. */
    @Nullable
    Double finalValue();

    /** All objectives of that report by metric; empty while there is none, and where there is but one objective. */
    Map<String, Double> finalValues();

    /** The first objective of the last intermediate report recorded that has it. */
    @Nullable
    Double latestIntermediate();

    /** Why a report cannot be the result: it was refused, or a final one lacks an objective; the first such reason. */
    @Nullable
    String refusal();

    /** How many refused reports are recorded. */
    int refusals();

    /** Whether a report of this number is recorded. */
    boolean has(long sequence);

    /** One more than the highest number of a recorded report. */
    long nextSequence();

    /** The same after one more final report, which has all objectives. */
    default AttemptReportsView withFinal(double value, Map<String, Double> several) {
        return new WithFinal(this, value, several);
    }
}
