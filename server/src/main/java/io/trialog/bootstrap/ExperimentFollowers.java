package io.trialog.bootstrap;

import io.trialog.engine.CommandSender;
import io.trialog.engine.Follower;
import io.trialog.event.ExperimentId;
import io.trialog.experiment.AlgorithmConfig;
import io.trialog.experiment.ExperimentAssessorContext;
import io.trialog.experiment.ExperimentConfig;
import io.trialog.experiment.ExperimentTunerContext;
import io.trialog.port.AttemptSurroundings;
import io.trialog.port.GuestThread;
import io.trialog.port.Plugins;
import io.trialog.port.Transports;
import io.trialog.port.TrialFormat;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.ExperimentSummary;
import io.trialog.projection.activity.LaunchWaits;
import io.trialog.scheduling.AttemptRunner;
import io.trialog.scheduling.FollowerSource;
import io.trialog.spi.assessor.AssessorFactory;
import io.trialog.spi.training.TrainingServiceFactory;
import io.trialog.spi.tuner.TunerFactory;
import io.trialog.tuning.AssessorRunner;
import io.trialog.tuning.TunerRunner;
import java.util.ArrayList;
import java.util.List;

/** Makes the followers of experiments from the loaded plugins. */
final class ExperimentFollowers implements FollowerSource {

    private final Plugins plugins;
    private final GuestThread.Source threads;
    private final AttemptSurroundings surroundings;
    private final Transports transports;
    private final TrialFormat format;
    private final ExperimentBoard board;
    private final LaunchWaits waits;
    private final CommandSender sender;

    ExperimentFollowers(
            Plugins plugins,
            GuestThread.Source threads,
            AttemptSurroundings surroundings,
            Transports transports,
            TrialFormat format,
            ExperimentBoard board,
            LaunchWaits waits,
            CommandSender sender) {
        this.plugins = plugins;
        this.threads = threads;
        this.surroundings = surroundings;
        this.transports = transports;
        this.format = format;
        this.board = board;
        this.waits = waits;
        this.sender = sender;
    }

    @Override
    public List<Follower> followers(ExperimentSummary summary) {
        ExperimentId experiment = summary.id();
        ExperimentConfig config = summary.config();
        List<Follower> followers = new ArrayList<>();
        if (!config.trainingService().isExternal()) {
            followers.add(attempts(experiment, config));
        }
        followers.add(tuner(experiment, summary.created(), config));
        AlgorithmConfig assessor = config.assessor();
        if (assessor != null) {
            followers.add(assessor(experiment, config, assessor));
        }
        return followers;
    }

    /** What makes an experiment's tuners. */
    static TunerFactory tunerOf(ExperimentConfig config, Plugins plugins) {
        String name = config.tuner().name();
        return plugins.tuner(name).orElseThrow(() -> missing("tuner", name, plugins.tunerNames()));
    }

    private Follower attempts(ExperimentId experiment, ExperimentConfig config) {
        String platform = config.trainingService().platform();
        TrainingServiceFactory factory = plugins.trainingService(platform)
                .orElseThrow(() -> missing("training service", platform, plugins.trainingServiceNames()));
        return new AttemptRunner(
                experiment,
                config,
                factory,
                threads.open(factory, experiment.value()),
                surroundings,
                transports,
                format,
                tunerOf(config, plugins).tellsCheckpointDirectory(),
                board,
                waits,
                sender);
    }

    private Follower tuner(ExperimentId experiment, ExperimentConfig created, ExperimentConfig config) {
        TunerFactory factory = tunerOf(config, plugins);
        return new TunerRunner(
                experiment,
                factory,
                () -> ExperimentTunerContext.of(created, config.searchSpace(), factory),
                config.searchSpace(),
                plugins.originOf(factory),
                threads.open(factory, experiment.value()),
                sender);
    }

    private Follower assessor(ExperimentId experiment, ExperimentConfig config, AlgorithmConfig assessor) {
        AssessorFactory factory = plugins.assessor(assessor.name())
                .orElseThrow(() -> missing("assessor", assessor.name(), plugins.assessorNames()));
        return new AssessorRunner(
                experiment,
                factory,
                () -> ExperimentAssessorContext.of(config, factory),
                plugins.originOf(factory),
                threads.open(factory, experiment.value()),
                sender);
    }

    private static IllegalStateException missing(String kind, String name, List<String> known) {
        return new IllegalStateException("the " + kind + " '" + name
                + "' that this experiment was made with is not installed here (installed: " + known + ")");
    }
}
