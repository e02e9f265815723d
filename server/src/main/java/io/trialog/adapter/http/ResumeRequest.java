package io.trialog.adapter.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trialog.adapter.input.JsonShown;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
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
        RequestObject object = new RequestObject("an object", List.of(KEY));
        AtomicReference<@Nullable Integer> limit = new AtomicReference<>();
        object.readIfAny(body, (in, name) -> {
            if (name.equals(KEY)) {
                limit.set(limit(in, object));
            } else {
                object.unknown(name, KEY);
            }
        });
        object.requireNone();
        return new ResumeRequest(limit.get());
    }

    private static @Nullable Integer limit(JsonParser in, RequestObject object) throws IOException {
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        boolean whole = in.currentToken() == JsonToken.VALUE_NUMBER_INT
                && in.getNumberType() == JsonParser.NumberType.INT
                && in.getIntValue() >= 1;
        if (whole) {
            return in.getIntValue();
        }
        object.problem(KEY, JsonShown.current(in) + EXPECTED);
        return null;
    }
}
