package io.trialog.adapter.input;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trialog.metric.Report;
import io.trialog.spi.problem.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads an array of reports in one pass: what a message has under {@code reports}. */
public final class ReportArrayReader {

    /** The path of the array in its message. */
    public static final String NAME = "reports";

    /** How many reports a message may have. */
    public static final int MAX_REPORTS = 500;

    private ReportArrayReader() {}

    /** What is expected of it. */
    public static String expected(int min) {
        return " (expected: an array of " + min + " to " + MAX_REPORTS + " reports)";
    }

    /**
     * Reads the value that the parser is at, and leaves the parser at its end.
     *
     * @param min how many reports there must be
     * @param problems gets what makes the message as a whole unusable
     * @return the reports; those that can be read where there are problems
     * @throws IOException when it is no JSON
     */
    public static List<Report> read(JsonParser in, int min, List<Problem> problems) throws IOException {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            problems.add(new Problem(NAME, JsonShown.current(in) + expected(min)));
            in.skipChildren();
            return List.of();
        }
        List<Report> reports = new ArrayList<>();
        int count = 0;
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (count < MAX_REPORTS) {
                Report report = ReportReader.read(in, count, problems);
                if (report != null) {
                    reports.add(report);
                }
            } else {
                in.skipChildren();
            }
            count++;
        }
        if (count < min || count > MAX_REPORTS) {
            problems.add(new Problem(NAME, count + " reports" + expected(min)));
        }
        return reports;
    }
}
