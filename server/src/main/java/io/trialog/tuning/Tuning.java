package io.trialog.tuning;

import io.trialog.engine.ApplierRegistry;
import io.trialog.event.AssessorFailed;
import io.trialog.event.ExperimentCreated;
import io.trialog.event.ExperimentDeleted;
import io.trialog.event.ExperimentEvent;
import io.trialog.event.ExperimentId;
import io.trialog.event.ExperimentState;
import io.trialog.event.ExperimentStateChanged;
import io.trialog.event.RecordedEvent;
import io.trialog.event.ResultImported;
import io.trialog.event.SearchSpaceChanged;
import io.trialog.event.SuggestionsAnswered;
import io.trialog.event.SuggestionsRequested;
import io.trialog.event.TrialDequeued;
import io.trialog.event.TrialEnded;
import io.trialog.event.TrialEnqueued;
import io.trialog.event.TrialProposed;
import io.trialog.event.TrialValueAveraged;
import io.trialog.event.TunerFailed;
import io.trialog.experiment.Duplicates;
import io.trialog.port.SnapshotLine;
import io.trialog.port.SnapshotReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The dialogues with the tuners of all experiments: the state, and the appliers that change it. Engine thread only. */
public final class Tuning {

    private final Map<ExperimentId, TuningDialogue> dialogues = new LinkedHashMap<>();
    /** Of experiments in which duplicates are not trials like others. */
    private final Map<ExperimentId, TriedConfigurations> tried = new LinkedHashMap<>();

    /** Registers this feature's appliers. */
    public void register(ApplierRegistry appliers) {
        appliers.on(ExperimentCreated.class, this::create)
                .on(ExperimentDeleted.class, this::forget)
                .on(ExperimentStateChanged.class, this::enter)
                .on(
                        SuggestionsRequested.class,
                        (event, recorded) -> change(event, dialogue -> dialogue.ask(recorded.position(), event)))
                .on(SuggestionsAnswered.class, (event, recorded) -> change(event, dialogue -> dialogue.answer(event)))
                .on(ResultImported.class, (event, recorded) -> change(event, TuningDialogue::learn))
                .on(SearchSpaceChanged.class, (event, recorded) -> change(event, TuningDialogue::begin))
                .on(TunerFailed.class, (event, recorded) -> change(event, TuningDialogue::fail))
                .on(TrialEnded.class, this::end)
                .on(TrialProposed.class, (event, recorded) -> tried(event).ifPresent(own -> own.propose(event)))
                .on(
                        TrialEnqueued.class,
                        (event, recorded) ->
                                tried(event).ifPresent(own -> own.enqueue(recorded.position(), event.configuration())))
                .on(
                        TrialDequeued.class,
                        (event, recorded) -> tried(event).ifPresent(own -> own.dequeue(event.enqueued())))
                .on(TrialValueAveraged.class, (event, recorded) -> tried(event).ifPresent(own -> own.average(event)))
                .changesNothing(AssessorFailed.class);
    }

    /** The dialogue of an experiment; a silent one when it does not exist. */
    public TuningView of(ExperimentId experiment) {
        return dialogues.getOrDefault(experiment, TuningDialogue.SILENT);
    }

    /** What an experiment has tried; empty where duplicates are trials like others. */
    Optional<TriedView> triedBy(ExperimentId experiment) {
        return Optional.ofNullable(tried.get(experiment));
    }

    /** The values that have to change so that trials of one configuration have the mean of their results. */
    public List<TrialValueAveraged> averages(ExperimentId experiment) {
        return triedBy(experiment).map(TriedView::averages).orElse(List.of());
    }

    /** The state as plain data, for comparisons. */
    public Map<String, Map<String, @Nullable Object>> asMap() {
        Map<String, Map<String, @Nullable Object>> map = new LinkedHashMap<>();
        dialogues.forEach((experiment, dialogue) -> map.put(experiment.value(), dialogue.asMap()));
        tried.forEach((experiment, own) -> map.put(experiment.value() + " tried", own.asMap()));
        return map;
    }

    /** The state as it is now; another thread may read it later. */
    public Stream<SnapshotLine> snapshot() {
        List<Stream<SnapshotLine>> now = new ArrayList<>();
        dialogues.forEach((experiment, dialogue) -> now.add(Stream.of(dialogue.toLine(experiment))));
        tried.values().forEach(own -> now.add(own.snapshot()));
        return now.stream().flatMap(Function.identity());
    }

    /** Registers what takes in the lines of {@link #snapshot}, in an empty state. */
    public void register(SnapshotReader reader) {
        reader.on(TuningDialogue.ENTITY, line -> dialogues.put(experiment(line), TuningDialogue.of(line)))
                .on(TriedConfigurations.ENTITY, line -> tried.put(experiment(line), TriedConfigurations.of(line)))
                .on(TriedConfigurations.QUEUED, line -> known(line).takeQueued(line))
                .on(TriedConfigurations.TRIAL, line -> known(line).takeTrial(line));
    }

    private static ExperimentId experiment(SnapshotLine line) {
        return new ExperimentId(line.text("experiment"));
    }

    private TriedConfigurations known(SnapshotLine line) {
        TriedConfigurations found = tried.get(experiment(line));
        if (found == null) {
            throw new IllegalArgumentException("experiment: " + line.text("experiment") + " (expected: one before it)");
        }
        return found;
    }

    private void create(ExperimentCreated event, RecordedEvent recorded) {
        dialogues.put(event.experiment(), TuningDialogue.SILENT);
        Duplicates policy = Duplicates.stored(event.configuration());
        if (policy != Duplicates.ALLOW) {
            tried.put(event.experiment(), new TriedConfigurations(event.experiment(), policy));
        }
    }

    private void forget(ExperimentDeleted event, RecordedEvent recorded) {
        dialogues.remove(event.experiment());
        tried.remove(event.experiment());
    }

    private void end(TrialEnded event, RecordedEvent recorded) {
        change(event, TuningDialogue::stir);
        tried(event).ifPresent(own -> own.end(event));
    }

    private Optional<TriedConfigurations> tried(ExperimentEvent event) {
        return Optional.ofNullable(tried.get(event.experiment()));
    }

    private void enter(ExperimentStateChanged event, RecordedEvent recorded) {
        if (event.state() == ExperimentState.RUNNING) {
            change(event, TuningDialogue::restart);
        }
    }

    private void change(ExperimentEvent event, UnaryOperator<TuningDialogue> change) {
        dialogues.put(event.experiment(), change.apply(dialogue(event.experiment())));
    }

    private TuningDialogue dialogue(ExperimentId experiment) {
        TuningDialogue found = dialogues.get(experiment);
        if (found == null) {
            throw new IllegalStateException("unknown experiment " + experiment);
        }
        return found;
    }
}
