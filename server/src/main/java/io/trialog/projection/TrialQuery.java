package io.trialog.projection;

import io.trialog.event.TrialState;
import java.util.Set;

/**
 * Which trials, in which order, which part of them.
 *
 * @param states only these; empty for all
 * @param sort the order
 * @param offset how many to leave out first, 0 or more
 * @param limit how many at most, 1 or more
 */
public record TrialQuery(Set<TrialState> states, Sort sort, int offset, int limit) {

    /** Orders. */
    public enum Sort {
        /** By number. */
        NUMBER,
        /** By number, newest first. */
        NUMBER_DESCENDING,
        /** Succeeded trials only, best first; of several objectives, by the first. */
        BEST,
        /**
         * Only trials that no other one beats: that is nowhere worse and somewhere better. Of several objectives, by the first,
         * best first.
         */
        PARETO
    }

    public TrialQuery {
        states = Set.copyOf(states);
        if (offset < 0) {
            throw new IllegalArgumentException("offset: " + offset + " (expected: >= 0)");
        }
        if (limit < 1) {
            throw new IllegalArgumentException("limit: " + limit + " (expected: >= 1)");
        }
    }
}
