package io.trialog.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.experiment.SpentBudget;
import io.trialog.spi.space.SearchSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Configurations from a file, with their results where they have any. JSON: a list of {@code {"parameter": {...}, "value": ...}}
 * as NNI and {@code trialog export} write it, of {@code {"configuration", "value"}}, or of configurations alone. CSV: a column
 * for each parameter, {@code outer/inner} for nested ones, and {@code value}.
 *
 * @param entries in order
 */
record ResultFile(List<Entry> entries) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> CONFIGURATION_KEYS = List.of("parameter", "parameters", "configuration");
    private static final List<String> VALUE_COLUMNS = List.of("value", "reward", "default");
    private static final String BUDGET = "budget";
    private static final String ESCAPED = "parameter/";

    /**
     * One line.
     *
     * @param value a number or an object of numbers; null for none
     * @param budget what the trial could spend; null when the file does not say
     * @param isFailed whether it says that the trial did not succeed
     */
    record Entry(
            Map<String, @Nullable Object> configuration,
            @Nullable Object value,
            @Nullable Object budget,
            boolean isFailed) {

        /** The configuration as a trial received it. */
        Map<String, @Nullable Object> received() {
            Map<String, @Nullable Object> received = new LinkedHashMap<>(configuration);
            if (budget != null) {
                received.putIfAbsent(SpentBudget.KEY, budget);
            }
            return received;
        }
    }

    /** @throws CommandFailure when the file cannot be read or understood */
    static ResultFile read(Path file, SearchSpace space) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, file + ": cannot read: " + e, e);
        }
        String begin = text.stripLeading();
        return begin.startsWith("[") || begin.startsWith("{") ? json(file, text) : csv(file, text, space);
    }

    List<Map<String, @Nullable Object>> configurations() {
        return entries.stream().map(Entry::configuration).toList();
    }

    private static ResultFile json(Path file, String text) {
        Object read;
        try {
            read = JSON.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            throw new CommandFailure(ExitCode.USAGE, file + ": not JSON: " + e.getOriginalMessage(), e);
        }
        if (read instanceof Map<?, ?> map) {
            read = map.containsKey("results") ? map.get("results") : map.get("configurations");
        }
        if (!(read instanceof List<?> list)) {
            throw new CommandFailure(ExitCode.USAGE, file + ": no list (expected: a JSON list of objects)");
        }
        List<Entry> entries = new ArrayList<>();
        for (Object element : list) {
            if (!(element instanceof Map<?, ?> map)) {
                throw new CommandFailure(
                        ExitCode.USAGE, file + ": entry " + entries.size() + ": no object (expected: an object)");
            }
            entries.add(entry(plain(map)));
        }
        return new ResultFile(entries);
    }

    private static Entry entry(Map<String, @Nullable Object> map) {
        for (String key : CONFIGURATION_KEYS) {
            if (map.get(key) instanceof Map<?, ?> configuration) {
                Object value = map.get("objectives") instanceof Map<?, ?> several ? plain(several) : map.get("value");
                return new Entry(plain(configuration), value(value), map.get(BUDGET), isFailed(map.get("state")));
            }
        }
        return new Entry(map, null, null, false);
    }

    private static ResultFile csv(Path file, String text, SearchSpace space) {
        List<List<String>> lines = CsvReader.read(text);
        if (lines.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, file + ": empty (expected: a line with the names of columns)");
        }
        ParameterText parameters = new ParameterText(space);
        List<String> names = lines.get(0);
        List<Entry> entries = new ArrayList<>();
        for (List<String> cells : lines.subList(1, lines.size())) {
            Map<String, String> values = new LinkedHashMap<>();
            Map<String, String> facts = new LinkedHashMap<>();
            for (int i = 0; i < Math.min(names.size(), cells.size()); i++) {
                String name = names.get(i).strip();
                String cell = cells.get(i);
                boolean escaped = name.startsWith(ESCAPED);
                String path = escaped ? name.substring(ESCAPED.length()) : name;
                boolean isFact = !escaped && names.contains(ESCAPED + name);
                if (!cell.isEmpty()) {
                    (parameters.isParameter(path) && !isFact ? values : facts).put(path, cell);
                }
            }
            Object value = VALUE_COLUMNS.stream()
                    .map(facts::get)
                    .filter(cell -> cell != null)
                    .findFirst()
                    .map(ResultFile::value)
                    .orElse(null);
            Object budget = value(facts.containsKey(SpentBudget.KEY) ? facts.get(SpentBudget.KEY) : facts.get(BUDGET));
            entries.add(new Entry(parameters.configuration(values), value, budget, isFailed(facts.get("state"))));
        }
        return new ResultFile(entries);
    }

    private static boolean isFailed(@Nullable Object state) {
        return state != null && !state.toString().equalsIgnoreCase("SUCCEEDED");
    }

    /** Some programs write numbers and objects as text. */
    private static @Nullable Object value(@Nullable Object written) {
        if (!(written instanceof String text)) {
            return written;
        }
        try {
            return JSON.readValue(text, new TypeReference<@Nullable Object>() {});
        } catch (JsonProcessingException e) {
            return text; // NaN, or nothing that the server takes: it says so
        }
    }

    private static Map<String, @Nullable Object> plain(Map<?, ?> map) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        map.forEach((key, value) -> plain.put(String.valueOf(key), value));
        return plain;
    }
}
