package io.trialog.metric;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an attempt has reported, and a final report that is being decided on. */
record WithFinal(AttemptReportsView known, double value, Map<String, Double> several) implements AttemptReportsView {

    @Override
    public Double finalValue() {
        Double first = known.finalValue();
        return first == null ? (Double) value : first;
    }

    @Override
    public Map<String, Double> finalValues() {
        return known.finalValue() == null ? several : known.finalValues();
    }

    @Override
    public @Nullable Double latestIntermediate() {
        return known.latestIntermediate();
    }

    @Override
    public @Nullable String refusal() {
        return known.refusal();
    }

    @Override
    public int refusals() {
        return known.refusals();
    }

    @Override
    public boolean has(long sequence) {
        return known.has(sequence);
    }

    @Override
    public long nextSequence() {
        return known.nextSequence();
    }
}
