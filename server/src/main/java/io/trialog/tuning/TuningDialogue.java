package io.trialog.tuning;

import io.trialog.event.ExperimentId;
import io.trialog.event.Outlook;
import io.trialog.event.SuggestionsAnswered;
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
 * @param imported how many results from elsewhere it has been told
 * @param discarded how many of its proposals were discarded, as their configurations were known
 * @param withoutRun how many of its newest proposals in a row led to no run, as their configurations were known
 * @param said what the tuner said last on whether it has more
 */
record TuningDialogue(
        long request, int requested, long firstNumber, int imported, long discarded, int withoutRun, Outlook said)
        implements TuningView {

    static final String ENTITY = "dialogue";

    /** After so many proposals in a row without anything new nobody expects more of the tuner. */
    static final int MAX_WITHOUT_RUN = 100;

    /** Nothing was said yet. */
    static final TuningDialogue SILENT = new TuningDialogue(0, 0, 0, 0, 0, 0, Outlook.MORE);

    @Override
    public OptionalLong openRequest() {
        return request == 0 ? OptionalLong.empty() : OptionalLong.of(request);
    }

    @Override
    public int promised() {
        return requested;
    }

    @Override
    public Outlook outlook() {
        return withoutRun >= MAX_WITHOUT_RUN ? Outlook.EXHAUSTED : said;
    }

    @Override
    public String exhaustion() {
        return withoutRun >= MAX_WITHOUT_RUN
                ? "the tuner proposes nothing new: the configurations of its last " + withoutRun
                        + " proposals were known (duplicates)"
                : "the tuner has no more proposals";
    }

    TuningDialogue ask(long position, SuggestionsRequested wanted) {
        return new TuningDialogue(
                position, wanted.count(), wanted.firstNumber(), imported, discarded, withoutRun, said);
    }

    TuningDialogue answer(SuggestionsAnswered answer) {
        int all = answer.count() + answer.discardedCount();
        int last = 0;
        while (last < all && answer.hasNoRun(all - 1 - last)) {
            last++;
        }
        int inARow = last == all ? withoutRun + last : last;
        return new TuningDialogue(
                0, 0, firstNumber, imported, discarded + answer.discardedCount(), inARow, answer.outlook());
    }

    /** The tuner failed: its request is over without an answer. */
    TuningDialogue fail() {
        return new TuningDialogue(0, 0, firstNumber, imported, discarded, withoutRun, said);
    }

    /** There is a new tuner: what the last one was asked is over without an answer, and what it said no longer counts. */
    TuningDialogue begin() {
        return fail().restart();
    }

    /** Something happened that a waiting tuner may have waited for. */
    TuningDialogue stir() {
        return said == Outlook.WAITING ? with(withoutRun, Outlook.MORE) : this;
    }

    /** It is told of a result from elsewhere. */
    TuningDialogue learn() {
        return new TuningDialogue(request, requested, firstNumber, imported + 1, discarded, withoutRun, said).stir();
    }

    TuningDialogue restart() {
        return with(0, Outlook.MORE);
    }

    private TuningDialogue with(int inARow, Outlook next) {
        return new TuningDialogue(request, requested, firstNumber, imported, discarded, inARow, next);
    }

    SnapshotLine toLine(ExperimentId experiment) {
        return SnapshotLine.of(ENTITY)
                .with("experiment", experiment.value())
                .with("openRequest", request)
                .with("requested", requested)
                .with("firstNumber", firstNumber)
                .with("imported", imported)
                .with("discarded", discarded)
                .with("withoutRun", withoutRun)
                .withText("outlook", said);
    }

    static TuningDialogue of(SnapshotLine line) {
        return new TuningDialogue(
                line.whole("openRequest"),
                Math.toIntExact(line.whole("requested")),
                line.whole("firstNumber"),
                Math.toIntExact(line.whole("imported")),
                line.whole("discarded"),
                Math.toIntExact(line.whole("withoutRun")),
                line.constant("outlook", Outlook.class));
    }

    Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("openRequest", request);
        map.put("requested", requested);
        map.put("firstNumber", firstNumber);
        map.put("imported", imported);
        map.put("discarded", discarded);
        map.put("withoutRun", withoutRun);
        map.put("outlook", said.name());
        return map;
    }
}
