package io.trialog.adapter.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trialog.adapter.input.JsonShown;
import io.trialog.adapter.input.Shown;
import io.trialog.engine.ErrorCode;
import io.trialog.spi.problem.NearMiss;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A body that is to be one JSON object, read field by field; collects all that is wrong with it. One thread. */
final class RequestObject {

    /** Reads one field. */
    @FunctionalInterface
    interface Field {
        /** The parser is at the value; what is left of it is skipped afterwards. */
        void read(JsonParser in, String name) throws IOException;
    }

    private final List<ErrorDetail> problems = new ArrayList<>();
    private final String expected;
    private final List<String> keys;

    /**
     * An object that is still to be read.
     *
     * @param expected what it is to be, for people
     * @param keys the fields there are
     */
    RequestObject(String expected, List<String> keys) {
        this.expected = expected;
        this.keys = keys;
    }

    /**
     * Reads all fields. No body at all is a problem.
     *
     * @return whether it is an object, whatever is wrong with its fields
     */
    boolean read(byte[] body, Field field) {
        return read(body, field, false);
    }

    /** Reads all fields. No body at all is an object without fields. */
    void readIfAny(byte[] body, Field field) {
        boolean unused = read(body, field, true);
    }

    void problem(String path, String message) {
        problems.add(ErrorDetail.of(path, message));
    }

    /** A field that there is not. */
    void unknown(String name, String instead) {
        problem(Shown.text(name), "unknown (expected: " + instead + NearMiss.hint(name, keys) + ")");
    }

    /** @throws RequestRefused with all problems, if there are any */
    void requireNone() {
        if (!problems.isEmpty()) {
            throw new RequestRefused(
                    new ApiError(ErrorCode.REQUEST_MALFORMED, problems.get(0).toString(), problems));
        }
    }

    private boolean read(byte[] body, Field field, boolean optional) {
        try (JsonParser in = JsonText.FACTORY.createParser(body)) {
            JsonToken first = in.nextToken();
            if (first == JsonToken.START_OBJECT) {
                readFields(in, field);
                return true;
            }
            if (first != null || !optional) {
                problem("", (first == null ? "no body" : JsonShown.current(in)) + " (expected: " + expected + ")");
            }
        } catch (IOException e) {
            problems.add(ErrorDetail.of(e));
        }
        return false;
    }

    private void readFields(JsonParser in, Field field) throws IOException {
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            field.read(in, name);
            in.skipChildren();
        }
        if (problems.isEmpty() && in.nextToken() != null) {
            problem("", "something after the end of the object (expected: nothing)");
        }
    }
}
