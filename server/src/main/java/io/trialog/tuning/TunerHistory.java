package io.trialog.tuning;

import io.trialog.event.AttemptRevived;
import io.trialog.event.AttemptScheduled;
import io.trialog.event.Event;
import io.trialog.event.ExperimentCreated;
import io.trialog.event.Failure;
import io.trialog.event.MetricKind;
import io.trialog.event.MetricReported;
import io.trialog.event.ResultImported;
import io.trialog.event.TrialEnded;
import io.trialog.event.TrialEvent;
import io.trialog.event.TrialProposed;
import io.trialog.event.TrialRequeued;
import io.trialog.event.TrialState;
import io.trialog.event.TrialValueAveraged;
import io.trialog.experiment.Duplicates;
import io.trialog.metric.ObjectiveMetric;
import io.trialog.metric.Objectives;
import io.trialog.spi.space.Configuration;
import io.trialog.spi.tuner.Observation;
import io.trialog.spi.tuner.Suggestion;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns events into what a tuner observes. Remembers only trials that have not ended, or may be tried again; all of them where
 * values are averaged.
 */
final class TunerHistory {

    private static final class OpenTrial {
        private final Suggestion proposal;
        private Curve intermediates = new Curve();
        private Map<String, Double> finalMetrics = Map.of();
        private int attempt;

        OpenTrial(Suggestion proposal) {
            this.proposal = proposal;
        }

        Observation pending(long number) {
            return Observation.pending(number, proposal.configuration()).proposedAs(proposal);
        }
    }

    private record Succeeded(Observation pending, Observation end) {}

    private final Map<Long, OpenTrial> open = new HashMap<>();
    /** Trials that ended without success. */
    private final Map<Long, OpenTrial> closed = new HashMap<>();

    private Objectives objectives = Objectives.DEFAULT;
    private long imported;
    /** Trials that succeeded, as far as their values may change. */
    private final Map<Long, Succeeded> succeeded = new HashMap<>();

    private boolean averages;

    /** What the event means to a tuner, if it means anything. */
    List<Observation> observe(Event event) {
        if (event instanceof ExperimentCreated created) {
            objectives = Objectives.stored(created.configuration());
            averages = Duplicates.stored(created.configuration()) == Duplicates.AVERAGE;
        } else if (event instanceof TrialValueAveraged averaged) {
            return average(averaged);
        }
        Optional<Observation> observation = observeOne(event);
        return observation.map(List::of).orElse(List.of());
    }

    /** Another end takes the place of the first, as of a trial that is tried again. */
    private List<Observation> average(TrialValueAveraged averaged) {
        Succeeded before = succeeded.get(averaged.number());
        if (before == null) {
            return List.of();
        }
        Map<String, Double> metrics = new LinkedHashMap<>(before.end().metrics());
        metrics.putAll(named(averaged.value(), Map.of()));
        return List.of(before.pending(), before.end().withMetrics(metrics));
    }

    private Optional<Observation> observeOne(Event event) {
        if (event instanceof TrialProposed proposed) {
            OpenTrial trial = new OpenTrial(proposal(proposed));
            open.put(proposed.number(), trial);
            return Optional.of(trial.pending(proposed.number()));
        }
        if (event instanceof ResultImported result) {
            imported++;
            Suggestion trial = Suggestion.of(Configuration.of(result.configuration()));
            Double budget = result.budget();
            return Optional.of(Observation.succeeded(-imported, trial.configuration(), result.value())
                    .withMetrics(named(result.value(), result.several()))
                    .proposedAs(budget == null ? trial : trial.withBudget(budget)));
        }
        if (event instanceof AttemptScheduled scheduled) {
            OpenTrial trial = open.get(scheduled.number());
            if (trial != null) {
                trial.intermediates = new Curve();
                trial.finalMetrics = Map.of();
                trial.attempt = scheduled.attempt();
            }
        } else if (event instanceof MetricReported report) {
            note(report);
        } else if (event instanceof TrialRequeued || event instanceof AttemptRevived) {
            return reopen(((TrialEvent) event).number());
        } else if (event instanceof TrialEnded ended) {
            OpenTrial trial = open.remove(ended.number());
            if (trial == null) {
                return Optional.empty();
            }
            if (ended.state() != TrialState.SUCCEEDED && ended.state() != TrialState.EARLY_STOPPED) {
                closed.put(ended.number(), trial);
            }
            Observation end = end(trial, ended).proposedAs(trial.proposal);
            if (averages && end.state() == Observation.State.SUCCEEDED) {
                succeeded.put(ended.number(), new Succeeded(trial.pending(ended.number()), end));
            }
            return Optional.of(end);
        }
        return Optional.empty();
    }

    /** What the tuner proposed, as it was. */
    private static Suggestion proposal(TrialProposed proposed) {
        Suggestion proposal = Suggestion.of(Configuration.of(proposed.configuration()));
        String tag = proposed.tag();
        proposal = tag == null ? proposal : proposal.withTag(tag);
        Double budget = proposed.budget();
        proposal = budget == null ? proposal : proposal.withBudget(budget);
        Long parent = proposed.parent();
        return parent == null ? proposal : proposal.continuing(parent);
    }

    /** A trial that had ended is tried again. */
    private Optional<Observation> reopen(long number) {
        OpenTrial trial = closed.remove(number);
        if (trial == null) {
            return Optional.empty();
        }
        open.put(number, trial);
        return Optional.of(trial.pending(number));
    }

    private void note(MetricReported report) {
        OpenTrial trial = open.getOrDefault(report.number(), closed.get(report.number()));
        if (trial == null || trial.attempt != report.attempt()) {
            return; // an attempt that a newer one has replaced tells nothing of that
        }
        Double value = objectives.metric().of(report.values());
        if (value == null) {
            return; // nothing about what is optimized
        }
        if (report.kind() == MetricKind.INTERMEDIATE) {
            trial.intermediates.add(value);
        } else if (trial.finalMetrics.isEmpty() && objectives.areIn(report.values())) {
            trial.finalMetrics = named(value, report.values());
        }
    }

    /** Tuners know the number that they optimize, or the first of several, by its own name and by {@code default}. */
    private Map<String, Double> named(double value, Map<String, Double> others) {
        Map<String, Double> seen = new LinkedHashMap<>(others);
        seen.put(objectives.metric().name(), value);
        seen.put(ObjectiveMetric.DEFAULT_NAME, value);
        return Collections.unmodifiableMap(seen);
    }

    private Observation end(OpenTrial trial, TrialEnded ended) {
        Observation observation = Observation.ended(ended.number(), trial.proposal.configuration(), state(ended))
                .withIntermediates(trial.intermediates.soFar());
        Double value = ended.value();
        if (ended.state() == TrialState.SUCCEEDED && ended.failure() == null && !trial.finalMetrics.isEmpty()) {
            return observation.withMetrics(trial.finalMetrics);
        }
        boolean counts = ended.state() == TrialState.SUCCEEDED || ended.state() == TrialState.EARLY_STOPPED;
        return counts && value != null && Double.isFinite(value)
                ? observation.withMetrics(named(value, ended.several()))
                : observation;
    }

    private static Observation.State state(TrialEnded ended) {
        Failure failure = ended.failure();
        if (failure != null && failure.isInfeasible()) {
            return Observation.State.INFEASIBLE;
        }
        return switch (ended.state()) {
            case SUCCEEDED -> Observation.State.SUCCEEDED;
            case EARLY_STOPPED -> Observation.State.EARLY_STOPPED;
            case USER_CANCELED, SYS_CANCELED -> Observation.State.CANCELED;
            case FAILED, UNKNOWN, WAITING, RUNNING -> Observation.State.FAILED;
        };
    }
}
