package io.trialog.cli;

import io.trialog.event.ExperimentId;
import io.trialog.event.TrialState;
import io.trialog.metric.Objectives;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.TrialQuery;
import io.trialog.projection.TrialRow;
import io.trialog.projection.selection.TrialCondition;
import io.trialog.projection.selection.TrialField;
import io.trialog.projection.selection.TrialOrder;
import io.trialog.projection.selection.TrialSort;
import io.trialog.spi.problem.NearMiss;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which trials, in which order: what {@code trialog trials} and others have in common. */
final class TrialSelection {

    @Option(
            names = "--state",
            paramLabel = "STATE",
            split = ",",
            converter = TrialStateConverter.class,
            description = "Only trials in this state; may be given several times. One of: " + TrialStateConverter.NAMES)
    private Set<TrialState> states = new LinkedHashSet<>();

    @Option(
            names = "--where",
            paramLabel = "CONDITION",
            converter = TrialConditionConverter.class,
            description = {
                "Only trials that meet this; may be given several times. A parameter or a fact, one of < <= = != >= > ~ (~: "
                        + "contains), and a value: 'lr<0.1', 'layer=conv', 'layer.units>=64', 'duration>90' (seconds).",
                "Facts: number, state, value, latest, reports, duration, attempt, reason, created, started, ended, exit. "
                        + "metric:NAME is a number of the final report."
            })
    private List<TrialCondition> conditions = new ArrayList<>();

    @Option(names = "--best", description = "Only trials that succeeded, best first. Default: all, by number")
    private boolean best;

    @Option(
            names = "--pareto",
            description =
                    "Only trials that no other one beats: none is nowhere worse and somewhere better. Best first in the "
                            + "first objective")
    private boolean pareto;

    @Option(
            names = "--sort",
            paramLabel = "[-]NAME",
            description = "By this parameter or fact; -NAME for the largest first. Trials that have none come last.")
    private @Nullable String sort;

    @Option(
            names = "--limit",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "At most so many. Default: all")
    private @Nullable Integer limit;

    /**
     * The trials.
     *
     * @param trials those that are wanted
     * @param total how many there are without the limit
     */
    record Selected(List<TrialRow> trials, int total, int offset) {}

    /** @throws CommandFailure when a name is not known */
    Selected of(ExperimentBoard board, ExperimentId id) {
        TrialQuery query = new TrialQuery(states, query(), 0, Integer.MAX_VALUE);
        List<TrialRow> all = board.trials(id, query).trials();
        requireKnown(all);
        Objectives objectives = board.experiment(id).orElseThrow().config().objectives();
        List<Predicate<TrialRow>> filters =
                conditions.stream().map(condition -> condition.in(objectives)).toList();
        List<TrialRow> matching = all.stream()
                .filter(trial -> filters.stream().allMatch(filter -> filter.test(trial)))
                .toList();
        int count = Math.min(matching.size(), Objects.requireNonNullElse(limit, Integer.MAX_VALUE));
        List<TrialRow> selected = sort == null
                ? matching.subList(0, count)
                : order(sort, objectives).first(matching, count);
        return new Selected(List.copyOf(selected), matching.size(), 0);
    }

    private TrialQuery.Sort query() {
        return pareto ? TrialQuery.Sort.PARETO : best ? TrialQuery.Sort.BEST : TrialQuery.Sort.NUMBER;
    }

    private void requireKnown(List<TrialRow> trials) {
        Set<String> known = TrialFields.names(trials);
        CommandLineProblems problems = new CommandLineProblems();
        if (trials.isEmpty()) {
            return; // parameters are known from trials
        }
        conditions.forEach(condition -> requireKnown("--where", condition.name(), known, problems));
        if (sort != null) {
            requireKnown("--sort", TrialSort.parse(sort).name(), known, problems);
        }
        problems.requireNone();
    }

    static void requireKnown(String option, String name, Set<String> known, CommandLineProblems problems) {
        if (!TrialFields.isKnown(name, known)) {
            problems.add(option, name, "one of " + String.join(", ", known) + NearMiss.hint(name, known));
        }
    }

    private static TrialOrder order(String text, Objectives objectives) {
        TrialSort sort = TrialSort.parse(text);
        return new TrialOrder(TrialField.of(sort.name(), objectives), sort.isDescending());
    }
}
