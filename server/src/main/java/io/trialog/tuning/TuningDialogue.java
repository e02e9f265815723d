package io.trialog.tuning;

import io.trialog.event.Outlook;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** An experiment's dialogue with its tuner. Mutable; touched by the engine thread only, changed by appliers only. */
final class TuningDialogue implements TuningView {

    private long openRequest;
    private long firstNumber;
    private Outlook outlook = Outlook.MORE;

    @Override
    public OptionalLong openRequest() {
        return openRequest == 0 ? OptionalLong.empty() : OptionalLong.of(openRequest);
    }

    @Override
    public Outlook outlook() {
        return outlook;
    }

    long firstNumber() {
        return firstNumber;
    }

    void ask(long position, long first) {
        openRequest = position;
        firstNumber = first;
    }

    void answer(Outlook next) {
        openRequest = 0;
        outlook = next;
    }

    /** The tuner failed: its request is over without an answer. */
    void fail() {
        openRequest = 0;
    }

    /** Something happened that a waiting tuner may have waited for. */
    void stir() {
        if (outlook == Outlook.WAITING) {
            outlook = Outlook.MORE;
        }
    }

    void restart() {
        outlook = Outlook.MORE;
    }

    Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("openRequest", openRequest);
        map.put("firstNumber", firstNumber);
        map.put("outlook", outlook.name());
        return map;
    }
}
