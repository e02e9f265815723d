package io.trialog.adapter.kafka;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trialog.adapter.input.InputJson;
import io.trialog.adapter.input.JsonShown;
import io.trialog.adapter.input.MalformedJson;
import io.trialog.adapter.input.ReportArrayReader;
import io.trialog.metric.Report;
import io.trialog.spi.problem.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The value of a record, read in one pass: {@code {"attempt": 1, "token": "...", "reports": [...]}}, in any order. */
final class ReportMessage {

    private static final String ATTEMPT = "attempt";
    private static final String TOKEN = "token";
    private static final String ATTEMPT_EXPECTED = " (expected: a whole number >= 1)";
    private static final String TOKEN_EXPECTED = " (expected: the TRIALOG_TOKEN of the attempt)";
    private static final int MIN_REPORTS = 0;

    private final List<Problem> problems = new ArrayList<>();
    private int attempt;
    private @Nullable String token;
    private @Nullable List<Report> reports;

    private ReportMessage() {}

    /** Reads a value; whether it can be used, {@link #problem} tells. */
    static ReportMessage read(byte[] value) {
        ReportMessage message = new ReportMessage();
        try (JsonParser in = InputJson.FACTORY.createParser(value)) {
            in.nextToken();
            message.readObject(in);
            if (message.problems.isEmpty() && in.nextToken() != null) {
                message.problem("", "something after the end of the object (expected: nothing)");
            }
        } catch (IOException e) {
            message.problems.clear();
            message.problem("", MalformedJson.describe(e));
        }
        return message;
    }

    /** The first thing that makes it unusable; null when there is none. */
    @Nullable
    String problem() {
        return problems.isEmpty() ? null : problems.get(0).toString();
    }

    /** The attempt's number, 1 or more. */
    int attempt() {
        return attempt;
    }

    /** Never shown: it is a secret where it is right. */
    String token() {
        return token == null ? "" : token;
    }

    /** The reports in the order sent; none for a heartbeat. */
    List<Report> reports() {
        return reports == null ? List.of() : reports;
    }

    private void readObject(JsonParser in) throws IOException {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            problem("", (in.currentToken() == null ? "nothing" : JsonShown.current(in)) + " (expected: an object)");
            return;
        }
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            switch (name) {
                case ATTEMPT -> readAttempt(in);
                case TOKEN -> readToken(in);
                case ReportArrayReader.NAME -> readReports(in);
                default -> in.skipChildren(); // known to a newer server, perhaps
            }
        }
        if (attempt == 0) {
            problem(ATTEMPT, "missing" + ATTEMPT_EXPECTED);
        }
        if (token == null) {
            problem(TOKEN, "missing" + TOKEN_EXPECTED);
        }
        if (reports == null) {
            problem(ReportArrayReader.NAME, "missing" + ReportArrayReader.expected(MIN_REPORTS));
        }
    }

    private void readAttempt(JsonParser in) throws IOException {
        boolean whole = in.currentToken() == JsonToken.VALUE_NUMBER_INT
                && in.getNumberType() == JsonParser.NumberType.INT
                && in.getIntValue() >= 1;
        if (whole) {
            attempt = in.getIntValue();
        } else {
            problem(ATTEMPT, JsonShown.current(in) + ATTEMPT_EXPECTED);
            in.skipChildren();
        }
    }

    private void readToken(JsonParser in) throws IOException {
        if (in.currentToken() == JsonToken.VALUE_STRING) {
            token = in.getText();
        } else {
            problem(TOKEN, "no text" + TOKEN_EXPECTED);
            in.skipChildren();
        }
    }

    private void readReports(JsonParser in) throws IOException {
        if (reports != null) {
            problem(ReportArrayReader.NAME, "given twice (expected: once)");
        }
        reports = ReportArrayReader.read(in, MIN_REPORTS, problems);
    }

    private void problem(String path, String message) {
        problems.add(new Problem(path, message));
    }
}
