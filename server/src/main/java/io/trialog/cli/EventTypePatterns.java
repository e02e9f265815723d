package io.trialog.cli;

import io.trialog.adapter.json.EventTypeNames;
import io.trialog.spi.problem.NearMiss;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads event types as people name them: {@code trial.ended}, {@code trial.*,metric.reported}. */
final class EventTypePatterns {

    private EventTypePatterns() {}

    /** The names that the patterns stand for. A pattern that stands for none is a problem. */
    static Set<String> read(List<String> patterns, CommandLineProblems problems) {
        Set<String> names = new LinkedHashSet<>();
        for (String pattern : patterns) {
            List<String> meant = EventTypeNames.all().stream()
                    .filter(name -> matches(pattern, name))
                    .toList();
            if (meant.isEmpty()) {
                problems.add("--type", pattern, expectation(pattern));
            }
            names.addAll(meant);
        }
        return names;
    }

    private static String expectation(String pattern) {
        List<String> known = EventTypeNames.all();
        return NearMiss.of(pattern, known)
                .map(near -> "a type of event; did you mean '" + near + "'?")
                .orElseGet(() -> "a type of event: " + String.join(", ", known) + "; or a pattern such as 'trial.*'");
    }

    /** As shells match file names: {@code *} stands for any characters, {@code ?} for one. */
    private static boolean matches(String pattern, String name) {
        String regex = pattern.codePoints()
                .mapToObj(Character::toString)
                .map(letter -> letter.equals("*") ? ".*" : letter.equals("?") ? "." : Pattern.quote(letter))
                .collect(Collectors.joining());
        return name.matches(regex);
    }
}
