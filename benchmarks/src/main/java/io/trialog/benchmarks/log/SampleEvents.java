package io.trialog.benchmarks.log;

import io.trialog.event.AttemptScheduled;
import io.trialog.event.AttemptStarted;
import io.trialog.event.Event;
import io.trialog.event.ExperimentCreated;
import io.trialog.event.ExperimentId;
import io.trialog.event.ExperimentState;
import io.trialog.event.ExperimentStateChanged;
import io.trialog.event.MetricKind;
import io.trialog.event.MetricReported;
import io.trialog.event.RecordedEvent;
import io.trialog.event.TrialProposed;
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
import io.trialog.spi.space.Uniform;
import io.trialog.spi.tuner.Direction;
import io.trialog.trial.AttemptPolicy;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Events as a real experiment has them, the same in every run. Not thread-safe. */
final class SampleEvents {

    private static final ExperimentId EXPERIMENT = new ExperimentId("q3kx9abd");
    private static final Instant START = Instant.parse("2026-11-24T10:00:00.123456Z");

    private final SplittableRandom random = new SplittableRandom(42);

    /** A report of two numbers with all their digits, which is what training loops send. */
    MetricReported metric(long trial, long sequence) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("default", random.nextDouble());
        values.put("loss", 3 * random.nextDouble());
        return new MetricReported(
                EXPERIMENT, trial, 1, sequence, MetricKind.INTERMEDIATE, values, START.plusMillis(10 * sequence));
    }

    /** A trial with eight parameters: numbers and texts. */
    TrialProposed proposal(long trial) {
        Map<String, @Nullable Object> configuration = new LinkedHashMap<>();
        configuration.put("learning_rate", 1e-4 + random.nextDouble() / 10);
        configuration.put("momentum", random.nextDouble());
        configuration.put("dropout", random.nextDouble() / 2);
        configuration.put("weight_decay", random.nextDouble() / 1000);
        configuration.put("layers", random.nextLong(1, 8));
        configuration.put("width", random.nextLong(16, 512));
        configuration.put("activation", "leaky_relu");
        configuration.put("optimizer", "adam");
        return new TrialProposed(EXPERIMENT, trial, configuration, null);
    }

    /** The first events of an experiment, up to this many trials that run. */
    void beginning(int trials, Sink sink) {
        sink.accept(new ExperimentCreated(EXPERIMENT, config(trials).asMap()));
        sink.accept(new ExperimentStateChanged(EXPERIMENT, ExperimentState.RUNNING, null));
        for (int trial = 0; trial < trials; trial++) {
            sink.accept(proposal(trial));
            sink.accept(new AttemptScheduled(EXPERIMENT, trial, 1));
            sink.accept(new AttemptStarted(EXPERIMENT, trial, 1, START));
        }
    }

    /** An event with its place in the log. */
    static RecordedEvent recorded(long position, Event event) {
        return new RecordedEvent(position, START.plusMillis(position), "ReportMetrics", event);
    }

    private static ExperimentConfig config(int trials) {
        return new ExperimentConfig(
                "benchmark",
                SearchSpace.of(
                        new Parameter("learning_rate", new LogUniform(1e-4, 1e-1)),
                        new Parameter("momentum", new Uniform(0, 1))),
                "python3 train.py",
                "/tmp",
                trials,
                null,
                null,
                null,
                AttemptPolicy.DEFAULT,
                Duplicates.ALLOW,
                Objectives.of(ObjectiveMetric.DEFAULT, Direction.MAXIMIZE),
                new AlgorithmConfig("Random", Map.of()),
                null,
                new TrainingServiceConfig("local", Map.of()),
                TransportSettings.DEFAULT,
                RunSettings.DEFAULT,
                7);
    }

    /** Takes events in order. */
    @FunctionalInterface
    interface Sink {
        void accept(Event event);
    }
}
