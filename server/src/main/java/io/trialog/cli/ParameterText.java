package io.trialog.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.spi.space.Choice;
import io.trialog.spi.space.Distribution;
import io.trialog.spi.space.NestedChoice;
import io.trialog.spi.space.Ordinal;
import io.trialog.spi.space.Parameter;
import io.trialog.spi.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes configurations of flat text, as command lines and CSV files have it. A path such as {@code layer/units} leads into a
 * nested choice, whose own name is {@code layer} or {@code layer/_name}. Whether {@code 64} is a number or a word is what the
 * search space says.
 */
final class ParameterText {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final SearchSpace space;

    ParameterText(SearchSpace space) {
        this.space = space;
    }

    /** Whether a path begins with a parameter of the search space. */
    boolean isParameter(String path) {
        return space.parameter(path.split("/", 2)[0]).isPresent();
    }

    /** The configuration that has these values; what the search space does not have is kept, for the server to refuse. */
    Map<String, @Nullable Object> configuration(Map<String, String> values) {
        return read(space, values);
    }

    private static Map<String, @Nullable Object> read(@Nullable SearchSpace space, Map<String, String> values) {
        Map<String, Map<String, String>> byName = new LinkedHashMap<>();
        values.forEach((path, text) -> {
            String[] parts = path.split("/", 2);
            byName.computeIfAbsent(parts[0], name -> new LinkedHashMap<>())
                    .put(parts.length == 1 ? "" : parts[1], text);
        });
        Map<String, @Nullable Object> configuration = new LinkedHashMap<>();
        byName.forEach((name, inner) -> {
            Distribution distribution = space == null
                    ? null
                    : space.parameter(name).map(Parameter::distribution).orElse(null);
            String own = inner.get("");
            boolean isNested = distribution instanceof NestedChoice || inner.size() > 1 || own == null;
            configuration.put(
                    name, isNested ? nested(distribution, inner) : value(distribution, Objects.requireNonNull(own)));
        });
        return configuration;
    }

    private static Object nested(@Nullable Distribution distribution, Map<String, String> inner) {
        Map<String, String> rest = new LinkedHashMap<>(inner);
        String own = rest.remove("");
        String named = rest.remove(NestedChoice.NAME);
        String name = own == null ? named : own;
        Map<String, @Nullable Object> nested = new LinkedHashMap<>();
        if (name != null) {
            nested.put(NestedChoice.NAME, name);
        }
        SearchSpace inside = distribution instanceof NestedChoice choice && name != null
                ? choice.branches().stream()
                        .filter(branch -> branch.name().equals(name))
                        .map(NestedChoice.Branch::space)
                        .findFirst()
                        .orElse(null)
                : null;
        nested.putAll(read(inside, rest));
        return nested;
    }

    private static @Nullable Object value(@Nullable Distribution distribution, String text) {
        if (distribution instanceof Choice || distribution instanceof Ordinal) {
            for (Object option : distribution.arguments()) {
                if (text.equals(String.valueOf(option))) {
                    return option;
                }
            }
        }
        try {
            return JSON.readValue(text, new TypeReference<@Nullable Object>() {});
        } catch (JsonProcessingException e) {
            return text; // a word
        }
    }
}
