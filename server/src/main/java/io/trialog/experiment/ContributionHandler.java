package io.trialog.experiment;

import io.trialog.engine.CommandRegistry;
import io.trialog.engine.Decision;
import io.trialog.engine.ErrorCode;
import io.trialog.engine.Rejection;
import io.trialog.event.Event;
import io.trialog.event.ExperimentId;
import io.trialog.event.ResultImported;
import io.trialog.event.TrialEnqueued;
import io.trialog.metric.ObjectiveMetric;
import io.trialog.metric.Objectives;
import io.trialog.spi.problem.Problem;
import io.trialog.spi.space.Configuration;
import io.trialog.trial.Trials;
import io.trialog.trial.TrialsView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;

/** Decides on what people bring besides the tuner's proposals: configurations to evaluate, and results from elsewhere. */
public final class ContributionHandler {

    private static final int MAX_PROBLEMS = 100;

    private final Experiments experiments;
    private final Trials trials;
    private final ToIntFunction<ExperimentId> promised;
    private final ToIntFunction<ExperimentId> imported;

    /**
     * Decides by this state.
     *
     * @param promised how many trials the tuner of an experiment is being asked for
     * @param imported how many results from elsewhere an experiment has
     */
    public ContributionHandler(
            Experiments experiments,
            Trials trials,
            ToIntFunction<ExperimentId> promised,
            ToIntFunction<ExperimentId> imported) {
        this.experiments = experiments;
        this.trials = trials;
        this.promised = promised;
        this.imported = imported;
    }

    /** Registers this feature's handlers. */
    public void register(CommandRegistry commands) {
        commands.on(EnqueueTrials.class, this::enqueue).on(ImportResults.class, this::importResults);
    }

    private Decision<Integer> enqueue(EnqueueTrials command, Instant now) {
        Optional<ExperimentView> found = experiments.find(command.id());
        if (found.isEmpty()) {
            return unknown(command.id());
        }
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < command.configurations().size(); i++) {
            check(found.get(), command.configurations().get(i), "configurations[" + i + "]", problems);
        }
        if (!problems.isEmpty()) {
            return unfit(problems);
        }
        TrialsView own = trials.of(command.id());
        Optional<String> full = full(found.get(), own, command.configurations().size(), now);
        if (full.isPresent()) {
            return Decision.reject(ErrorCode.EXPERIMENT_STATE, full.get());
        }
        List<Event> events = new ArrayList<>();
        for (Configuration configuration : command.configurations()) {
            events.add(new TrialEnqueued(command.id(), configuration.values()));
        }
        return Decision.accept(own.queued() + events.size(), events);
    }

    private Decision<Integer> importResults(ImportResults command, Instant now) {
        Optional<ExperimentView> found = experiments.find(command.id());
        if (found.isEmpty()) {
            return unknown(command.id());
        }
        List<Problem> problems = new ArrayList<>();
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < command.results().size(); i++) {
            ImportResults.Result result = command.results().get(i);
            String path = "results[" + i + "]";
            List<Problem> unspent = new ArrayList<>();
            SpentBudget spent =
                    SpentBudget.of(result.configuration(), found.get().config().searchSpace(), unspent);
            unspent.forEach(problem -> problems.add(problem.under(path + ".configuration")));
            check(found.get(), spent.configuration(), path + ".configuration", problems);
            imported(found.get(), spent, result.values(), path + ".value", problems)
                    .ifPresent(events::add);
        }
        return problems.isEmpty()
                ? Decision.accept(imported.applyAsInt(command.id()) + events.size(), events)
                : unfit(problems);
    }

    private static Optional<ResultImported> imported(
            ExperimentView experiment,
            SpentBudget spent,
            Map<String, Double> received,
            String path,
            List<Problem> problems) {
        Objectives objectives = experiment.config().objectives();
        Map<String, Double> values = new LinkedHashMap<>(received);
        Double alone = values.get(ObjectiveMetric.DEFAULT_NAME);
        if (!objectives.areSeveral() && values.size() == 1 && alone != null) {
            values.put(objectives.metric().name(), alone);
        }
        int before = problems.size();
        for (String metric : objectives.missing(values)) {
            String given = String.join(", ", received.keySet());
            problems.add(new Problem(path + "." + metric, "missing (expected: a finite number; given: " + given + ")"));
        }
        values.forEach((metric, value) -> {
            if (!Double.isFinite(value)) {
                String place = received.size() == 1 ? path : path + "." + metric;
                problems.add(new Problem(place, value + " (expected: a finite number)"));
            }
        });
        Double value = objectives.metric().of(values);
        return problems.size() > before || value == null
                ? Optional.empty()
                : Optional.of(new ResultImported(
                        experiment.id(),
                        spent.configuration().values(),
                        value,
                        objectives.several(values),
                        spent.budget()));
    }

    private static void check(
            ExperimentView experiment, Configuration configuration, String path, List<Problem> problems) {
        experiment.config().searchSpace().check(configuration).forEach(problem -> problems.add(problem.under(path)));
    }

    /** Why there is no room for so many more trials. */
    private Optional<String> full(ExperimentView experiment, TrialsView own, int more, Instant now) {
        ExperimentId id = experiment.id();
        if (experiment.isOutOfTime(now)) {
            return Optional.of("experiment " + id + " has used up its maxExperimentDuration of "
                    + experiment.config().maxExperimentDuration());
        }
        OptionalInt limit = experiment.maxTrialNumber();
        TrialRoom taken = new TrialRoom(own.total(), promised.applyAsInt(id), own.queued());
        int room = limit.orElse(Integer.MAX_VALUE) - taken.taken();
        return more <= room
                ? Optional.empty()
                : Optional.of("experiment " + id + " has room for " + Math.max(0, room) + " more trials, not for "
                        + more + ": maxTrialNumber is " + limit.orElseThrow() + ", and there are " + taken);
    }

    private static Decision<Integer> unfit(List<Problem> problems) {
        return Decision.reject(new Rejection(
                ErrorCode.CONFIG_INVALID,
                "nothing was taken, as not all of it fits the search space: " + problems.get(0),
                problems.subList(0, Math.min(problems.size(), MAX_PROBLEMS))));
    }

    private static Decision<Integer> unknown(ExperimentId id) {
        return Decision.reject(ErrorCode.EXPERIMENT_UNKNOWN, "there is no experiment " + id);
    }
}
