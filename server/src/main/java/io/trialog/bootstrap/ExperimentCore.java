package io.trialog.bootstrap;

import io.trialog.engine.ApplierRegistry;
import io.trialog.engine.CommandRegistry;
import io.trialog.engine.FollowUp;
import io.trialog.event.ExperimentId;
import io.trialog.event.RecordedEvent;
import io.trialog.experiment.ContributionHandler;
import io.trialog.experiment.ExperimentHandler;
import io.trialog.experiment.Experiments;
import io.trialog.experiment.RetryHandler;
import io.trialog.experiment.RevivalHandler;
import io.trialog.experiment.UpdateHandler;
import io.trialog.metric.ConsumedOffsets;
import io.trialog.metric.MetricHandler;
import io.trialog.metric.Reports;
import io.trialog.port.SnapshotLine;
import io.trialog.port.SnapshotReader;
import io.trialog.scheduling.AskHandler;
import io.trialog.scheduling.LeaseWatch;
import io.trialog.scheduling.Paces;
import io.trialog.scheduling.Scheduler;
import io.trialog.trial.TellHandler;
import io.trialog.trial.TrialHandler;
import io.trialog.trial.Trials;
import io.trialog.tuning.Tuning;
import io.trialog.tuning.TuningHandler;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The state of all features with everything that decides on it and changes it: what an engine drives. */
public final class ExperimentCore {

    private final Experiments experiments = new Experiments();
    private final Trials trials = new Trials();
    private final Reports reports = new Reports();
    private final ConsumedOffsets consumed = new ConsumedOffsets();
    private final Tuning tuning = new Tuning();
    private final Paces paces = new Paces();
    private final ApplierRegistry appliers = new ApplierRegistry();
    private final CommandRegistry commands = new CommandRegistry();
    private final Scheduler scheduler = new Scheduler(experiments, trials, tuning, paces);

    /** An empty state. */
    public ExperimentCore() {
        experiments.register(appliers);
        trials.register(appliers);
        reports.register(appliers);
        consumed.register(appliers);
        tuning.register(appliers);
        paces.register(appliers);
        new ServerHandler().register(commands);
        ToIntFunction<ExperimentId> promised = id -> tuning.of(id).promised();
        new ExperimentHandler(experiments, trials, promised).register(commands);
        new UpdateHandler(experiments, trials, promised).register(commands);
        new ContributionHandler(
                        experiments, trials, promised, id -> tuning.of(id).imported())
                .register(commands);
        new RetryHandler(experiments, trials).register(commands);
        new TrialHandler(trials, reports).register(commands);
        RevivalHandler revival = new RevivalHandler(experiments, trials);
        revival.register(commands);
        new MetricHandler(reports, consumed, revival).register(commands);
        new TellHandler(trials, reports, revival).register(commands);
        new AskHandler(experiments, trials, scheduler).register(commands);
        new TuningHandler(experiments, tuning, trials).register(commands);
    }

    /** A state of the past: what {@link #snapshot} gave. */
    public static ExperimentCore of(Stream<SnapshotLine> snapshot) {
        ExperimentCore core = new ExperimentCore();
        SnapshotReader reader = new SnapshotReader();
        core.experiments.register(reader);
        core.trials.register(reader);
        core.reports.register(reader);
        core.consumed.register(reader);
        core.tuning.register(reader);
        core.paces.register(reader);
        reader.read(snapshot);
        return core;
    }

    /**
     * The state as it is now. Copies references, so it is quick; another thread may read the lines later, while this state
     * changes.
     */
    public Stream<SnapshotLine> snapshot() {
        return Stream.of(
                        experiments.snapshot(),
                        trials.snapshot(),
                        reports.snapshot(),
                        consumed.snapshot(),
                        tuning.snapshot(),
                        paces.snapshot())
                .flatMap(Function.identity());
    }

    /** Tells a watch what was before; to be called before the engine runs. */
    void begin(LeaseWatch leases) {
        leases.begin(experiments, trials);
    }

    /** How far topics are read: the offsets to go on with, by source and partition. To be called before the engine runs. */
    public Map<String, SortedMap<Integer, Long>> consumed() {
        return consumed.all();
    }

    /** What decides. */
    public CommandRegistry commands() {
        return commands;
    }

    /** What changes the state. */
    public ApplierRegistry appliers() {
        return appliers;
    }

    /** What happens next. */
    public FollowUp followUp() {
        return scheduler;
    }

    /** Changes the state as an event says. */
    public void apply(RecordedEvent recorded) {
        appliers.apply(recorded);
    }

    /** The whole state as plain data: two states are equal when these are. */
    public Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("lastEventAt", experiments.lastEventAt().toString());
        map.put("experiments", experiments.asList());
        map.put("trials", trials.asMap());
        map.put("reports", reports.asMap());
        map.put("consumed", consumed.all());
        map.put("tuning", tuning.asMap());
        map.put("paces", paces.asMap());
        return map;
    }
}
