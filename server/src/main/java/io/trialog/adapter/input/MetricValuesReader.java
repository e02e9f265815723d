package io.trialog.adapter.input;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the value of one report: a number, or an object of one or more numbers. Which of them counts, the engine knows. */
public final class MetricValuesReader {

    /** More would make every reader of the log carry what belongs into a file of the trial. */
    public static final int MAX_NAMES = 1000;

    static final int MAX_NAME_LENGTH = 200;

    private static final String DEFAULT = "default";
    private static final String EXPECTED_NUMBER =
            " (expected: a finite number, \"NaN\", \"Infinity\" or \"-Infinity\")";
    private static final String EXPECTED =
            " (expected: a number, \"NaN\", \"Infinity\", \"-Infinity\", or an object of" + " one or more of these)";
    private static final Map<String, Double> NOT_IN_JSON =
            Map.of("NaN", Double.NaN, "Infinity", Double.POSITIVE_INFINITY, "-Infinity", Double.NEGATIVE_INFINITY);

    private final JsonParser in;
    private Map<String, Double> values = Map.of();
    private @Nullable String problem = "value: missing" + EXPECTED;

    /** Reads from a parser. */
    public MetricValuesReader(JsonParser in) {
        this.in = in;
    }

    /** What was read; meant when there is no problem. */
    public Map<String, Double> values() {
        return values;
    }

    /** Why there is no usable value; null when there is one. */
    public @Nullable String problem() {
        return problem;
    }

    /** Reads the value that the parser is at. */
    public void read() throws IOException {
        problem = null;
        if (in.currentToken() == JsonToken.START_OBJECT) {
            readNamed();
            return;
        }
        Double number = number();
        if (number == null) {
            refuse("value: " + JsonShown.current(in) + EXPECTED);
            in.skipChildren();
        } else {
            values = Map.of(DEFAULT, number);
        }
    }

    private void readNamed() throws IOException {
        Map<String, Double> named = new LinkedHashMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            Double number = number();
            if (number == null) {
                refuse("value." + Shown.text(name) + ": " + JsonShown.current(in) + EXPECTED_NUMBER);
                in.skipChildren();
            } else if (name.length() > MAX_NAME_LENGTH) {
                refuse("value." + Shown.text(name) + ": a name of " + name.length() + " characters (expected: at most "
                        + MAX_NAME_LENGTH + ")");
            } else if (problem == null && named.size() <= MAX_NAMES) {
                named.put(name, number);
            }
        }
        if (named.size() > MAX_NAMES) {
            refuse("value: more than " + MAX_NAMES + " named numbers (expected: at most " + MAX_NAMES + ")");
        }
        if (named.isEmpty()) {
            refuse("value: {}" + EXPECTED);
        }
        values = named;
    }

    /** The number that the parser is at; null when it is at something else, or at a number beyond the range. */
    private @Nullable Double number() throws IOException {
        JsonToken token = in.currentToken();
        if (token == JsonToken.VALUE_STRING) {
            return NOT_IN_JSON.get(in.getText());
        }
        if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
            return null;
        }
        double number = in.getDoubleValue();
        return Double.isFinite(number) ? (Double) number : null;
    }

    /** The first problem is kept: a report with a thousand bad numbers has one cause. */
    private void refuse(String what) {
        if (problem == null) {
            problem = what;
        }
    }
}
