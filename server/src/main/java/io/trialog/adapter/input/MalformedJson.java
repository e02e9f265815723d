package io.trialog.adapter.input;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import java.io.IOException;

/** Says where a body is no JSON, in words for people who do not know the parser. */
public final class MalformedJson {

    private static final int MAX_LENGTH = 160;

    private MalformedJson() {}

    /** What is wrong, and where. */
    public static String describe(IOException failure) {
        if (!(failure instanceof JacksonException problem)) {
            return "not JSON: the text is not UTF-8";
        }
        JsonLocation place = problem.getLocation();
        String where = place == null ? "" : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")";
        return "not JSON: " + reason(problem.getOriginalMessage()) + where;
    }

    /** The line of the text, from 1; 0 when it is not known. */
    public static int line(IOException failure) {
        JsonLocation place = failure instanceof JacksonException problem ? problem.getLocation() : null;
        return place == null ? 0 : Math.max(0, place.getLineNr());
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
