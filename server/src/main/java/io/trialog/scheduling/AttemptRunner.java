package io.trialog.scheduling;

import io.trialog.engine.CommandSender;
import io.trialog.engine.Follower;
import io.trialog.event.AttemptRevived;
import io.trialog.event.AttemptScheduled;
import io.trialog.event.EndCause;
import io.trialog.event.Event;
import io.trialog.event.ExperimentId;
import io.trialog.event.MetricKind;
import io.trialog.event.MetricReported;
import io.trialog.event.RecordedEvent;
import io.trialog.event.TrialEvent;
import io.trialog.event.TrialStopRequested;
import io.trialog.experiment.ExperimentConfig;
import io.trialog.port.AttemptSurroundings;
import io.trialog.port.GuestThread;
import io.trialog.port.Transports;
import io.trialog.port.TrialFormat;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.ExperimentSummary;
import io.trialog.projection.TrialRow;
import io.trialog.projection.activity.LaunchWaits;
import io.trialog.spi.option.Options;
import io.trialog.spi.training.AttemptKey;
import io.trialog.spi.training.AttemptListener;
import io.trialog.spi.training.LaunchRequest;
import io.trialog.spi.training.TrainingService;
import io.trialog.spi.training.TrainingServiceContext;
import io.trialog.spi.training.TrainingServiceFactory;
import io.trialog.trial.RecordAttemptEnded;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a training service launch and kill the attempts that the log asks for. After a restart it launches every attempt
 * again that has no recorded end: training services find those that they know. Attempts that somebody asked for are none of
 * its business.
 */
public final class AttemptRunner implements Follower {

    private static final Logger LOG = LoggerFactory.getLogger(AttemptRunner.class);
    private static final Duration BUDGET = Duration.ofSeconds(60);
    private static final String VISIBLE_GPUS = "CUDA_VISIBLE_DEVICES";
    /** Reports are usually there as fast as the news of an exit. */
    private static final Duration NOTICEABLE_WAIT = Duration.ofSeconds(2);

    private static final Duration GRACE = Duration.ofSeconds(8);

    private final ExperimentId experiment;
    private final ExperimentConfig config;
    private final TrainingServiceFactory factory;
    private final GuestThread thread;
    private final AttemptSurroundings surroundings;
    private final Transports transports;
    private final AwaitedReports awaited;
    private final TrialFormat format;
    private final CommandSender sender;
    private final boolean tellsCheckpoint;
    private final ExperimentBoard board;
    private final LaunchWaits waits;
    private final List<TrialRow> open;
    private volatile @Nullable TrainingService service;
    private volatile @Nullable String whyNoService;

    /**
     * Runs the attempts of an experiment; to be called by the thread that tells the board of events.
     *
     * @param tellsCheckpoint whether parameters say where the checkpoint directory is
     * @param board tells which attempts have no end, and what trials evaluate
     * @param waits is told what attempts wait for
     * @param thread the service's own; closed with this
     */
    public AttemptRunner(
            ExperimentId experiment,
            ExperimentConfig config,
            TrainingServiceFactory factory,
            GuestThread thread,
            AttemptSurroundings surroundings,
            Transports transports,
            TrialFormat format,
            boolean tellsCheckpoint,
            ExperimentBoard board,
            LaunchWaits waits,
            CommandSender sender) {
        this.experiment = experiment;
        this.config = config;
        this.factory = factory;
        this.thread = thread;
        this.surroundings = surroundings;
        this.transports = transports;
        this.format = format;
        this.tellsCheckpoint = tellsCheckpoint;
        this.board = board;
        this.waits = waits;
        this.open = board.underWay(experiment);
        this.sender = sender;
        this.awaited = new AwaitedReports(
                experiment,
                config.transport(),
                transports,
                board,
                sender,
                CompletableFuture.delayedExecutor(NOTICEABLE_WAIT.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public boolean needsHistory() {
        return false;
    }

    @Override
    public Interest interestIn(Event event) {
        boolean acts = event instanceof AttemptScheduled
                || event instanceof AttemptRevived
                || event instanceof TrialStopRequested
                || (event instanceof MetricReported report && report.kind() == MetricKind.FINAL);
        return acts ? Interest.NOW : Interest.NONE;
    }

    @Override
    public void replayed(RecordedEvent recorded) {}

    @Override
    public void live() {
        thread.run(
                "create",
                BUDGET,
                () -> service = factory.create(context()),
                failure -> whyNoService = String.valueOf(failure.getMessage()));
        open.forEach(trial -> launch(key(trial.number(), trial.attempt())));
        open.stream().filter(TrialRow::isStopRequested).forEach(trial -> kill(key(trial.number(), trial.attempt())));
    }

    @Override
    public void committed(RecordedEvent recorded) {
        if (recorded.event() instanceof AttemptScheduled scheduled) {
            if (!scheduled.isClaimed()) {
                launch(key(scheduled.number(), scheduled.attempt()));
            }
        } else if (recorded.event() instanceof AttemptRevived revived && !isClaimed(revived)) {
            launch(key(revived.number(), revived.attempt())); // the service watches it, or tells its end again
        } else if (recorded.event() instanceof TrialStopRequested request && !isClaimed(request)) {
            kill(key(request.number(), request.attempt()));
            awaited.release(key(request.number(), request.attempt()));
        } else if (recorded.event() instanceof MetricReported report && report.kind() == MetricKind.FINAL) {
            awaited.release(key(report.number(), report.attempt()));
        }
    }

    /** Of the newest attempt: the board is told first, and one that was replaced meanwhile is nobody's concern. */
    private boolean isClaimed(TrialEvent event) {
        return board.trial(experiment, event.number())
                .filter(TrialRow::isClaimed)
                .isPresent();
    }

    @Override
    public void close() {
        thread.run("close", BUDGET, this::closeService, failure -> warn("the training service did not close", failure));
        thread.close();
    }

    private void launch(AttemptKey key) {
        thread.run(
                "launch",
                BUDGET,
                () -> made().launch(request(key)),
                failure -> sender.post(new RecordAttemptEnded(
                        key, EndCause.LAUNCH_FAILED, null, String.valueOf(failure.getMessage()), null)));
    }

    private void kill(AttemptKey key) {
        thread.run(
                "kill",
                BUDGET,
                () -> made().kill(key, GRACE),
                failure -> warn("trial " + key + " could not be stopped", failure));
    }

    private LaunchRequest request(AttemptKey key) {
        TrialRow trial = board.trial(experiment, key.trialNumber())
                .orElseThrow(() -> new IllegalStateException("trial " + key.trialId() + " is not on the board"));
        Path checkpoint = surroundings.checkpoint(experiment, trial.number());
        LaunchRequest request = LaunchRequest.of(
                key,
                config.trialCommand(),
                config.run().workingCopy()
                        ? surroundings.workingCopy(experiment)
                        : Path.of(config.trialCodeDirectory()),
                surroundings.directory(key),
                format.parameters(tellsCheckpoint ? TrialParameters.of(trial, checkpoint) : TrialParameters.of(trial)),
                environment(key));
        Long parent = trial.terms().parent();
        request = request.withCheckpoints(
                checkpoint, parent == null ? null : surroundings.checkpoint(experiment, parent));
        Duration limit = board.experiment(experiment)
                .map(ExperimentSummary::config)
                .orElse(config)
                .maxTrialDuration();
        return limit == null ? request : request.withTimeLimit(limit);
    }

    private Map<String, String> environment(AttemptKey key) {
        Map<String, String> environment = new LinkedHashMap<>(
                surroundings.environment(key, config.attempts().lease()));
        environment.putAll(transports.environment(config.transport()));
        if (config.run().hideGpus()) {
            environment.put(VISIBLE_GPUS, "");
        }
        return environment;
    }

    private TrainingServiceContext context() {
        return new ServiceContext(
                factory.options().read(config.trainingService().options()),
                new AttemptEvents(format, sender, awaited, waits));
    }

    private TrainingService made() {
        TrainingService made = service;
        if (made == null) {
            throw new IllegalStateException("the training service could not be created: " + whyNoService);
        }
        return made;
    }

    private AttemptKey key(long number, int attempt) {
        return new AttemptKey(experiment.value(), number, attempt);
    }

    private void closeService() {
        TrainingService made = service;
        if (made != null) {
            made.close();
        }
    }

    private void warn(String what, Throwable failure) {
        LOG.warn("{} [experiment: {}]", what, experiment, failure);
    }

    private record ServiceContext(Options options, AttemptListener listener) implements TrainingServiceContext {}
}
