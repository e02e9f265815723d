package io.trialog.adapter.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import java.io.IOException;

/** Says where a body is no JSON, in words for people who do not know the parser. */
final class MalformedJson {

    private static final int MAX_LENGTH = 160;

    private MalformedJson() {}

    static ErrorDetail describe(IOException failure) {
        if (!(failure instanceof JacksonException problem)) {
            return ErrorDetail.of("", "not JSON: the text is not UTF-8");
        }
        JsonLocation place = problem.getLocation();
        if (place == null) {
            return ErrorDetail.of("", "not JSON: " + reason(problem.getOriginalMessage()));
        }
        String where = " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")";
        return new ErrorDetail(
                "", Math.max(0, place.getLineNr()), "not JSON: " + reason(problem.getOriginalMessage()) + where);
    }

    private static String reason(String message) {
        if (message.startsWith("Non-standard token")) {
            return "NaN and infinities are written as strings, \"NaN\", \"Infinity\", \"-Infinity\"";
        }
        // what follows these is about the parser: its source, its settings
        String reason =
                message.lines().findFirst().orElse("").split(" \\(for | \\(start marker|; expected | from `", 2)[0];
        return reason.length() <= MAX_LENGTH ? reason : reason.substring(0, MAX_LENGTH) + "...";
    }
}
