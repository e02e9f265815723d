package io.trialog.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something that configurations can name.
 *
 * @param kind {@code tuner}, {@code assessor} or {@code training service}
 * @param facts as {@code GET /api/v1/algorithms} has them
 */
record NamedAlgorithm(String kind, Map<?, ?> facts) {

    static List<NamedAlgorithm> of(String kind, @Nullable Object algorithms) {
        List<NamedAlgorithm> named = new ArrayList<>();
        if (algorithms instanceof List<?> list) {
            for (Object algorithm : list) {
                if (algorithm instanceof Map<?, ?> facts) {
                    named.add(new NamedAlgorithm(kind, facts));
                }
            }
        }
        return named;
    }

    String text(String fact) {
        return Objects.toString(facts.get(fact), "");
    }

    List<String> names() {
        Stream<?> aliases = facts.get("aliases") instanceof List<?> list ? list.stream() : Stream.empty();
        return Stream.concat(Stream.of(text("name")), aliases.map(String::valueOf))
                .toList();
    }

    /** What it says to people who choose, by heading. */
    Map<String, String> profile() {
        Map<String, String> profile = new LinkedHashMap<>();
        if (facts.get("profile") instanceof Map<?, ?> texts) {
            texts.forEach((heading, text) -> profile.put(String.valueOf(heading), String.valueOf(text)));
        }
        return profile;
    }

    List<Map<?, ?>> options() {
        return options(facts);
    }

    static List<Map<?, ?>> options(Map<?, ?> facts) {
        List<Map<?, ?>> options = new ArrayList<>();
        if (facts.get("options") instanceof List<?> list) {
            for (Object option : list) {
                if (option instanceof Map<?, ?> map) {
                    options.add(map);
                }
            }
        }
        return options;
    }
}
