package io.trialog.adapter.http;

import io.trialog.adapter.input.Shown;
import io.trialog.engine.ErrorCode;
import io.trialog.event.TrialState;
import io.trialog.projection.TrialQuery;
import io.trialog.spi.problem.NearMiss;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads which trials a client wants. */
final class TrialQueryReader {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;
    private static final List<String> STATES =
            Arrays.stream(TrialState.values()).map(TrialState::name).toList();

    private final MultiMap parameters;
    private final List<ErrorDetail> problems = new ArrayList<>();

    private TrialQueryReader(MultiMap parameters) {
        this.parameters = parameters;
    }

    /** @throws RequestRefused with all problems */
    static TrialQuery read(MultiMap parameters) {
        TrialQueryReader reader = new TrialQueryReader(parameters);
        Set<TrialState> states = reader.states();
        TrialQuery.Sort sort = reader.sort();
        int offset = reader.number("offset", 0, 0, Integer.MAX_VALUE);
        int limit = reader.number("limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
        if (!reader.problems.isEmpty()) {
            throw new RequestRefused(new ApiError(
                    ErrorCode.REQUEST_MALFORMED, reader.problems.get(0).toString(), reader.problems));
        }
        return new TrialQuery(states, sort, offset, limit);
    }

    private Set<TrialState> states() {
        Set<TrialState> states = EnumSet.noneOf(TrialState.class);
        for (String given : parameters.getAll("state")) {
            for (String name : given.split(",", -1)) {
                if (STATES.contains(name)) {
                    states.add(TrialState.valueOf(name));
                } else {
                    problems.add(ErrorDetail.of(
                            "state",
                            Shown.quoted(name) + " (expected: one of " + String.join(", ", STATES)
                                    + NearMiss.hint(name, STATES) + ")"));
                }
            }
        }
        return states;
    }

    private TrialQuery.Sort sort() {
        String given = parameters.get("sort");
        if (given == null || given.equals("number")) {
            return TrialQuery.Sort.NUMBER;
        }
        if (given.equals("-number")) {
            return TrialQuery.Sort.NUMBER_DESCENDING;
        }
        if (given.equals("pareto")) {
            return TrialQuery.Sort.PARETO;
        }
        if (!given.equals("best")) {
            problems.add(ErrorDetail.of("sort", Shown.quoted(given) + " (expected: number, -number, best or pareto)"));
        }
        return TrialQuery.Sort.BEST;
    }

    private int number(String name, int absent, int min, int max) {
        String given = parameters.get(name);
        Long number = given == null ? Long.valueOf(absent) : parse(given);
        if (number == null || number < min || number > max) {
            String range = max == Integer.MAX_VALUE ? ">= " + min : min + " to " + max;
            problems.add(ErrorDetail.of(name, Shown.quoted(given) + " (expected: a whole number, " + range + ")"));
            return min;
        }
        return number.intValue();
    }

    private static @Nullable Long parse(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
