package io.trialog.tuning;

import io.trialog.event.ExperimentId;
import io.trialog.event.Outlook;
import io.trialog.event.SuggestionsRequested;
import io.trialog.port.SnapshotLine;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An experiment's dialogue with its tuner. Immutable: appliers replace it.
 *
 * @param request the position of the open request, 0 for none
 * @param requested how many proposals the open request is for, 0 for none
 * @param firstNumber the number of the first trial of the newest request
 * @param outlook what the tuner said last on whether it has more
 */
record TuningDialogue(long request, int requested, long firstNumber, Outlook outlook) implements TuningView {

    static final String ENTITY = "dialogue";

    /** Nothing was said yet. */
    static final TuningDialogue SILENT = new TuningDialogue(0, 0, 0, Outlook.MORE);

    @Override
    public OptionalLong openRequest() {
        return request == 0 ? OptionalLong.empty() : OptionalLong.of(request);
    }

    @Override
    public int promised() {
        return requested;
    }

    TuningDialogue ask(long position, SuggestionsRequested wanted) {
        return new TuningDialogue(position, wanted.count(), wanted.firstNumber(), outlook);
    }

    TuningDialogue answer(Outlook next) {
        return new TuningDialogue(0, 0, firstNumber, next);
    }

    /** The tuner failed: its request is over without an answer. */
    TuningDialogue fail() {
        return new TuningDialogue(0, 0, firstNumber, outlook);
    }

    /** There is a new tuner: what the last one was asked is over without an answer, and what it said no longer counts. */
    TuningDialogue begin() {
        return new TuningDialogue(0, 0, firstNumber, Outlook.MORE);
    }

    /** Something happened that a waiting tuner may have waited for. */
    TuningDialogue stir() {
        return outlook == Outlook.WAITING ? restart() : this;
    }

    TuningDialogue restart() {
        return new TuningDialogue(request, requested, firstNumber, Outlook.MORE);
    }

    SnapshotLine toLine(ExperimentId experiment) {
        return SnapshotLine.of(ENTITY)
                .with("experiment", experiment.value())
                .with("openRequest", request)
                .with("requested", requested)
                .with("firstNumber", firstNumber)
                .withText("outlook", outlook);
    }

    static TuningDialogue of(SnapshotLine line) {
        return new TuningDialogue(
                line.whole("openRequest"),
                Math.toIntExact(line.whole("requested")),
                line.whole("firstNumber"),
                line.constant("outlook", Outlook.class));
    }

    Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("openRequest", request);
        map.put("requested", requested);
        map.put("firstNumber", firstNumber);
        map.put("outlook", outlook.name());
        return map;
    }
}
