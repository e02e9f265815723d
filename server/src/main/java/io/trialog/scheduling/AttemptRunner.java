package io.trialog.scheduling;

import io.trialog.engine.CommandSender;
import io.trialog.engine.Follower;
import io.trialog.event.AttemptEnded;
import io.trialog.event.AttemptRevived;
import io.trialog.event.AttemptScheduled;
import io.trialog.event.EndCause;
import io.trialog.event.Event;
import io.trialog.event.ExperimentId;
import io.trialog.event.RecordedEvent;
import io.trialog.event.TrialEnded;
import io.trialog.event.TrialProposed;
import io.trialog.event.TrialState;
import io.trialog.event.TrialStopRequested;
import io.trialog.experiment.ExperimentConfig;
import io.trialog.port.AttemptSurroundings;
import io.trialog.port.GuestThread;
import io.trialog.port.TrialFormat;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a training service launch and kill the attempts that the log asks for. After a restart it launches every attempt
 * again that has no recorded end: training services find those that they know.
 */
public final class AttemptRunner implements Follower {

    private static final Logger LOG = LoggerFactory.getLogger(AttemptRunner.class);
    private static final Duration BUDGET = Duration.ofSeconds(60);
    private static final Duration GRACE = Duration.ofSeconds(8);

    private final ExperimentId experiment;
    private final ExperimentConfig config;
    private final TrainingServiceFactory factory;
    private final GuestThread thread;
    private final AttemptSurroundings surroundings;
    private final TrialFormat format;
    private final CommandSender sender;
    private final Map<Long, Map<String, @Nullable Object>> configurations = new HashMap<>();
    private final Map<Long, AttemptKey> open = new LinkedHashMap<>();
    private final Set<AttemptKey> toKill = new LinkedHashSet<>();
    private volatile @Nullable TrainingService service;
    private volatile @Nullable String whyNoService;

    /**
     * Runs the attempts of an experiment.
     *
     * @param thread the service's own; closed with this
     */
    public AttemptRunner(
            ExperimentId experiment,
            ExperimentConfig config,
            TrainingServiceFactory factory,
            GuestThread thread,
            AttemptSurroundings surroundings,
            TrialFormat format,
            CommandSender sender) {
        this.experiment = experiment;
        this.config = config;
        this.factory = factory;
        this.thread = thread;
        this.surroundings = surroundings;
        this.format = format;
        this.sender = sender;
    }

    @Override
    public void replayed(RecordedEvent recorded) {
        track(recorded.event());
    }

    @Override
    public void live() {
        thread.run(
                "create",
                BUDGET,
                () -> service = factory.create(context()),
                failure -> whyNoService = String.valueOf(failure.getMessage()));
        Map.copyOf(open).values().stream()
                .sorted(Comparator.comparingLong(AttemptKey::trialNumber))
                .forEach(this::launch);
        Set.copyOf(toKill).forEach(this::kill);
    }

    @Override
    public void committed(RecordedEvent recorded) {
        boolean takesUp = recorded.event() instanceof AttemptRevived revived && !isOpen(revived);
        track(recorded.event());
        if (recorded.event() instanceof AttemptScheduled scheduled) {
            launch(key(scheduled.number(), scheduled.attempt()));
        } else if (takesUp && recorded.event() instanceof AttemptRevived revived) {
            launch(key(revived.number(), revived.attempt())); // the service watches it, or tells its end again
        } else if (recorded.event() instanceof TrialStopRequested request) {
            kill(key(request.number(), request.attempt()));
        }
    }

    @Override
    public void close() {
        thread.run("close", BUDGET, this::closeService, failure -> warn("the training service did not close", failure));
        thread.close();
    }

    private void track(Event event) {
        if (event instanceof TrialProposed proposed) {
            configurations.put(proposed.number(), proposed.configuration());
        } else if (event instanceof AttemptScheduled scheduled) {
            open.put(scheduled.number(), key(scheduled.number(), scheduled.attempt()));
        } else if (event instanceof TrialStopRequested request) {
            toKill.add(key(request.number(), request.attempt()));
        } else if (event instanceof AttemptEnded ended) {
            open.remove(ended.number());
            toKill.remove(key(ended.number(), ended.attempt()));
        } else if (event instanceof AttemptRevived revived) {
            open.put(revived.number(), key(revived.number(), revived.attempt()));
        } else if (event instanceof TrialEnded ended && !mayRunAgain(ended)) {
            configurations.remove(ended.number());
        }
    }

    private boolean isOpen(AttemptRevived revived) {
        return key(revived.number(), revived.attempt()).equals(open.get(revived.number()));
    }

    /** Whether somebody may ask for another attempt, or the last one may turn out to be alive. */
    private static boolean mayRunAgain(TrialEnded ended) {
        return ended.state() != TrialState.SUCCEEDED && ended.state() != TrialState.EARLY_STOPPED;
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
        Map<String, @Nullable Object> configuration = configurations.getOrDefault(key.trialNumber(), Map.of());
        LaunchRequest request = LaunchRequest.of(
                key,
                config.trialCommand(),
                Path.of(config.trialCodeDirectory()),
                surroundings.directory(key),
                format.parameters(configuration),
                surroundings.environment(key, config.attempts().lease()));
        Duration limit = config.maxTrialDuration();
        return limit == null ? request : request.withTimeLimit(limit);
    }

    private TrainingServiceContext context() {
        return new ServiceContext(
                factory.options().read(config.trainingService().options()), new AttemptEvents(format, sender));
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
