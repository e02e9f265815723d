package io.trialog.tuning;

import io.trialog.engine.ApplierRegistry;
import io.trialog.event.AssessorFailed;
import io.trialog.event.ExperimentCreated;
import io.trialog.event.ExperimentEvent;
import io.trialog.event.ExperimentId;
import io.trialog.event.ExperimentState;
import io.trialog.event.ExperimentStateChanged;
import io.trialog.event.RecordedEvent;
import io.trialog.event.SearchSpaceChanged;
import io.trialog.event.SuggestionsAnswered;
import io.trialog.event.SuggestionsRequested;
import io.trialog.event.TrialEnded;
import io.trialog.event.TunerFailed;
import io.trialog.port.SnapshotLine;
import io.trialog.port.SnapshotReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The dialogues with the tuners of all experiments: the state, and the appliers that change it. Engine thread only. */
public final class Tuning {

    private final Map<ExperimentId, TuningDialogue> dialogues = new LinkedHashMap<>();

    /** Registers this feature's appliers. */
    public void register(ApplierRegistry appliers) {
        appliers.on(
                        ExperimentCreated.class,
                        (event, recorded) -> dialogues.put(event.experiment(), TuningDialogue.SILENT))
                .on(ExperimentStateChanged.class, this::enter)
                .on(
                        SuggestionsRequested.class,
                        (event, recorded) -> change(event, dialogue -> dialogue.ask(recorded.position(), event)))
                .on(
                        SuggestionsAnswered.class,
                        (event, recorded) -> change(event, dialogue -> dialogue.answer(event.outlook())))
                .on(SearchSpaceChanged.class, (event, recorded) -> change(event, TuningDialogue::begin))
                .on(TunerFailed.class, (event, recorded) -> change(event, TuningDialogue::fail))
                .on(TrialEnded.class, (event, recorded) -> change(event, TuningDialogue::stir))
                .changesNothing(AssessorFailed.class);
    }

    /** The dialogue of an experiment; a silent one when it does not exist. */
    public TuningView of(ExperimentId experiment) {
        return dialogues.getOrDefault(experiment, TuningDialogue.SILENT);
    }

    /** The number of the first trial of an experiment's open request. */
    long firstNumber(ExperimentId experiment) {
        return dialogue(experiment).firstNumber();
    }

    /** The state as plain data, for comparisons. */
    public Map<String, Map<String, @Nullable Object>> asMap() {
        Map<String, Map<String, @Nullable Object>> map = new LinkedHashMap<>();
        dialogues.forEach((experiment, dialogue) -> map.put(experiment.value(), dialogue.asMap()));
        return map;
    }

    /** The state as it is now; another thread may read it later. */
    public Stream<SnapshotLine> snapshot() {
        return new LinkedHashMap<>(dialogues)
                .entrySet().stream().map(entry -> entry.getValue().toLine(entry.getKey()));
    }

    /** Registers what takes in the lines of {@link #snapshot}, in an empty state. */
    public void register(SnapshotReader reader) {
        reader.on(
                TuningDialogue.ENTITY,
                line -> dialogues.put(new ExperimentId(line.text("experiment")), TuningDialogue.of(line)));
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
