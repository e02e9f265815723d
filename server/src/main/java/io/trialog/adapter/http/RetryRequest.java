package io.trialog.adapter.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trialog.engine.ErrorCode;
import io.trialog.spi.problem.NearMiss;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads which trials a client wants tried again: {@code {"trials": [3, 4]}} or {@code {"failed": true}}. */
final class RetryRequest {

    private static final String TRIALS = "trials";
    private static final String FAILED = "failed";
    private static final String WHOLE = "{\"trials\": [numbers]} or {\"failed\": true}";

    private final List<ErrorDetail> problems = new ArrayList<>();
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
        try (JsonParser in = JsonText.FACTORY.createParser(body)) {
            request.readAll(in);
        } catch (IOException e) {
            request.problems.add(MalformedJson.describe(e));
        }
        if (!request.problems.isEmpty()) {
            throw new RequestRefused(new ApiError(
                    ErrorCode.REQUEST_MALFORMED, request.problems.get(0).toString(), request.problems));
        }
        return request.numbers == null ? List.of() : request.numbers;
    }

    private void readAll(JsonParser in) throws IOException {
        if (in.nextToken() != JsonToken.START_OBJECT) {
            problem("", (in.currentToken() == null ? "no body" : JsonShown.current(in)) + " (expected: " + WHOLE + ")");
            return;
        }
        boolean any = false;
        while (in.nextToken() != JsonToken.END_OBJECT) {
            any = true;
            String name = in.currentName();
            in.nextToken();
            if (name.equals(TRIALS)) {
                readTrials(in);
            } else if (name.equals(FAILED)) {
                readFailed(in);
            } else {
                problem(
                        Shown.text(name),
                        "unknown (expected: " + WHOLE + NearMiss.hint(name, List.of(TRIALS, FAILED)) + ")");
            }
            in.skipChildren();
        }
        if (!any) {
            problem("", "an empty object (expected: " + WHOLE + ")");
        } else if (numbers != null && failed) {
            problem(FAILED, "given besides " + TRIALS + " (expected: one of the two)");
        }
        if (problems.isEmpty() && in.nextToken() != null) {
            problem("", "something after the end of the object (expected: nothing)");
        }
    }

    private void readTrials(JsonParser in) throws IOException {
        List<Long> read = new ArrayList<>();
        numbers = read;
        if (in.currentToken() != JsonToken.START_ARRAY) {
            problem(TRIALS, JsonShown.current(in) + " (expected: an array of numbers of trials)");
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
                problem(TRIALS + "[" + count + "]", JsonShown.current(in) + " (expected: a whole number >= 0)");
                in.skipChildren();
            }
            count++;
        }
        if (count == 0) {
            problem(TRIALS, "an empty array (expected: one number or more; {\"failed\": true} for all that failed)");
        }
    }

    private void readFailed(JsonParser in) throws IOException {
        failed = in.currentToken() == JsonToken.VALUE_TRUE;
        if (!failed) {
            problem(FAILED, JsonShown.current(in) + " (expected: true)");
        }
    }

    private void problem(String path, String message) {
        problems.add(ErrorDetail.of(path, message));
    }
}
