package io.trialog.adapter.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trialog.engine.ErrorCode;
import io.trialog.spi.problem.NearMiss;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants of a resume.
 *
 * @param maxTrialNumber the new limit; null leaves it
 */
record ResumeRequest(@Nullable Integer maxTrialNumber) {

    private static final String KEY = "maxTrialNumber";
    private static final String EXPECTED = " (expected: a whole number >= 1)";

    /** @throws RequestRefused with all problems */
    static ResumeRequest read(byte[] body) {
        List<ErrorDetail> problems = new ArrayList<>();
        Integer limit = null;
        try (JsonParser in = JsonText.FACTORY.createParser(body)) {
            if (in.nextToken() != null) {
                limit = readObject(in, problems);
                if (problems.isEmpty() && in.nextToken() != null) {
                    problems.add(ErrorDetail.of("", "something after the end of the object (expected: nothing)"));
                }
            }
        } catch (IOException e) {
            problems.add(MalformedJson.describe(e));
        }
        if (!problems.isEmpty()) {
            throw new RequestRefused(
                    new ApiError(ErrorCode.REQUEST_MALFORMED, problems.get(0).toString(), problems));
        }
        return new ResumeRequest(limit);
    }

    private static @Nullable Integer readObject(JsonParser in, List<ErrorDetail> problems) throws IOException {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            problems.add(ErrorDetail.of("", JsonShown.current(in) + " (expected: an object)"));
            in.skipChildren();
            return null;
        }
        Integer limit = null;
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            if (name.equals(KEY)) {
                limit = readLimit(in, problems);
            } else {
                problems.add(ErrorDetail.of(
                        Shown.text(name), "unknown (expected: " + KEY + NearMiss.hint(name, List.of(KEY)) + ")"));
            }
            in.skipChildren();
        }
        return limit;
    }

    private static @Nullable Integer readLimit(JsonParser in, List<ErrorDetail> problems) throws IOException {
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        boolean whole = in.currentToken() == JsonToken.VALUE_NUMBER_INT
                && in.getNumberType() == JsonParser.NumberType.INT
                && in.getIntValue() >= 1;
        if (whole) {
            return in.getIntValue();
        }
        problems.add(ErrorDetail.of(KEY, JsonShown.current(in) + EXPECTED));
        return null;
    }
}
