package io.trialog.projection.selection;

import io.trialog.metric.Objectives;
import io.trialog.projection.TrialMetrics;
import io.trialog.projection.TrialRow;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What people can ask of trials by name: facts that every trial has, parameters, and numbers of final reports. A name that is
 * several of these is the first of them; {@code parameter:NAME} (or {@code param.NAME}) is always the parameter, {@code
 * metric:NAME} always the number. What is inside a nested choice is {@code outer/inner} or {@code outer.inner}, and {@code outer}
 * what was chosen. Immutable.
 */
public final class TrialField {

    /** The facts; any other name is a parameter's or a number's. */
    public static final List<String> FACTS = List.of(
            "number",
            "state",
            "value",
            "latest",
            "reports",
            "duration",
            "attempt",
            "reason",
            "created",
            "started",
            "ended",
            "exit",
            "budget",
            "parent",
            "tag");

    private static final String METRIC = "metric:";
    private static final List<String> PARAMETER = List.of("parameter:", "param.");

    private final String name;
    private final Function<TrialRow, @Nullable Object> value;

    private TrialField(String name, Function<TrialRow, @Nullable Object> value) {
        this.name = name;
        this.value = value;
    }

    /**
     * The field of a name.
     *
     * @param objectives what the experiment optimizes
     */
    public static TrialField of(String name, Objectives objectives) {
        return new TrialField(name, FACTS.contains(name) ? fact(name) : inside(name, objectives));
    }

    /** As people write it. */
    public String name() {
        return name;
    }

    /** The value of a trial: text, a number, a time, a duration, a state or what else parameters can be; null when it has none. */
    public @Nullable Object of(TrialRow trial) {
        return value.apply(trial);
    }

    /** The parameter that a name insists on; empty when it may be something else. */
    public static Optional<String> parameter(String name) {
        return PARAMETER.stream().filter(name::startsWith).findFirst().map(prefix -> name.substring(prefix.length()));
    }

    /** Whether a name insists on being that of a number. */
    public static boolean isMetric(String name) {
        return name.startsWith(METRIC);
    }

    private static Function<TrialRow, @Nullable Object> fact(String name) {
        return switch (name) {
            case "number" -> TrialRow::number;
            case "state" -> TrialRow::state;
            case "value" -> TrialRow::value;
            case "latest" -> TrialRow::latest;
            case "reports" -> TrialRow::reportCount;
            case "duration" -> TrialRow::duration;
            case "attempt" -> TrialRow::attempt;
            case "reason" -> TrialRow::reason;
            case "created" -> TrialRow::createdAt;
            case "started" -> TrialRow::startedAt;
            case "ended" -> TrialRow::endedAt;
            case "exit" -> TrialRow::exitCode;
            case "budget" -> trial -> trial.terms().budget();
            case "parent" -> trial -> trial.terms().parent();
            default -> trial -> trial.terms().tag();
        };
    }

    private static Function<TrialRow, @Nullable Object> inside(String name, Objectives objectives) {
        TrialMetrics metrics = new TrialMetrics(objectives);
        if (isMetric(name)) {
            String metric = name.substring(METRIC.length());
            return trial -> metrics.of(trial, metric);
        }
        ParameterPath path = new ParameterPath(parameter(name).orElse(name));
        if (parameter(name).isPresent()) {
            return trial -> path.in(trial.configuration());
        }
        return trial -> {
            Object parameter = path.in(trial.configuration());
            return parameter == null ? metrics.of(trial, name) : parameter;
        };
    }
}
