package io.trialog.bootstrap;

import io.trialog.adapter.plugin.CatalogPlugins;
import io.trialog.adapter.plugin.PluginCatalog;
import io.trialog.adapter.plugin.PluginLoader;
import io.trialog.event.ExperimentCreated;
import io.trialog.event.ExperimentEvent;
import io.trialog.event.ExperimentId;
import io.trialog.event.RecordedEvent;
import io.trialog.experiment.ExperimentConfig;
import io.trialog.experiment.ExperimentTunerContext;
import io.trialog.port.EventLog;
import io.trialog.spi.tuner.TunerFactory;
import io.trialog.tuning.ReplayDifference;
import io.trialog.tuning.TunerReplay;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Replays an experiment's tuner, made as a server makes it, over its recorded history. */
public final class TunerVerification {

    /**
     * What came out.
     *
     * @param tuner the tuner's name in the configuration
     * @param plugin name and version of the plugin that it is of now
     * @param requests how many requests were answered as recorded
     * @param proposals how many proposals are the same
     * @param skipped how many requests got no answer then
     * @param difference where it answers otherwise; null when it does nowhere
     */
    public record Result(
            String tuner,
            String plugin,
            long requests,
            long proposals,
            long skipped,
            @Nullable ReplayDifference difference) {}

    private final CatalogPlugins plugins;
    private final ExperimentId experiment;
    private @Nullable ExperimentConfig config;

    private TunerVerification(CatalogPlugins plugins, ExperimentId experiment) {
        this.plugins = plugins;
        this.experiment = experiment;
    }

    /**
     * Replays a tuner.
     *
     * @param options where data and plugins are
     * @param onEvent is told the position of every event that was read
     * @throws StartupException when there is no log, or the tuner's plugin is not installed
     */
    public static Result run(ServerOptions options, ExperimentId experiment, LongConsumer onEvent) {
        try (EventLog log = RecordedExperiments.openLog(options.dataDirectory());
                PluginCatalog catalog = new PluginLoader().load(ServerParts.pluginDirectories(options))) {
            return new TunerVerification(new CatalogPlugins(catalog), experiment).run(log, onEvent);
        }
    }

    private Result run(EventLog log, LongConsumer onEvent) {
        long created = created(log);
        ExperimentConfig known = config;
        if (known == null) {
            throw new StartupException("there is no experiment " + experiment + " in this log");
        }
        TunerFactory factory;
        try {
            factory = ExperimentFollowers.tunerOf(known, plugins);
        } catch (IllegalStateException e) {
            throw new StartupException(
                    e.getMessage() + "; put its plugin into the folder 'plugins' of the data directory", e);
        }
        try (TunerReplay replay = new TunerReplay(
                factory,
                space -> ExperimentTunerContext.of(known, space, factory),
                known.searchSpace(),
                () -> plugins.open(factory, experiment.value()))) {
            log.read(created, recorded -> {
                onEvent.accept(recorded.position());
                return !concerns(recorded) || replay.take(recorded);
            });
            return new Result(
                    known.tuner().name(),
                    plugins.originOf(factory),
                    replay.requests(),
                    replay.proposals(),
                    replay.skipped(),
                    replay.difference().orElse(null));
        }
    }

    /** Where the experiment begins; notes its configuration. */
    private long created(EventLog log) {
        long[] position = {0};
        log.read(1, recorded -> {
            if (recorded.event() instanceof ExperimentCreated created
                    && created.experiment().equals(experiment)) {
                config = ExperimentConfig.stored(created.configuration());
                position[0] = recorded.position();
            }
            return position[0] == 0;
        });
        return position[0];
    }

    private boolean concerns(RecordedEvent recorded) {
        return recorded.event() instanceof ExperimentEvent event
                && event.experiment().equals(experiment);
    }
}
