package io.trialog.benchmarks.quality;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.spi.Plugin;
import io.trialog.spi.problem.InvalidInputException;
import io.trialog.spi.problem.NearMiss;
import io.trialog.spi.problem.Problem;
import io.trialog.spi.tuner.TunerFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * A tuner with its arguments in one word, as benches have only a name: {@code TPE?tpe_args.gamma=0.2&seed=1}.
 *
 * @param factory the tuner
 * @param classArgs its arguments
 */
record TunerName(TunerFactory factory, Map<String, Object> classArgs) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Every tuner there is, in the order in which plugins name them. */
    static List<TunerFactory> all() {
        List<TunerFactory> factories = new ArrayList<>();
        ServiceLoader.load(Plugin.class).forEach(plugin -> factories.addAll(plugin.tuners()));
        return factories;
    }

    /**
     * Finds the tuner.
     *
     * @throws InvalidInputException when there is none of this name
     */
    static TunerName read(String word) {
        int end = word.indexOf('?');
        String name = end < 0 ? word : word.substring(0, end);
        List<String> known = new ArrayList<>();
        for (TunerFactory factory : all()) {
            List<String> names = new ArrayList<>(factory.aliases());
            names.add(factory.name());
            if (names.stream().anyMatch(name::equalsIgnoreCase)) {
                return new TunerName(factory, end < 0 ? Map.of() : arguments(word.substring(end + 1)));
            }
            known.add(factory.name());
        }
        throw new InvalidInputException(new Problem(
                "tuner", name + " (expected: one of " + String.join(", ", known) + ")" + NearMiss.hint(name, known)));
    }

    private static Map<String, Object> arguments(String text) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        for (String part : text.split("&", -1)) {
            int equals = part.indexOf('=');
            if (equals < 1) {
                throw new InvalidInputException(new Problem("tuner", part + " (expected: name=value)"));
            }
            put(arguments, part.substring(0, equals), value(part.substring(equals + 1)));
        }
        return arguments;
    }

    private static void put(Map<String, Object> arguments, String path, Object value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            arguments.put(path, value);
            return;
        }
        Object group = arguments.computeIfAbsent(path.substring(0, dot), key -> new LinkedHashMap<String, Object>());
        if (!(group instanceof Map<?, ?> map)) {
            throw new InvalidInputException(
                    new Problem("tuner", path + " (expected: one kind of value for each name)"));
        }
        Map<String, Object> members = new LinkedHashMap<>();
        map.forEach((key, member) -> members.put(String.valueOf(key), member));
        put(members, path.substring(dot + 1), value);
        arguments.put(path.substring(0, dot), members);
    }

    private static Object value(String text) {
        try {
            return MAPPER.readValue(text, Object.class);
        } catch (JsonProcessingException notJson) {
            return text;
        }
    }
}
