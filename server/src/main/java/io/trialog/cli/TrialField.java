package io.trialog.cli;

import io.trialog.projection.TrialRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What people can ask of a trial by name: facts that every trial has, its parameters, and its objectives where there are several. */
final class TrialField {

    /** The facts; any other name is a parameter's. */
    static final List<String> FACTS = List.of(
            "number",
            "state",
            "value",
            "latest",
            "reports",
            "duration",
            "attempt",
            "reason",
            "started",
            "ended",
            "exit",
            "budget",
            "parent",
            "tag");

    private static final String INSIDE = "param.";

    private TrialField() {}

    /** The value of a field; null when this trial has none. */
    static @Nullable Object of(TrialRow trial, String name) {
        return switch (name) {
            case "number" -> trial.number();
            case "state" -> TrialLine.name(trial.state());
            case "value" -> trial.value();
            case "latest" -> trial.latest();
            case "reports" -> trial.reportCount();
            case "duration" -> TrialLine.duration(trial);
            case "attempt" -> trial.attempt();
            case "reason" -> trial.reason();
            case "started" -> trial.startedAt();
            case "ended" -> trial.endedAt();
            case "exit" -> trial.exitCode();
            case "budget" -> trial.terms().budget();
            case "parent" -> trial.terms().parent();
            case "tag" -> trial.terms().tag();
            default -> named(trial, name);
        };
    }

    private static @Nullable Object named(TrialRow trial, String name) {
        Object parameter =
                parameter(trial.configuration(), name.startsWith(INSIDE) ? name.substring(INSIDE.length()) : name);
        return parameter == null ? trial.objectives().get(name) : parameter;
    }

    /** As people read it. */
    static String text(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Duration duration) {
            return DurationText.of(duration);
        }
        return value instanceof Double number ? NumberText.of(number) : PrintableText.of(value.toString());
    }

    /** All names that these trials know. */
    static Set<String> names(List<TrialRow> trials) {
        Set<String> names = new LinkedHashSet<>(FACTS);
        trials.forEach(trial -> names.addAll(trial.objectives().keySet()));
        trials.forEach(trial ->
                names.addAll(ConfigurationText.cells(trial.configuration()).keySet()));
        return names;
    }

    /** The names that are not among them. */
    static List<String> unknown(List<String> wanted, Set<String> known) {
        List<String> unknown = new ArrayList<>(wanted);
        unknown.removeIf(name -> known.contains(name) || name.startsWith(INSIDE));
        return unknown;
    }

    /** A parameter by name; {@code outer.inner} for what is inside a nested choice, {@code outer} for its name. */
    private static @Nullable Object parameter(Map<?, ?> configuration, String name) {
        if (configuration.containsKey(name)) {
            Object value = configuration.get(name);
            return value instanceof Map<?, ?> nested ? nested.get("_name") : value;
        }
        for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
            if (configuration.get(name.substring(0, dot)) instanceof Map<?, ?> nested) {
                return parameter(nested, name.substring(dot + 1));
            }
        }
        return null;
    }
}
