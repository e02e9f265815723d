package io.trialog.tuning;

import io.trialog.event.ProposalTerms;
import io.trialog.event.TrialProposed;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trial as far as it matters whether others are like it.
 *
 * @param configuration its parameter assignment
 * @param terms what the tuner said of it beside that
 * @param own its own result; null while it has not succeeded
 * @param value the value that it has now, its own or a mean; null while it has not succeeded
 * @param several its values of all objectives; empty when there is but one
 */
record TriedTrial(
        Map<String, @Nullable Object> configuration,
        ProposalTerms terms,
        @Nullable Double own,
        @Nullable Double value,
        Map<String, Double> several) {

    static TriedTrial proposed(TrialProposed event) {
        return new TriedTrial(event.configuration(), event.terms(), null, null, Map.of());
    }

    TriedTrial succeeded(double result, Map<String, Double> ofObjectives) {
        return new TriedTrial(configuration, terms, result, result, ofObjectives);
    }

    TriedTrial averaged(double mean) {
        return new TriedTrial(configuration, terms, own, mean, several);
    }

    /** What it has in common with those that are like it. */
    Object key() {
        return StoredValues.key(configuration, terms);
    }

    boolean hasSucceeded() {
        return own != null;
    }
}
