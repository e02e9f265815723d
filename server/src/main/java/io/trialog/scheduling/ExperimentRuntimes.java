package io.trialog.scheduling;

import io.trialog.engine.CommandSender;
import io.trialog.engine.CommitListener;
import io.trialog.event.EndCause;
import io.trialog.event.ExperimentDeleted;
import io.trialog.event.ExperimentEvent;
import io.trialog.event.ExperimentId;
import io.trialog.event.ExperimentState;
import io.trialog.event.ExperimentStateChanged;
import io.trialog.event.RecordedEvent;
import io.trialog.event.SearchSpaceChanged;
import io.trialog.experiment.CheckLimits;
import io.trialog.experiment.TransportSettings;
import io.trialog.port.Clock;
import io.trialog.port.EventLog;
import io.trialog.port.Transports;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.ExperimentSummary;
import io.trialog.projection.TrialRow;
import io.trialog.spi.training.AttemptKey;
import io.trialog.trial.RecordAttemptEnded;
import io.trialog.tuning.RecordTunerFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The effects: from an experiment's start or resume to its end it has a runtime, which acts on its events. Experiments that
 * are not resumed have none, so nothing of theirs is launched or asked.
 */
public final class ExperimentRuntimes implements CommitListener, AutoCloseable {

    private static final Duration LIMIT_CHECK = Duration.ofMillis(500);
    private static final int HISTORIES = 8;
    private static final int IDLE_SECONDS = 30;

    private final EventLog log;
    private final ExperimentBoard board;
    private final FollowerSource source;
    private final Transports transports;
    private final CommandSender sender;
    private final Clock clock;
    private final ScheduledFuture<?> limitChecks;
    private final Map<ExperimentId, ExperimentRuntime> runtimes = new ConcurrentHashMap<>();
    /** Those that have something to tell; of the thread that brings commits. */
    private final Set<ExperimentRuntime> heard = new LinkedHashSet<>();
    /** For what never waits. */
    private final ExecutorService prompt = threads("trialog-attempts", 1);
    /** For what reads histories: a few at a time, however many experiments are resumed at once. */
    private final ExecutorService patient = threads("trialog-experiments", HISTORIES);

    /** Makes runtimes of these followers; the board hears of events first; the timer checks time limits. */
    public ExperimentRuntimes(
            EventLog log,
            ExperimentBoard board,
            FollowerSource source,
            Transports transports,
            CommandSender sender,
            ScheduledExecutorService timer,
            Clock clock) {
        this.log = log;
        this.board = board;
        this.source = source;
        this.transports = transports;
        this.sender = sender;
        this.clock = clock;
        this.limitChecks = timer.scheduleWithFixedDelay(
                this::checkLimits, LIMIT_CHECK.toMillis(), LIMIT_CHECK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Has transports go on that the server before this one left behind; where they begin, the oldest experiment says. */
    public void begin() {
        Instant now = clock.now();
        board.experiments().stream()
                .filter(experiment -> mayHaveMoreToCarry(experiment, now))
                .sorted(Comparator.comparing(ExperimentSummary::createdAt))
                .forEach(experiment ->
                        transports.open(experiment.id(), experiment.config().transport()));
    }

    /**
     * A feed may be behind, and so may reports: of trials that outlived their server, and of any that ended with a report over
     * HTTP, when earlier ones were in a topic that nobody could read. They are there as long as the topic keeps them.
     */
    private static boolean mayHaveMoreToCarry(ExperimentSummary experiment, Instant now) {
        TransportSettings transport = experiment.config().transport();
        Instant endedAt = experiment.endedAt();
        boolean mayReport = endedAt == null
                || experiment.counts().running() > 0
                || now.isBefore(endedAt.plus(transport.kafka().retention()));
        return transport.feedsKafka() || (transport.takesReportsFromKafka() && mayReport);
    }

    @Override
    public void committed(List<RecordedEvent> events) {
        for (RecordedEvent recorded : events) {
            if (recorded.event() instanceof ExperimentEvent event) {
                committed(event, recorded);
            }
        }
        heard.forEach(ExperimentRuntime::tell);
        heard.clear();
    }

    @Override
    public void close() {
        limitChecks.cancel(false);
        runtimes.values().forEach(ExperimentRuntime::close);
        runtimes.clear();
        prompt.shutdown();
        patient.shutdown();
    }

    private void committed(ExperimentEvent event, RecordedEvent recorded) {
        ExperimentRuntime runtime = runtimes.get(event.experiment());
        if (event instanceof ExperimentStateChanged changed && needsNewRuntime(changed.state(), runtime)) {
            open(event.experiment());
            return;
        }
        if (runtime == null) {
            return;
        }
        if (event instanceof SearchSpaceChanged) {
            open(event.experiment()); // with another tuner
            return;
        }
        if (event instanceof ExperimentDeleted) {
            end(event.experiment(), runtime);
            return;
        }
        runtime.committed(recorded);
        heard.add(runtime);
        if (event instanceof ExperimentStateChanged changed && changed.state().isHeld()) {
            runtime.hold();
        }
        if (event instanceof ExperimentStateChanged changed && isOver(changed.state())) {
            end(event.experiment(), runtime);
        }
    }

    /** Followers hear of everything up to their end. */
    private void end(ExperimentId experiment, ExperimentRuntime runtime) {
        runtimes.remove(experiment);
        heard.remove(runtime);
        runtime.tell();
        runtime.close();
    }

    /** The board may be ahead of the event that leads to this: what it knows already is not told again. */
    private void open(ExperimentId experiment) {
        ExperimentSummary summary = board.experiment(experiment)
                .orElseThrow(() -> new IllegalStateException("experiment " + experiment + " is not on the board"));
        ExperimentRuntime old = runtimes.get(experiment);
        if (old != null) {
            end(experiment, old);
        }
        try {
            transports.open(experiment, summary.config().transport());
            ExperimentRuntime runtime =
                    new ExperimentRuntime(experiment, source.followers(summary), board.position(), prompt, patient);
            if (summary.state().isHeld()) {
                runtime.hold();
            }
            runtimes.put(experiment, runtime);
            runtime.start(log, board.beginning(experiment).orElseThrow(), clock);
        } catch (RuntimeException e) {
            String tuner = summary.config().tuner().name();
            sender.post(new RecordTunerFailure(experiment, tuner, String.valueOf(e.getMessage()), ""));
        }
    }

    private void checkLimits() {
        for (ExperimentId experiment : runtimes.keySet()) {
            board.experiment(experiment)
                    .filter(summary -> summary.config().maxExperimentDuration() != null)
                    .ifPresent(summary -> sender.post(new CheckLimits(experiment)));
            board.experiment(experiment)
                    .map(summary -> summary.config().maxTrialDuration())
                    .ifPresent(limit -> endOverdueClaims(experiment, limit));
        }
    }

    /** Attempts that are launched are timed by their training service. */
    private void endOverdueClaims(ExperimentId experiment, Duration limit) {
        Instant now = clock.now();
        for (TrialRow trial : board.claimed(experiment)) {
            Instant startedAt = trial.startedAt();
            if (startedAt != null && !now.isBefore(startedAt.plus(limit))) {
                AttemptKey key = new AttemptKey(experiment.value(), trial.number(), trial.attempt());
                sender.post(new RecordAttemptEnded(key, EndCause.TIMED_OUT, null, null, null));
            }
        }
    }

    private static ExecutorService threads(String name, int size) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                size, size, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /**
     * A start gets followers, and so does a resume: after a failure they are new. A stop needs some to end trials that an
     * earlier server left behind, and a complete experiment that opens again to see the end of a trial that is alive after
     * all.
     */
    private static boolean needsNewRuntime(ExperimentState state, @Nullable ExperimentRuntime runtime) {
        return runtime == null ? state.isOnTheClock() : state == ExperimentState.RUNNING && runtime.isHeld();
    }

    private static boolean isOver(ExperimentState state) {
        return state == ExperimentState.DONE || state == ExperimentState.STOPPED;
    }
}
