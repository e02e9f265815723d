package io.trialog.adapter.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trialog.engine.ErrorCode;
import io.trialog.metric.Report;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the body of a report request in one pass: {@code {"reports": [...]}}. */
final class ReportsReader {

    static final int MAX_REPORTS = 500;

    private static final String EXPECTED = " (expected: an array of 1 to " + MAX_REPORTS + " reports)";

    private final List<Report> reports = new ArrayList<>();
    private final List<ErrorDetail> problems = new ArrayList<>();

    private ReportsReader() {}

    /** @throws RequestRefused with all that makes the request as a whole unusable */
    static List<Report> read(byte[] body) {
        return new ReportsReader().readAll(body);
    }

    private List<Report> readAll(byte[] body) {
        try (JsonParser in = JsonText.FACTORY.createParser(body)) {
            in.nextToken();
            readObject(in);
            if (problems.isEmpty() && in.nextToken() != null) {
                problem("", "something after the end of the object (expected: nothing)");
            }
        } catch (IOException e) {
            throw refused(List.of(MalformedJson.describe(e)));
        }
        if (!problems.isEmpty()) {
            throw refused(problems);
        }
        return reports;
    }

    private void readObject(JsonParser in) throws IOException {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            problem(
                    "",
                    in.currentToken() == null
                            ? "no body" + EXPECTED
                            : JsonShown.current(in) + " (expected: an object)");
            return;
        }
        boolean found = false;
        while (in.nextToken() != JsonToken.END_OBJECT) {
            boolean wanted = in.currentName().equals("reports");
            in.nextToken();
            if (!wanted) {
                in.skipChildren();
            } else if (found) {
                problem("reports", "given twice (expected: once)");
                in.skipChildren();
            } else {
                found = true;
                readReports(in);
            }
        }
        if (!found) {
            problem("reports", "missing" + EXPECTED);
        }
    }

    private void readReports(JsonParser in) throws IOException {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            problem("reports", JsonShown.current(in) + EXPECTED);
            in.skipChildren();
            return;
        }
        int count = 0;
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (count < MAX_REPORTS) {
                Report report = ReportReader.read(in, "reports[" + count + "]", problems);
                if (report != null) {
                    reports.add(report);
                }
            } else {
                in.skipChildren();
            }
            count++;
        }
        if (count == 0 || count > MAX_REPORTS) {
            problem("reports", count + " reports" + EXPECTED);
        }
    }

    private void problem(String path, String message) {
        problems.add(ErrorDetail.of(path, message));
    }

    private static RequestRefused refused(List<ErrorDetail> details) {
        return new RequestRefused(
                new ApiError(ErrorCode.REPORT_MALFORMED, "the reports cannot be read: " + details.get(0), details));
    }
}
