package io.trialog.projection.selection;

import io.trialog.projection.TrialQuery;
import java.util.List;
import java.util.Optional;

/**
 * How trials are sorted.
 *
 * @param name of a {@link TrialField}; or {@code best}: succeeded trials only, best first; or {@code pareto}: only those that no
 *     other one beats, best first in the first objective
 * @param isDescending whether the largest comes first
 */
public record TrialSort(String name, boolean isDescending) {

    /** By number. */
    public static final TrialSort BY_NUMBER = new TrialSort("number", false);

    private static final String BEST = "best";
    private static final String PARETO = "pareto";

    /** What a sort can be besides a field. */
    public static final List<String> WORDS = List.of(BEST, PARETO);

    /** Reads {@code NAME}, or {@code -NAME} for the largest first. */
    public static TrialSort parse(String text) {
        return text.startsWith("-") ? new TrialSort(text.substring(1), true) : new TrialSort(text, false);
    }

    /** An order that the board knows; empty for others. */
    Optional<TrialQuery.Sort> quick() {
        if (isBest()) {
            return Optional.of(TrialQuery.Sort.BEST);
        }
        if (isPareto()) {
            return Optional.of(TrialQuery.Sort.PARETO);
        }
        if (isNumber()) {
            return Optional.of(isDescending ? TrialQuery.Sort.NUMBER_DESCENDING : TrialQuery.Sort.NUMBER);
        }
        return Optional.empty();
    }

    boolean isBest() {
        return name.equals(BEST) && !isDescending;
    }

    boolean isPareto() {
        return name.equals(PARETO) && !isDescending;
    }

    boolean isNumber() {
        return name.equals("number");
    }

    /** Whether it is by a field, not by what is best. */
    public boolean isField() {
        return !isBest() && !isPareto();
    }
}
