package io.trialog.benchmarks.kafka;

import io.trialog.adapter.rocksdb.Durability;
import io.trialog.benchmarks.reports.ServerProcess;
import io.trialog.benchmarks.reports.SilentTrials;
import io.trialog.benchmarks.reports.StackSampler;
import io.trialog.bootstrap.ServerOptions;
import io.trialog.bootstrap.TrialogServer;
import io.trialog.engine.Outcome;
import io.trialog.event.ExperimentId;
import io.trialog.event.MetricReported;
import io.trialog.event.RecordedEvent;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A process with the server as users run it, every offset and report after an fsync. The first one makes an experiment whose
 * trials wait for reports; the one after it, on the same data, takes what is in the topic by then.
 */
final class IngestServer {

    private IngestServer() {}

    /** Makes the experiment, and announces its attempts. */
    static final class Preparing {

        private Preparing() {}

        /**
         * Starts it.
         *
         * @param arguments the data directory, brokers, topic, the number of trials
         */
        public static void main(String[] arguments) {
            ServerProcess.serve(
                    () -> prepare(Path.of(arguments[0]), arguments[1], arguments[2], Integer.parseInt(arguments[3])));
        }
    }

    private static URI prepare(Path data, String brokers, String topic, int trials) {
        TrialogServer server = start(data);
        Outcome<ExperimentId> created =
                server.create(config(brokers, topic, trials)).join();
        created.fold(accepted -> accepted, rejection -> {
            throw new IllegalStateException("the experiment was refused: " + rejection);
        });
        return server.url();
    }

    /**
     * Takes what is in the topic.
     *
     * @param arguments the data directory, how many reports there are; to have a profile, the file for it
     */
    public static void main(String[] arguments) throws InterruptedException {
        IngestMeter meter = new IngestMeter(Long.parseLong(arguments[1]));
        CountDownLatch done = new CountDownLatch(1);
        if (arguments.length > 2) {
            StackSampler.start(Path.of(arguments[2]));
        }
        try (TrialogServer server = start(Path.of(arguments[0]))) {
            long position = server.feed()
                    .subscribe(events -> meter.count(reports(events)).ifPresent(ingest -> {
                        System.out.println(ingest.line());
                        done.countDown();
                    }));
            if (position > 0) {
                // the subscription comes a moment after the start: what was recorded in between is counted, too
                long[] missed = new long[1];
                server.log().read(1, recorded -> {
                    missed[0] += recorded.position() <= position && recorded.event() instanceof MetricReported ? 1 : 0;
                    return recorded.position() < position;
                });
                meter.count(missed[0]).ifPresent(ingest -> {
                    throw new IllegalStateException("too few reports to be measured");
                });
            }
            done.await();
        }
    }

    private static long reports(List<RecordedEvent> events) {
        long reports = 0;
        for (RecordedEvent recorded : events) {
            reports += recorded.event() instanceof MetricReported ? 1 : 0;
        }
        return reports;
    }

    private static TrialogServer start(Path data) {
        return TrialogServer.start(new ServerOptions(data, "127.0.0.1", 0, false, Durability.SYNC, List.of(), null));
    }

    private static ExperimentConfig config(String brokers, String topic, int trials) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>(new ExperimentConfig(
                        "ingest",
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
                        7)
                .asMap());
        map.put("metricTransport", "kafka");
        map.put("kafka", Map.of("bootstrapServers", List.of(brokers), "reportTopic", topic));
        return ExperimentConfig.stored(map);
    }
}
