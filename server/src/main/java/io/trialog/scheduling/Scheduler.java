package io.trialog.scheduling;

import io.trialog.engine.FollowUp;
import io.trialog.event.AttemptScheduled;
import io.trialog.event.Event;
import io.trialog.event.ExperimentId;
import io.trialog.event.ExperimentState;
import io.trialog.event.ExperimentStateChanged;
import io.trialog.event.MetricReported;
import io.trialog.event.Outlook;
import io.trialog.event.ReportRefused;
import io.trialog.event.SuggestionsRequested;
import io.trialog.event.TrialEnded;
import io.trialog.event.TrialProposed;
import io.trialog.event.TrialState;
import io.trialog.experiment.ExperimentView;
import io.trialog.experiment.Experiments;
import io.trialog.trial.PreparedTrial;
import io.trialog.trial.QueuedTrial;
import io.trialog.trial.Trials;
import io.trialog.trial.TrialsView;
import io.trialog.tuning.Tuning;
import io.trialog.tuning.TuningView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what happens next in an experiment: which waiting trials get a slot, when the tuner is asked for more, when the
 * experiment is over. Pure.
 */
public final class Scheduler implements FollowUp {

    private static final String GOES_ON = "there is room for more trials again";
    private static final String TIME_IS_OVER = "the time is over (maxExperimentDuration)";

    private final Experiments experiments;
    private final Trials trials;
    private final Tuning tuning;
    private final Paces paces;

    /** Decides by this state. */
    public Scheduler(Experiments experiments, Trials trials, Tuning tuning, Paces paces) {
        this.experiments = experiments;
        this.trials = trials;
        this.tuning = tuning;
        this.paces = paces;
    }

    /** Reports come by the thousand and decide nothing until their trial ends. */
    @Override
    public boolean canFollow(Event event) {
        return !(event instanceof MetricReported || event instanceof ReportRefused);
    }

    @Override
    public List<? extends Event> next(ExperimentId id, Instant now) {
        Optional<ExperimentView> found = experiments.find(id);
        if (found.isEmpty()) {
            return List.of(); // just deleted
        }
        List<? extends Event> averages = tuning.averages(id);
        if (!averages.isEmpty()) {
            return averages;
        }
        ExperimentView experiment = found.get();
        TrialsView own = trials.of(id);
        if (experiment.state() == ExperimentState.STOPPING) {
            return own.active() > 0 ? List.of() : List.of(state(id, ExperimentState.STOPPED, null));
        }
        if (experiment.state() == ExperimentState.DONE) {
            return reopen(experiment, own, now);
        }
        if (!experiment.state().isActive()) {
            return List.of();
        }
        List<Event> events = new ArrayList<>();
        fillSlots(experiment, own, events);
        if (events.isEmpty() && experiment.isOutOfTime(now)) {
            giveUpPrepared(experiment, own, events);
        }
        if (events.isEmpty()) {
            proposeOrFinish(experiment, own, now, events);
        }
        return events;
    }

    /** A complete experiment goes on when what ended it holds no more. */
    private List<Event> reopen(ExperimentView experiment, TrialsView own, Instant now) {
        boolean over = limitReached(experiment, own, now) != null
                || (tuning.of(experiment.id()).outlook() == Outlook.EXHAUSTED && own.queued() == 0);
        return over ? List.of() : List.of(state(experiment.id(), ExperimentState.RUNNING, GOES_ON));
    }

    /** What still waits for its first slot when the time is over does not get one. */
    private static void giveUpPrepared(ExperimentView experiment, TrialsView own, List<Event> events) {
        for (PreparedTrial trial : own.prepared()) {
            events.add(new TrialEnded(
                    experiment.id(),
                    trial.number(),
                    TrialState.SYS_CANCELED,
                    null,
                    "not begun: " + TIME_IS_OVER,
                    null));
        }
    }

    /** All that are free: there may be thousands. */
    private static void fillSlots(ExperimentView experiment, TrialsView own, List<Event> events) {
        int free = slots(experiment) - (own.active() - own.claimed());
        for (long number : own.nextWaiting(free)) {
            int attempt = own.find(number).orElseThrow().attempt() + 1;
            events.add(new AttemptScheduled(experiment.id(), number, attempt));
        }
    }

    private void proposeOrFinish(ExperimentView experiment, TrialsView own, Instant now, List<Event> events) {
        TuningView dialogue = tuning.of(experiment.id());
        String limit = limitReached(experiment, own, now);
        boolean exhausted = dialogue.outlook() == Outlook.EXHAUSTED && own.queued() == 0;
        boolean idle = own.unended() == 0 && dialogue.openRequest().isEmpty();
        if (limit != null || exhausted) {
            ExperimentState draining =
                    limit != null ? ExperimentState.NO_MORE_TRIAL : ExperimentState.TUNER_NO_MORE_TRIAL;
            String why = limit != null ? limit : dialogue.exhaustion();
            if (idle) {
                events.add(state(experiment.id(), ExperimentState.DONE, why));
            } else if (experiment.state() != draining) {
                events.add(state(experiment.id(), draining, why));
            }
            return;
        }
        if (experiment.state() != ExperimentState.RUNNING) {
            events.add(state(experiment.id(), ExperimentState.RUNNING, GOES_ON));
            return;
        }
        if (dialogue.outlook() == Outlook.WAITING && own.queued() == 0) {
            if (idle) {
                events.add(state(
                        experiment.id(),
                        ExperimentState.PAUSED,
                        "the tuner waits for results although no trial is under way"));
            }
            return;
        }
        int free = slots(experiment) - (own.unended() - own.claimed());
        propose(experiment, own, free > 0 ? free : free + ahead(experiment, own), events);
    }

    /**
     * One trial more, for somebody who asks for one while none waits; nothing when there may be none now, or is one to come.
     */
    List<Event> oneMore(ExperimentView experiment, Instant now) {
        TrialsView own = trials.of(experiment.id());
        List<Event> events = new ArrayList<>();
        boolean wanted = experiment.state() == ExperimentState.RUNNING
                && (own.queued() > 0 || tuning.of(experiment.id()).outlook() == Outlook.MORE)
                && limitReached(experiment, own, now) == null;
        if (wanted) {
            propose(experiment, own, 1, events);
        }
        return events;
    }

    /** What waits in the queue, else what the tuner is asked for; nothing while the tuner is being asked. */
    private void propose(ExperimentView experiment, TrialsView own, int room, List<Event> events) {
        TuningView dialogue = tuning.of(experiment.id());
        if (room < 1 || dialogue.openRequest().isPresent()) {
            return;
        }
        Optional<QueuedTrial> queued = own.nextQueued();
        if (queued.isPresent()) {
            events.add(TrialProposed.queued(
                    experiment.id(), own.total(), queued.get().configuration()));
            return;
        }
        int wanted = Math.min(room, experiment.maxTrialNumber().orElse(Integer.MAX_VALUE) - own.total());
        if (wanted > 0) {
            events.add(new SuggestionsRequested(experiment.id(), own.total() + dialogue.discarded(), wanted));
        }
    }

    /** How many trials are to wait for a slot; none as long as people have enqueued others. */
    private int ahead(ExperimentView experiment, TrialsView own) {
        if (own.queued() > 0) {
            return 0;
        }
        Integer wanted = experiment.config().run().proposalsAhead();
        return wanted != null ? wanted : paces.of(experiment.id()).ahead(slots(experiment));
    }

    /** How many trials may run here at a time; those that somebody asked for do not count. */
    private static int slots(ExperimentView experiment) {
        return experiment.config().trainingService().isExternal()
                ? 0
                : experiment.config().trialConcurrency();
    }

    private static @Nullable String limitReached(ExperimentView experiment, TrialsView own, Instant now) {
        if (own.total() >= experiment.maxTrialNumber().orElse(Integer.MAX_VALUE)) {
            return "all " + own.total() + " trials were made";
        }
        if (experiment.isOutOfTime(now)) {
            return TIME_IS_OVER;
        }
        return null;
    }

    private static ExperimentStateChanged state(ExperimentId id, ExperimentState state, @Nullable String reason) {
        return new ExperimentStateChanged(id, state, reason);
    }
}
