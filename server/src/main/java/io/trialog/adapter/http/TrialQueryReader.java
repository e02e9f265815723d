package io.trialog.adapter.http;

import io.trialog.adapter.input.Shown;
import io.trialog.event.TrialState;
import io.trialog.experiment.ExperimentConfig;
import io.trialog.projection.ParameterNames;
import io.trialog.projection.TrialRow;
import io.trialog.projection.selection.Selection;
import io.trialog.projection.selection.TrialCondition;
import io.trialog.projection.selection.TrialField;
import io.trialog.projection.selection.TrialSort;
import io.trialog.spi.problem.NearMiss;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads which trials a client wants. */
final class TrialQueryReader {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;
    private static final List<String> STATES =
            Arrays.stream(TrialState.values()).map(TrialState::name).toList();

    /** What the board answers without a look at all trials. */
    private static final Set<String> QUICK = Set.of("number", "-number", "best");

    private final MultiMap parameters;
    private final QueryNumbers numbers;

    /** @param numbers gathers the problems of the same query */
    TrialQueryReader(MultiMap parameters, QueryNumbers numbers) {
        this.parameters = parameters;
        this.numbers = numbers;
    }

    /** Whether the answer takes no look at all trials. */
    static boolean isQuick(MultiMap parameters) {
        return Stream.of("state", "where", "search", "asOf").noneMatch(parameters::contains)
                && (!parameters.contains("sort") || QUICK.contains(parameters.get("sort")));
    }

    /**
     * What is wanted. What is wrong with it is told to the numbers.
     *
     * @param rows all trials; asked for only when a name must be looked for in them
     */
    Selection read(ExperimentConfig config, Supplier<List<TrialRow>> rows) {
        return new Selection(
                states(),
                conditions(config, rows),
                parameters.get("search"),
                sort(config, rows),
                (int) Math.min(Integer.MAX_VALUE, numbers.number("offset", 0, 0, Long.MAX_VALUE)),
                Math.toIntExact(numbers.number("limit", DEFAULT_LIMIT, 1, MAX_LIMIT)));
    }

    private Set<TrialState> states() {
        Set<TrialState> states = EnumSet.noneOf(TrialState.class);
        for (String given : parameters.getAll("state")) {
            for (String name : given.split(",", -1)) {
                if (STATES.contains(name)) {
                    states.add(TrialState.valueOf(name));
                } else {
                    numbers.problem(
                            "state",
                            Shown.quoted(name) + " (expected: one of " + String.join(", ", STATES)
                                    + NearMiss.hint(name, STATES) + ")");
                }
            }
        }
        return states;
    }

    private List<TrialCondition> conditions(ExperimentConfig config, Supplier<List<TrialRow>> rows) {
        List<TrialCondition> conditions = new ArrayList<>();
        for (String given : parameters.getAll("where")) {
            try {
                TrialCondition condition = TrialCondition.parse(given);
                requireKnown("where", condition.name(), config, rows, List.of());
                conditions.add(condition);
            } catch (IllegalArgumentException e) {
                numbers.problem("where", Shown.quoted(given) + " (expected: " + TrialCondition.EXPECTATION + ")");
            }
        }
        return conditions;
    }

    private TrialSort sort(ExperimentConfig config, Supplier<List<TrialRow>> rows) {
        String given = parameters.get("sort");
        if (given == null) {
            return TrialSort.BY_NUMBER;
        }
        TrialSort sort = TrialSort.parse(given);
        if (sort.isField()) {
            requireKnown("sort", sort.name(), config, rows, TrialSort.WORDS);
        }
        return sort;
    }

    private void requireKnown(
            String parameter,
            String name,
            ExperimentConfig config,
            Supplier<List<TrialRow>> rows,
            List<String> alsoExpected) {
        if (TrialField.FACTS.contains(name) || TrialField.isMetric(name)) {
            return;
        }
        List<String> known = ParameterNames.of(config.searchSpace());
        String wanted = TrialField.parameter(name).orElse(name);
        TrialField field = TrialField.of(name, config.objectives());
        if (!known.contains(wanted.replace('.', '/'))
                && !known.contains(wanted)
                && rows.get().stream().noneMatch(row -> field.of(row) != null)) {
            List<String> expected = Stream.of(alsoExpected, TrialField.FACTS, known)
                    .flatMap(List::stream)
                    .toList();
            numbers.problem(
                    parameter,
                    Shown.quoted(name) + " (expected: one of " + String.join(", ", expected)
                            + NearMiss.hint(name, expected) + ")");
        }
    }
}
