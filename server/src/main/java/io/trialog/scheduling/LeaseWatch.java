package io.trialog.scheduling;

import io.trialog.engine.Command;
import io.trialog.engine.CommitListener;
import io.trialog.event.AttemptAwaited;
import io.trialog.event.AttemptEnded;
import io.trialog.event.AttemptRevived;
import io.trialog.event.AttemptScheduled;
import io.trialog.event.AttemptSilent;
import io.trialog.event.EndCause;
import io.trialog.event.Event;
import io.trialog.event.ExperimentCreated;
import io.trialog.event.ExperimentDeleted;
import io.trialog.event.ExperimentId;
import io.trialog.event.ExperimentState;
import io.trialog.event.ExperimentStateChanged;
import io.trialog.event.Failure;
import io.trialog.event.MetricReported;
import io.trialog.event.RecordedEvent;
import io.trialog.event.TrialEnded;
import io.trialog.event.TrialEvent;
import io.trialog.event.TrialState;
import io.trialog.experiment.ExperimentView;
import io.trialog.experiment.Experiments;
import io.trialog.experiment.RecordSignOfLife;
import io.trialog.spi.training.AttemptKey;
import io.trialog.trial.AttemptPolicy;
import io.trialog.trial.Claim;
import io.trialog.trial.RecordAttemptEnded;
import io.trialog.trial.RecordSilence;
import io.trialog.trial.TrialView;
import io.trialog.trial.Trials;
import io.trialog.trial.TrialsView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches whether attempts that send heartbeats are still heard of. One that has been silent for the time of its lease is
 * recorded as such, and so is its next sign of life; nothing else follows from silence. Signs themselves are not recorded
 * and cost a look into a map.
 *
 * <p>An attempt that somebody asked for has nobody else who would see its end: its lease begins when it is theirs, and when
 * it is over the attempt is lost.
 *
 * <p>Leases live in memory only and start with a heartbeat to this very server, or when the experiment of a trial that
 * somebody asked for runs again on it, so a restart makes nobody silent. What is recorded, that attempts are silent or were
 * given up for lost, is learnt from events.
 */
public final class LeaseWatch implements CommitListener, SignsOfLife {

    /** How often {@link #tick} is to be called. */
    public static final Duration TICK = Duration.ofSeconds(1);

    private record TrialKey(String experiment, long number) {

        static TrialKey of(AttemptKey key) {
            return new TrialKey(key.experimentId(), key.trialNumber());
        }

        static TrialKey of(TrialEvent event) {
            return new TrialKey(event.experiment().value(), event.number());
        }
    }

    /** A trial's newest attempt, while it is under way, as far as anybody knows, or given up for lost. */
    private static final class Watched {
        private final AttemptKey key;
        /** How it was claimed; null when it is launched here. */
        private final @Nullable Claim claim;
        /** What is recorded says that it gives no sign of life. */
        private boolean missing;
        /** This server found it silent, and that may not be recorded yet. */
        private boolean silent;
        /** It has ended as its training service says: what is waited for are its reports. */
        private boolean awaited;
        /** When it was last heard of, in waking time; null while it has no lease. */
        private @Nullable Long heardAt;

        Watched(AttemptKey key, @Nullable Claim claim) {
            this.key = key;
            this.claim = claim;
        }
    }

    private final LongSupplier nanos;
    private final Consumer<Command<?>> commands;
    private final WakingTime time;
    private final Map<String, AttemptPolicy> policies = new HashMap<>();
    private final Map<TrialKey, Watched> trials = new HashMap<>();

    /**
     * Watches nobody yet.
     *
     * @param nanos a clock that never goes back and knows nothing of the time of day
     * @param commands takes what is to be recorded; called by any thread
     */
    public LeaseWatch(LongSupplier nanos, Consumer<Command<?>> commands) {
        this.nanos = nanos;
        this.commands = commands;
        this.time = new WakingTime(nanos.getAsLong(), 2 * TICK.toNanos());
    }

    /**
     * Learns what was before: which attempts are under way, as far as is known, or given up for lost. To be called before
     * the engine runs.
     */
    public synchronized void begin(Experiments experiments, Trials trials) {
        for (ExperimentView experiment : experiments.all()) {
            TrialsView own = trials.of(experiment.id());
            policies.put(experiment.id().value(), own.policy());
            for (long number = 0; number < own.total(); number++) {
                own.find(number)
                        .filter(trial -> trial.state().isUnderWay() || trial.isLost())
                        .ifPresent(trial -> begin(experiment.id(), trial));
            }
        }
    }

    private void begin(ExperimentId experiment, TrialView trial) {
        AttemptKey key = key(experiment, trial.number(), trial.attempt());
        Watched watched = new Watched(key, trial.claim().orElse(null));
        watched.missing = trial.isLost() || trial.state() == TrialState.UNKNOWN;
        trials.put(TrialKey.of(key), watched);
    }

    @Override
    public synchronized void committed(List<RecordedEvent> events) {
        events.forEach(recorded -> learn(recorded.event()));
    }

    @Override
    public synchronized Duration heartbeat(AttemptKey key) {
        Watched watched = find(key);
        if (watched != null) {
            watched.heardAt = time.at(nanos.getAsLong());
            if (watched.missing || watched.silent) {
                watched.missing = false;
                watched.silent = false;
                commands.accept(new RecordSignOfLife(key));
            }
        }
        return lease(key);
    }

    @Override
    public synchronized void reported(AttemptKey key) {
        Watched watched = find(key);
        if (watched != null && watched.heardAt != null) {
            watched.heardAt = time.at(nanos.getAsLong());
            watched.silent = false; // the reports themselves undo it
        }
    }

    @Override
    public synchronized boolean isUnderWay(AttemptKey key) {
        return find(key) != null;
    }

    /** Looks who has been silent for too long. */
    public void tick() {
        List<Command<?>> silences = new ArrayList<>();
        synchronized (this) {
            time.tick(nanos.getAsLong());
            long now = time.at(nanos.getAsLong());
            for (Watched watched : trials.values()) {
                Duration lease = lease(watched.key);
                if (!watched.silent
                        && !watched.missing
                        && !watched.awaited
                        && watched.heardAt != null
                        && Duration.ofNanos(now - watched.heardAt).compareTo(lease) >= 0) {
                    watched.silent = true;
                    silences.add(silence(watched, "no sign of life for " + lease.toSeconds() + " s "));
                }
            }
        }
        silences.forEach(commands);
    }

    private static Command<?> silence(Watched watched, String what) {
        return watched.claim == null
                ? new RecordSilence(watched.key, what + "(trialLease)")
                : new RecordAttemptEnded(watched.key, EndCause.LOST, null, what + "(its lease)", null);
    }

    private Duration lease(AttemptKey key) {
        AttemptPolicy policy = policies.getOrDefault(key.experimentId(), AttemptPolicy.DEFAULT);
        Watched watched = find(key);
        return watched == null || watched.claim == null ? policy.lease() : watched.claim.lease(policy);
    }

    private @Nullable Watched find(AttemptKey key) {
        Watched watched = trials.get(TrialKey.of(key));
        return watched != null && watched.key.equals(key) ? watched : null;
    }

    private void learn(Event event) {
        if (event instanceof ExperimentCreated created) {
            policies.put(created.experiment().value(), AttemptPolicy.stored(created.configuration()));
        } else if (event instanceof ExperimentStateChanged changed) {
            if (changed.state() == ExperimentState.RUNNING) {
                beginLeases(changed.experiment());
            }
        } else if (event instanceof ExperimentDeleted deleted) {
            policies.remove(deleted.experiment().value());
            trials.keySet()
                    .removeIf(
                            key -> key.experiment().equals(deleted.experiment().value()));
        } else if (event instanceof AttemptScheduled scheduled) {
            AttemptKey key = key(scheduled.experiment(), scheduled.number(), scheduled.attempt());
            Watched watched = new Watched(key, Claim.of(scheduled));
            watched.heardAt = scheduled.isClaimed() ? (Long) time.at(nanos.getAsLong()) : null;
            trials.put(TrialKey.of(key), watched);
        } else if (event instanceof TrialEvent trialEvent && !(event instanceof MetricReported)) {
            Watched watched = trials.get(TrialKey.of(trialEvent));
            if (watched != null) {
                learn(trialEvent, watched);
            }
        }
    }

    private void learn(TrialEvent event, Watched watched) {
        if (event instanceof AttemptSilent) {
            watched.missing = true;
        } else if (event instanceof AttemptAwaited) {
            watched.awaited = true;
        } else if (event instanceof AttemptRevived) {
            watched.missing = false;
            watched.silent = false;
            beginLease(watched);
        } else if (event instanceof AttemptEnded ended && ended.cause() == EndCause.LOST) {
            watched.missing = true;
            watched.heardAt = null;
        } else if (event instanceof AttemptEnded
                || (event instanceof TrialEnded ended && ended.failure() != Failure.LOST)) {
            trials.remove(TrialKey.of(event));
        }
    }

    private void beginLeases(ExperimentId experiment) {
        for (Watched watched : trials.values()) {
            if (!watched.missing && watched.key.experimentId().equals(experiment.value())) {
                beginLease(watched);
            }
        }
    }

    private void beginLease(Watched watched) {
        if (watched.claim != null && watched.heardAt == null) {
            watched.heardAt = time.at(nanos.getAsLong());
        }
    }

    private static AttemptKey key(ExperimentId experiment, long number, int attempt) {
        return new AttemptKey(experiment.value(), number, attempt);
    }
}
