package io.trialog.adapter.input;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trialog.adapter.json.InstantText;
import io.trialog.event.MetricKind;
import io.trialog.metric.Report;
import io.trialog.spi.problem.Problem;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one report in one pass. What makes it impossible to say which report it is, is a problem of the request; a value
 * that cannot be used makes a refused report.
 */
public final class ReportReader {

    private static final String SEQUENCE_EXPECTED = " (expected: a whole number >= 0)";
    private static final String KIND_EXPECTED = " (expected: \"intermediate\" or \"final\")";
    private static final String AT_EXPECTED = " (expected: a time such as \"2026-11-24T10:00:00.123Z\")";
    private static final int ALONE = -1;

    private final JsonParser in;
    private final int index;
    private final List<Problem> problems;
    private final MetricValuesReader values;
    private long sequence = -1;
    private @Nullable MetricKind kind;
    private @Nullable Instant reportedAt;
    private boolean hasSequence;
    private boolean hasKind;

    private ReportReader(JsonParser in, int index, List<Problem> problems) {
        this.in = in;
        this.index = index;
        this.problems = problems;
        this.values = new MetricValuesReader(in);
    }

    /**
     * Reads the value that the parser is at, and leaves the parser at its end.
     *
     * @param problems gets what is wrong with the report's identity
     * @return null when there are such problems
     * @throws IOException when it is no JSON
     */
    public static @Nullable Report read(JsonParser in, List<Problem> problems) throws IOException {
        return read(in, ALONE, problems);
    }

    /** Reads that at an index of an array. */
    static @Nullable Report read(JsonParser in, int index, List<Problem> problems) throws IOException {
        return new ReportReader(in, index, problems).read();
    }

    private @Nullable Report read() throws IOException {
        int before = problems.size();
        if (in.currentToken() != JsonToken.START_OBJECT) {
            problems.add(
                    new Problem(path(), JsonShown.current(in) + " (expected: an object with sequence, kind, value)"));
            in.skipChildren();
            return null;
        }
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            readField(name);
        }
        if (!hasSequence) {
            problem("sequence", "missing" + SEQUENCE_EXPECTED);
        }
        if (!hasKind) {
            problem("kind", "missing" + KIND_EXPECTED);
        }
        MetricKind known = kind;
        return problems.size() > before || known == null ? null : report(known);
    }

    private Report report(MetricKind known) {
        String problem = values.problem();
        return problem == null
                ? Report.of(sequence, known, values.values(), reportedAt)
                : Report.refused(sequence, known, problem);
    }

    /** Names that are unknown here may be known to a newer server, and are left out. */
    private void readField(String name) throws IOException {
        switch (name) {
            case "sequence" -> readSequence();
            case "kind" -> readKind();
            case "value" -> values.read();
            case "at" -> readTime();
            default -> in.skipChildren();
        }
    }

    private void readSequence() throws IOException {
        hasSequence = true;
        boolean whole = in.currentToken() == JsonToken.VALUE_NUMBER_INT
                && in.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        if (whole && in.getLongValue() >= 0) {
            sequence = in.getLongValue();
        } else {
            problem("sequence", JsonShown.current(in) + SEQUENCE_EXPECTED);
            in.skipChildren();
        }
    }

    private void readKind() throws IOException {
        hasKind = true;
        kind = in.currentToken() == JsonToken.VALUE_STRING ? kind(in.getText()) : null;
        if (kind == null) {
            problem("kind", JsonShown.current(in) + KIND_EXPECTED);
            in.skipChildren();
        }
    }

    private static @Nullable MetricKind kind(String text) {
        return switch (text) {
            case "intermediate" -> MetricKind.INTERMEDIATE;
            case "final" -> MetricKind.FINAL;
            default -> null;
        };
    }

    private void readTime() throws IOException {
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        try {
            if (in.currentToken() == JsonToken.VALUE_STRING) {
                reportedAt = InstantText.parse(in.getText());
                return;
            }
        } catch (IllegalArgumentException e) {
            reportedAt = null;
        }
        problem("at", JsonShown.current(in) + AT_EXPECTED);
        in.skipChildren();
    }

    private void problem(String name, String message) {
        problems.add(new Problem(index == ALONE ? name : path() + "." + name, message));
    }

    /** Made only for problems: there are many reports. */
    private String path() {
        return index == ALONE ? "" : ReportArrayReader.NAME + "[" + index + "]";
    }
}
