package io.trialog.adapter.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trialog.adapter.input.JsonShown;
import io.trialog.adapter.input.MetricValuesReader;
import io.trialog.trial.Told;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a client tells of the end of an attempt: {@code {"value": 0.5}}, {@code {"failed": "why"}} or {@code
 * {"infeasible": "why"}}.
 */
final class TellRequest {

    private static final String VALUE = "value";
    private static final String SEQUENCE = "sequence";
    private static final String FAILED = "failed";
    private static final String INFEASIBLE = "infeasible";
    private static final List<String> KEYS = List.of(VALUE, SEQUENCE, FAILED, INFEASIBLE);
    private static final String WHOLE =
            "{\"value\": number or object}, {\"failed\": \"why\"} or {\"infeasible\": \"why\"}";

    private static final int MAX_REASON = 10_000;

    private final RequestObject object = new RequestObject(WHOLE, KEYS);
    private final List<String> ends = new ArrayList<>();
    private @Nullable MetricValuesReader value;
    private @Nullable Long sequence;
    private String reason = "";

    private TellRequest() {}

    /** @throws RequestRefused with all problems */
    static Told read(byte[] body) {
        TellRequest request = new TellRequest();
        if (request.object.read(body, request::readField)) {
            request.checkEnds();
        }
        request.object.requireNone();
        return request.told();
    }

    private Told told() {
        if (value != null) {
            return new Told.Result(value.values(), sequence);
        }
        return ends.contains(INFEASIBLE) ? new Told.Infeasible(reason) : new Told.Failed(reason);
    }

    private void checkEnds() {
        if (ends.size() != 1) {
            object.problem(
                    "", (ends.isEmpty() ? "no end" : String.join(" and ", ends)) + " (expected: one of " + WHOLE + ")");
        } else if (sequence != null && value == null) {
            object.problem(SEQUENCE, "given besides " + ends.get(0) + " (expected: besides " + VALUE + " only)");
        }
    }

    private void readField(JsonParser in, String name) throws IOException {
        if (in.currentToken() == JsonToken.VALUE_NULL && !name.equals(VALUE)) {
            return; // as if it were not there
        }
        switch (name) {
            case VALUE -> readValue(in);
            case SEQUENCE -> readSequence(in);
            case FAILED, INFEASIBLE -> readReason(in, name);
            default -> object.unknown(name, String.join(", ", KEYS));
        }
    }

    private void readValue(JsonParser in) throws IOException {
        ends.add(VALUE);
        value = new MetricValuesReader(in);
        value.read();
        String wrong = value.problem();
        if (wrong != null) {
            int colon = wrong.indexOf(": ");
            object.problem(wrong.substring(0, colon), wrong.substring(colon + 2));
        }
    }

    private void readSequence(JsonParser in) throws IOException {
        boolean whole = in.currentToken() == JsonToken.VALUE_NUMBER_INT
                && in.getNumberType() != JsonParser.NumberType.BIG_INTEGER
                && in.getLongValue() >= 0;
        if (whole) {
            sequence = in.getLongValue();
        } else {
            object.problem(SEQUENCE, JsonShown.current(in) + " (expected: a whole number >= 0)");
        }
    }

    private void readReason(JsonParser in, String name) throws IOException {
        ends.add(name);
        if (in.currentToken() == JsonToken.VALUE_STRING && !in.getText().isBlank()) {
            reason = in.getText();
            reason = reason.length() <= MAX_REASON ? reason : reason.substring(reason.length() - MAX_REASON);
        } else {
            object.problem(name, JsonShown.current(in) + " (expected: a text that says why)");
        }
    }
}
