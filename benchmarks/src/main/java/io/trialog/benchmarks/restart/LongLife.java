package io.trialog.benchmarks.restart;

import io.trialog.adapter.rocksdb.Durability;
import io.trialog.adapter.rocksdb.RocksEventLog;
import io.trialog.event.AttemptEnded;
import io.trialog.event.AttemptScheduled;
import io.trialog.event.AttemptStarted;
import io.trialog.event.EndCause;
import io.trialog.event.Event;
import io.trialog.event.ExperimentCreated;
import io.trialog.event.ExperimentId;
import io.trialog.event.ExperimentState;
import io.trialog.event.ExperimentStateChanged;
import io.trialog.event.MetricKind;
import io.trialog.event.MetricReported;
import io.trialog.event.Outlook;
import io.trialog.event.RecordedEvent;
import io.trialog.event.SuggestionsAnswered;
import io.trialog.event.SuggestionsRequested;
import io.trialog.event.TrialEnded;
import io.trialog.event.TrialProposed;
import io.trialog.event.TrialState;
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
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The log of an experiment with many trials, {@value #CONCURRENCY} at a time, that reported a lot and all succeeded; stopped at its end, so
 * that a server has nothing to resume. The same in every run.
 */
public final class LongLife {

    private static final ExperimentId EXPERIMENT = new ExperimentId("q3kx9abd");
    private static final Instant START = Instant.parse("2026-11-24T10:00:00.123456Z");
    private static final int CONCURRENCY = 8;
    private static final int BATCH = 4096;

    private final RocksEventLog log;
    private final List<RecordedEvent> batch = new ArrayList<>(BATCH);
    private final SplittableRandom random = new SplittableRandom(42);
    private long position;

    private LongLife(RocksEventLog log) {
        this.log = log;
    }

    /** Writes about this many events, and says how many. */
    public static long write(Path folder, long events, int trials) {
        try (RocksEventLog log = RocksEventLog.open(folder, Durability.OS)) {
            LongLife life = new LongLife(log);
            life.live(trials, Math.max(1, events / trials - 6));
            return log.lastPosition();
        }
    }

    private void live(int trials, long reports) {
        add(new ExperimentCreated(EXPERIMENT, config().asMap()));
        add(new ExperimentStateChanged(EXPERIMENT, ExperimentState.RUNNING, null));
        for (int first = 0; first < trials; first += CONCURRENCY) {
            runTogether(first, Math.min(trials, first + CONCURRENCY), reports);
        }
        add(new ExperimentStateChanged(EXPERIMENT, ExperimentState.STOPPED, "the end of this benchmark's past"));
        flush();
    }

    private void runTogether(int from, int to, long reports) {
        add(new SuggestionsRequested(EXPERIMENT, from, to - from));
        long request = position;
        for (int trial = from; trial < to; trial++) {
            add(new TrialProposed(EXPERIMENT, trial, configuration(), null));
        }
        add(new SuggestionsAnswered(EXPERIMENT, request, to - from, Outlook.MORE, "benchmark"));
        for (int trial = from; trial < to; trial++) {
            add(new AttemptScheduled(EXPERIMENT, trial, 1));
            add(new AttemptStarted(EXPERIMENT, trial, 1, now()));
        }
        for (long sequence = 0; sequence < reports; sequence++) {
            for (int trial = from; trial < to; trial++) {
                report(trial, sequence, sequence == reports - 1 ? MetricKind.FINAL : MetricKind.INTERMEDIATE);
            }
        }
        for (int trial = from; trial < to; trial++) {
            add(new AttemptEnded(EXPERIMENT, trial, 1, EndCause.EXITED, 0, null, now()));
            add(new TrialEnded(EXPERIMENT, trial, TrialState.SUCCEEDED, random.nextDouble(), null, null));
        }
    }

    private void report(int trial, long sequence, MetricKind kind) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("default", random.nextDouble());
        values.put("loss", 3 * random.nextDouble());
        add(new MetricReported(EXPERIMENT, trial, 1, sequence, kind, values, now()));
    }

    private Map<String, @Nullable Object> configuration() {
        Map<String, @Nullable Object> configuration = new LinkedHashMap<>();
        configuration.put("learning_rate", 1e-4 + random.nextDouble() / 20);
        configuration.put("momentum", random.nextDouble());
        return configuration;
    }

    private Instant now() {
        return START.plusMillis(position);
    }

    private void add(Event event) {
        position++;
        batch.add(new RecordedEvent(position, now(), "ReportMetrics", event));
        if (batch.size() == BATCH) {
            flush();
        }
    }

    private void flush() {
        log.append(batch);
        batch.clear();
    }

    private static ExperimentConfig config() {
        return new ExperimentConfig(
                "benchmark",
                SearchSpace.of(
                        new Parameter("learning_rate", new LogUniform(1e-4, 1e-1)),
                        new Parameter("momentum", new Uniform(0, 1))),
                "python3 train.py",
                "/tmp",
                CONCURRENCY,
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
}
