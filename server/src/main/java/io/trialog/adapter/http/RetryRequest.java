package io.trialog.adapter.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trialog.adapter.input.JsonShown;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads which trials a client wants tried again: {@code {"trials": [3, 4]}} or {@code {"failed": true}}. */
final class RetryRequest {

    private static final String TRIALS = "trials";
    private static final String FAILED = "failed";
    private static final String WHOLE = "{\"trials\": [numbers]} or {\"failed\": true}";

    private final RequestObject object = new RequestObject(WHOLE, List.of(TRIALS, FAILED));
    private boolean any;
    private @Nullable List<Long> numbers;
    private boolean failed;

    private RetryRequest() {}

    /**
     * The numbers of the trials; empty for all that failed.
     *
     * @throws RequestRefused with all problems
     */
    static List<Long> read(byte[] body) {
        RetryRequest request = new RetryRequest();
        if (request.object.read(body, request::readField)) {
            request.checkFields();
        }
        request.object.requireNone();
        return request.numbers == null ? List.of() : request.numbers;
    }

    private void readField(JsonParser in, String name) throws IOException {
        any = true;
        switch (name) {
            case TRIALS -> readTrials(in);
            case FAILED -> readFailed(in);
            default -> object.unknown(name, WHOLE);
        }
    }

    private void checkFields() {
        if (!any) {
            object.problem("", "an empty object (expected: " + WHOLE + ")");
        } else if (numbers != null && failed) {
            object.problem(FAILED, "given besides " + TRIALS + " (expected: one of the two)");
        }
    }

    private void readTrials(JsonParser in) throws IOException {
        List<Long> read = new ArrayList<>();
        numbers = read;
        if (in.currentToken() != JsonToken.START_ARRAY) {
            object.problem(TRIALS, JsonShown.current(in) + " (expected: an array of numbers of trials)");
            return;
        }
        int count = 0;
        while (in.nextToken() != JsonToken.END_ARRAY) {
            boolean whole = in.currentToken() == JsonToken.VALUE_NUMBER_INT
                    && in.getNumberType() != JsonParser.NumberType.BIG_INTEGER
                    && in.getLongValue() >= 0;
            if (whole) {
                read.add(in.getLongValue());
            } else {
                object.problem(TRIALS + "[" + count + "]", JsonShown.current(in) + " (expected: a whole number >= 0)");
                in.skipChildren();
            }
            count++;
        }
        if (count == 0) {
            object.problem(
                    TRIALS, "an empty array (expected: one number or more; {\"failed\": true} for all that failed)");
        }
    }

    private void readFailed(JsonParser in) throws IOException {
        failed = in.currentToken() == JsonToken.VALUE_TRUE;
        if (!failed) {
            object.problem(FAILED, JsonShown.current(in) + " (expected: true)");
        }
    }
}
