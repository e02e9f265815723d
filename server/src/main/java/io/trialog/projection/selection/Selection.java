package io.trialog.projection.selection;

import io.trialog.event.TrialState;
import io.trialog.projection.ExperimentSummary;
import io.trialog.projection.Standings;
import io.trialog.projection.TrialPage;
import io.trialog.projection.TrialQuery;
import io.trialog.projection.TrialRow;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which trials of an experiment, in which order, which part of them.
 *
 * @param states only these; empty for all
 * @param conditions all of which they meet
 * @param search what they have somewhere; null for nothing
 * @param sort in which order; decides, too, whether only the best are wanted
 * @param offset how many to leave out first, 0 or more
 * @param limit how many at most, 1 or more
 */
public record Selection(
        Set<TrialState> states,
        List<TrialCondition> conditions,
        @Nullable String search,
        TrialSort sort,
        int offset,
        int limit) {

    private static final Set<String> REPORTED = Set.of("latest", "reports");

    public Selection {
        states = Set.copyOf(states);
        conditions = List.copyOf(conditions);
    }

    /** The same as a question to the board, which knows some orders of all trials; empty when it does not know this one. */
    public Optional<TrialQuery> quick() {
        boolean isUnfiltered = states.isEmpty() && conditions.isEmpty() && search == null;
        return isUnfiltered
                ? sort.quick().map(order -> new TrialQuery(Set.of(), order, offset, limit))
                : Optional.empty();
    }

    /** Whether it takes a look at what trials reported before they ended. */
    public boolean usesReports() {
        return Stream.concat(Stream.of(sort.name()), conditions.stream().map(TrialCondition::name))
                .anyMatch(REPORTED::contains);
    }

    /**
     * The part of these trials. Looks at all of them.
     *
     * @param rows all trials of the experiment by number
     */
    public TrialPage of(ExperimentSummary experiment, List<TrialRow> rows) {
        Standings standings = Standings.of(experiment.config());
        int wanted = (int) Math.min(rows.size(), (long) offset + limit);
        if (sort.isPareto()) {
            List<TrialRow> ranked = rows.stream()
                    .filter(TrialRow::isRanked)
                    .sorted(standings.order())
                    .toList();
            return page(
                    standings.front(ranked).stream().filter(filter(experiment)).toList());
        }
        if (sort.isBest()) {
            List<TrialRow> matching = rows.stream()
                    .filter(filter(experiment).and(TrialRow::isRanked))
                    .toList();
            return page(matching.size(), Leading.of(matching, standings.order(), wanted));
        }
        List<TrialRow> matching = rows.stream().filter(filter(experiment)).toList();
        TrialOrder order = new TrialOrder(TrialField.of(sort.name(), standings.objectives()), sort.isDescending());
        return sort.isNumber() && !sort.isDescending()
                ? page(matching)
                : page(matching.size(), order.first(matching, wanted));
    }

    private Predicate<TrialRow> filter(ExperimentSummary experiment) {
        Predicate<TrialRow> filter = row -> states.isEmpty() || states.contains(row.state());
        for (TrialCondition condition : conditions) {
            filter = filter.and(condition.in(experiment.config().objectives()));
        }
        return search == null ? filter : filter.and(new TrialSearch(experiment.id(), search));
    }

    private TrialPage page(List<TrialRow> all) {
        return page(all.size(), all);
    }

    /** @param first the first of them, at least to the end of the page */
    private TrialPage page(int total, List<TrialRow> first) {
        int begin = Math.min(offset, first.size());
        int end = (int) Math.min(first.size(), (long) begin + limit);
        return new TrialPage(total, offset, first.subList(begin, end));
    }
}
