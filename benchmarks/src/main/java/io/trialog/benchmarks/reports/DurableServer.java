package io.trialog.benchmarks.reports;

import io.trialog.adapter.rocksdb.Durability;
import io.trialog.bootstrap.ServerOptions;
import io.trialog.bootstrap.TrialogServer;
import io.trialog.engine.Outcome;
import io.trialog.event.ExperimentId;
import io.trialog.experiment.AlgorithmConfig;
import io.trialog.experiment.Duplicates;
import io.trialog.experiment.ExperimentConfig;
import io.trialog.experiment.RunSettings;
import io.trialog.experiment.TrainingServiceConfig;
import io.trialog.experiment.TransportSettings;
import io.trialog.metric.ObjectiveMetric;
import io.trialog.metric.Objectives;
import io.trialog.spi.space.LogUniform;
import io.trialog.spi.space.Parameter;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.tuner.Direction;
import io.trialog.trial.AttemptPolicy;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A process with the server as users run it, every answer after an fsync, and trials that wait for reports. */
final class DurableServer {

    private DurableServer() {}

    /**
     * Starts it.
     *
     * @param arguments the data directory, the number of experiments, of running trials in each; to have a profile, the file
     *     for it
     */
    public static void main(String[] arguments) {
        ServerProcess.serve(() -> {
            URI url = start(Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
            if (arguments.length > 3) {
                StackSampler.start(Path.of(arguments[3]));
            }
            return url;
        });
    }

    private static URI start(Path data, int experiments, int trials) {
        TrialogServer server =
                TrialogServer.start(new ServerOptions(data, "127.0.0.1", 0, false, Durability.SYNC, List.of(), null));
        for (int i = 0; i < experiments; i++) {
            Outcome<ExperimentId> created = server.create(config(trials)).join();
            created.fold(accepted -> accepted, rejection -> {
                throw new IllegalStateException("the experiment was refused: " + rejection);
            });
        }
        return server.url();
    }

    private static ExperimentConfig config(int trials) {
        return new ExperimentConfig(
                "load",
                SearchSpace.of(new Parameter("lr", new LogUniform(1e-4, 1e-1))),
                "true",
                Path.of("").toAbsolutePath().toString(),
                trials,
                trials,
                null,
                null,
                AttemptPolicy.DEFAULT,
                Duplicates.ALLOW,
                Objectives.of(ObjectiveMetric.DEFAULT, Direction.MAXIMIZE),
                new AlgorithmConfig("Random", Map.of()),
                null,
                new TrainingServiceConfig(SilentTrials.PLATFORM, Map.of()),
                TransportSettings.DEFAULT,
                RunSettings.DEFAULT,
                7);
    }
}
