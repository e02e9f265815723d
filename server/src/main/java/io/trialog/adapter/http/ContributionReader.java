package io.trialog.adapter.http;

import io.trialog.adapter.input.Shown;
import io.trialog.engine.ErrorCode;
import io.trialog.experiment.ImportResults;
import io.trialog.spi.problem.NearMiss;
import io.trialog.spi.space.Configuration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads configurations to evaluate and results from elsewhere. Used once. */
final class ContributionReader {

    private static final String CONFIGURATIONS = "configurations";
    private static final String RESULTS = "results";
    private static final String CONFIGURATION = "configuration";
    private static final String VALUE = "value";
    private static final String DEFAULT = "default";
    private static final String EXPECTED_NUMBER = " (expected: a finite number)";

    private final List<ErrorDetail> problems = new ArrayList<>();

    private ContributionReader() {}

    /**
     * Reads {@code {"configurations": [{...}, ...]}}.
     *
     * @throws RequestRefused with all problems
     */
    static List<Configuration> configurations(byte[] body) {
        ContributionReader reader = new ContributionReader();
        List<Configuration> read = new ArrayList<>();
        List<?> items = reader.items(body, CONFIGURATIONS);
        for (int i = 0; i < items.size(); i++) {
            read.add(reader.configuration(items.get(i), CONFIGURATIONS + "[" + i + "]"));
        }
        reader.end();
        return read;
    }

    /**
     * Reads {@code {"results": [{"configuration": {...}, "value": 0.9}, ...]}}; a value may be an object of numbers by name.
     *
     * @throws RequestRefused with all problems
     */
    static List<ImportResults.Result> results(byte[] body) {
        ContributionReader reader = new ContributionReader();
        List<ImportResults.Result> read = new ArrayList<>();
        List<?> items = reader.items(body, RESULTS);
        for (int i = 0; i < items.size(); i++) {
            read.add(reader.result(items.get(i), RESULTS + "[" + i + "]"));
        }
        reader.end();
        return read;
    }

    private List<?> items(byte[] body, String key) {
        Map<String, @Nullable Object> object = PlainJson.object(body);
        rejectUnknown(object, "", List.of(key));
        if (object.get(key) instanceof List<?> items && !items.isEmpty()) {
            return items;
        }
        problem(key, shown(object, key) + " (expected: an array of one or more objects)");
        return List.of();
    }

    private ImportResults.Result result(@Nullable Object item, String path) {
        Map<String, @Nullable Object> object = object(item);
        if (!(item instanceof Map)) {
            problem(path, shown(item) + " (expected: an object with configuration and value)");
            return new ImportResults.Result(Configuration.of(Map.of()), 0);
        }
        rejectUnknown(object, path + ".", List.of(CONFIGURATION, VALUE));
        Configuration configuration = configuration(object.get(CONFIGURATION), path + "." + CONFIGURATION);
        return new ImportResults.Result(configuration, values(object, path + "." + VALUE));
    }

    private Map<String, Double> values(Map<String, @Nullable Object> result, String path) {
        Map<String, Double> values = new LinkedHashMap<>();
        if (result.get(VALUE) instanceof Map<?, ?> named) {
            named.forEach((name, value) -> number(value, String.valueOf(name), path + "." + name, values));
        } else if (result.containsKey(VALUE)) {
            number(result.get(VALUE), DEFAULT, path, values);
        }
        if (values.isEmpty() && problems.isEmpty()) {
            problem(path, shown(result, VALUE) + EXPECTED_NUMBER);
        }
        return values;
    }

    private void number(@Nullable Object value, String name, String path, Map<String, Double> values) {
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            values.put(name, number.doubleValue());
        } else {
            problem(path, shown(value) + EXPECTED_NUMBER);
        }
    }

    private Configuration configuration(@Nullable Object item, String path) {
        if (!(item instanceof Map)) {
            problem(path, shown(item) + " (expected: an object, parameter values by name)");
        }
        return Configuration.of(object(item));
    }

    private static Map<String, @Nullable Object> object(@Nullable Object item) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        if (item instanceof Map<?, ?> map) {
            map.forEach((key, value) -> object.put(String.valueOf(key), value));
        }
        return object;
    }

    private void rejectUnknown(Map<String, ?> object, String path, List<String> known) {
        for (String name : object.keySet()) {
            if (!known.contains(name)) {
                problem(
                        path + Shown.text(name),
                        "unknown (expected: " + String.join(", ", known) + NearMiss.hint(name, known) + ")");
            }
        }
    }

    private static String shown(Map<String, ?> object, String key) {
        return object.containsKey(key) ? shown(object.get(key)) : "missing";
    }

    private static String shown(@Nullable Object value) {
        return value instanceof String text ? Shown.quoted(text) : Shown.text(String.valueOf(value));
    }

    private void problem(String path, String message) {
        problems.add(ErrorDetail.of(path, message));
    }

    private void end() {
        if (!problems.isEmpty()) {
            throw new RequestRefused(
                    new ApiError(ErrorCode.REQUEST_MALFORMED, problems.get(0).toString(), problems));
        }
    }
}
