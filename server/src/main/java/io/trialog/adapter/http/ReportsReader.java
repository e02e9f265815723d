package io.trialog.adapter.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trialog.adapter.input.JsonShown;
import io.trialog.adapter.input.ReportArrayReader;
import io.trialog.engine.ErrorCode;
import io.trialog.metric.Report;
import io.trialog.spi.problem.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the body of a report request in one pass: {@code {NAME: [...]}}. */
final class ReportsReader {

    private static final String NAME = ReportArrayReader.NAME;
    private static final int MIN_REPORTS = 1;
    private static final String EXPECTED = ReportArrayReader.expected(MIN_REPORTS);

    private List<Report> reports = List.of();
    private final List<Problem> problems = new ArrayList<>();

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
            throw refused(List.of(ErrorDetail.of(e)));
        }
        if (!problems.isEmpty()) {
            throw refused(problems.stream().map(ErrorDetail::of).toList());
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
            boolean wanted = in.currentName().equals(NAME);
            in.nextToken();
            if (!wanted) {
                in.skipChildren();
            } else if (found) {
                problem(NAME, "given twice (expected: once)");
                in.skipChildren();
            } else {
                found = true;
                reports = ReportArrayReader.read(in, MIN_REPORTS, problems);
            }
        }
        if (!found) {
            problem(NAME, "missing" + EXPECTED);
        }
    }

    private void problem(String path, String message) {
        problems.add(new Problem(path, message));
    }

    private static RequestRefused refused(List<ErrorDetail> details) {
        return new RequestRefused(
                new ApiError(ErrorCode.REPORT_MALFORMED, "the reports cannot be read: " + details.get(0), details));
    }
}
