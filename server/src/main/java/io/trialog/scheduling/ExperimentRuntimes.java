package io.trialog.scheduling;

import io.trialog.engine.CommandSender;
import io.trialog.engine.CommitListener;
import io.trialog.event.ExperimentCreated;
import io.trialog.event.ExperimentEvent;
import io.trialog.event.ExperimentId;
import io.trialog.event.ExperimentState;
import io.trialog.event.ExperimentStateChanged;
import io.trialog.event.RecordedEvent;
import io.trialog.experiment.CheckLimits;
import io.trialog.experiment.ExperimentConfig;
import io.trialog.port.EventLog;
import io.trialog.tuning.RecordTunerFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The effects: from an experiment's start or resume to its end it has a runtime, which acts on its events. Experiments that
 * are not resumed have none, so nothing of theirs is launched or asked.
 */
public final class ExperimentRuntimes implements CommitListener, AutoCloseable {

    private static final Duration LIMIT_CHECK = Duration.ofMillis(500);

    private record Known(long createdAt, ExperimentConfig config) {}

    private final EventLog log;
    private final FollowerSource source;
    private final CommandSender sender;
    private final ScheduledFuture<?> limitChecks;
    private final Map<ExperimentId, Known> known = new ConcurrentHashMap<>();
    private final Map<ExperimentId, ExperimentRuntime> runtimes = new ConcurrentHashMap<>();

    /** Makes runtimes of these followers; the timer checks time limits. */
    public ExperimentRuntimes(
            EventLog log, FollowerSource source, CommandSender sender, ScheduledExecutorService timer) {
        this.log = log;
        this.source = source;
        this.sender = sender;
        this.limitChecks = timer.scheduleWithFixedDelay(
                this::checkLimits, LIMIT_CHECK.toMillis(), LIMIT_CHECK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Remembers what exists, from an event of the past. */
    public void replayed(RecordedEvent recorded) {
        if (recorded.event() instanceof ExperimentCreated created) {
            known.put(
                    created.experiment(),
                    new Known(recorded.position(), ExperimentConfig.stored(created.configuration())));
        }
    }

    @Override
    public void committed(List<RecordedEvent> events) {
        for (RecordedEvent recorded : events) {
            replayed(recorded);
            if (recorded.event() instanceof ExperimentEvent event) {
                committed(event, recorded);
            }
        }
    }

    @Override
    public void close() {
        limitChecks.cancel(false);
        runtimes.values().forEach(ExperimentRuntime::close);
        runtimes.clear();
    }

    private void committed(ExperimentEvent event, RecordedEvent recorded) {
        ExperimentRuntime runtime = runtimes.get(event.experiment());
        if (event instanceof ExperimentStateChanged changed && needsNewRuntime(changed.state(), runtime)) {
            open(event.experiment(), recorded.position());
            return;
        }
        if (runtime == null) {
            return;
        }
        runtime.committed(recorded);
        if (event instanceof ExperimentStateChanged changed && isOver(changed.state())) {
            runtimes.remove(event.experiment());
            runtime.close();
        }
    }

    private void open(ExperimentId experiment, long position) {
        Known facts = known.get(experiment);
        if (facts == null) {
            throw new IllegalStateException("experiment " + experiment + " runs but was not created");
        }
        ExperimentRuntime old = runtimes.remove(experiment);
        if (old != null) {
            old.close();
        }
        try {
            ExperimentRuntime runtime = new ExperimentRuntime(experiment, source.followers(experiment, facts.config()));
            runtimes.put(experiment, runtime);
            runtime.start(log, facts.createdAt(), position);
        } catch (RuntimeException e) {
            String tuner = facts.config().tuner().name();
            sender.post(new RecordTunerFailure(experiment, tuner, String.valueOf(e.getMessage()), ""));
        }
    }

    private void checkLimits() {
        for (ExperimentId experiment : runtimes.keySet()) {
            Known facts = known.get(experiment);
            if (facts != null && facts.config().maxExperimentDuration() != null) {
                sender.post(new CheckLimits(experiment));
            }
        }
    }

    /**
     * A start or resume gets new followers. A stop needs some to end trials that an earlier server left behind, and a
     * complete experiment that opens again to see the end of a trial that is alive after all.
     */
    private static boolean needsNewRuntime(ExperimentState state, @Nullable ExperimentRuntime runtime) {
        return state == ExperimentState.RUNNING || (state.isOnTheClock() && runtime == null);
    }

    private static boolean isOver(ExperimentState state) {
        return state == ExperimentState.DONE || state == ExperimentState.STOPPED;
    }
}
