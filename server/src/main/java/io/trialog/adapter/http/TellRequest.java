package io.trialog.adapter.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trialog.engine.ErrorCode;
import io.trialog.spi.problem.NearMiss;
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

    private final List<ErrorDetail> problems = new ArrayList<>();
    private final List<String> ends = new ArrayList<>();
    private @Nullable MetricValuesReader value;
    private @Nullable Long sequence;
    private String reason = "";

    private TellRequest() {}

    /** @throws RequestRefused with all problems */
    static Told read(byte[] body) {
        TellRequest request = new TellRequest();
        try (JsonParser in = JsonText.FACTORY.createParser(body)) {
            request.readAll(in);
        } catch (IOException e) {
            request.problems.add(MalformedJson.describe(e));
        }
        if (!request.problems.isEmpty()) {
            throw new RequestRefused(new ApiError(
                    ErrorCode.REQUEST_MALFORMED, request.problems.get(0).toString(), request.problems));
        }
        return request.told();
    }

    private Told told() {
        if (value != null) {
            return new Told.Result(value.values(), sequence);
        }
        return ends.contains(INFEASIBLE) ? new Told.Infeasible(reason) : new Told.Failed(reason);
    }

    private void readAll(JsonParser in) throws IOException {
        if (in.nextToken() != JsonToken.START_OBJECT) {
            problem("", (in.currentToken() == null ? "no body" : JsonShown.current(in)) + " (expected: " + WHOLE + ")");
            return;
        }
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            if (in.nextToken() != JsonToken.VALUE_NULL || name.equals(VALUE)) {
                readField(in, name);
            }
            in.skipChildren();
        }
        if (ends.size() != 1) {
            problem("", (ends.isEmpty() ? "no end" : String.join(" and ", ends)) + " (expected: one of " + WHOLE + ")");
        } else if (sequence != null && value == null) {
            problem(SEQUENCE, "given besides " + ends.get(0) + " (expected: besides " + VALUE + " only)");
        }
        if (problems.isEmpty() && in.nextToken() != null) {
            problem("", "something after the end of the object (expected: nothing)");
        }
    }

    private void readField(JsonParser in, String name) throws IOException {
        switch (name) {
            case VALUE -> readValue(in);
            case SEQUENCE -> readSequence(in);
            case FAILED, INFEASIBLE -> readReason(in, name);
            default ->
                problem(
                        Shown.text(name),
                        "unknown (expected: " + String.join(", ", KEYS) + NearMiss.hint(name, KEYS) + ")");
        }
    }

    private void readValue(JsonParser in) throws IOException {
        ends.add(VALUE);
        value = new MetricValuesReader(in);
        value.read();
        String wrong = value.problem();
        if (wrong != null) {
            int colon = wrong.indexOf(": ");
            problem(wrong.substring(0, colon), wrong.substring(colon + 2));
        }
    }

    private void readSequence(JsonParser in) throws IOException {
        boolean whole = in.currentToken() == JsonToken.VALUE_NUMBER_INT
                && in.getNumberType() != JsonParser.NumberType.BIG_INTEGER
                && in.getLongValue() >= 0;
        if (whole) {
            sequence = in.getLongValue();
        } else {
            problem(SEQUENCE, JsonShown.current(in) + " (expected: a whole number >= 0)");
        }
    }

    private void readReason(JsonParser in, String name) throws IOException {
        ends.add(name);
        if (in.currentToken() == JsonToken.VALUE_STRING && !in.getText().isBlank()) {
            reason = in.getText();
            reason = reason.length() <= MAX_REASON ? reason : reason.substring(reason.length() - MAX_REASON);
        } else {
            problem(name, JsonShown.current(in) + " (expected: a text that says why)");
        }
    }

    private void problem(String path, String message) {
        problems.add(ErrorDetail.of(path, message));
    }
}
