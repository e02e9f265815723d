package io.trialog.cli;

import io.trialog.event.TrialState;
import io.trialog.projection.TrialRow;
import io.trialog.projection.selection.TrialField;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Names and values of {@link TrialField} as a terminal shows them. */
final class TrialFields {

    private TrialFields() {}

    /** As people read it. */
    static String text(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Duration duration) {
            return DurationText.of(duration);
        }
        if (value instanceof TrialState state) {
            return TrialLine.name(state);
        }
        return value instanceof Double number ? NumberText.of(number) : PrintableText.of(value.toString());
    }

    /** All names that these trials know. */
    static Set<String> names(List<TrialRow> trials) {
        Set<String> names = new LinkedHashSet<>(TrialField.FACTS);
        trials.forEach(trial -> names.addAll(trial.objectives().keySet()));
        trials.forEach(trial -> names.addAll(new TreeSet<>(trial.metrics().keySet())));
        trials.forEach(trial ->
                names.addAll(ConfigurationText.cells(trial.configuration()).keySet()));
        return names;
    }

    /** Whether a name is one of them, or says itself what it is. */
    static boolean isKnown(String name, Set<String> known) {
        return known.contains(name)
                || known.contains(name.replace('/', '.'))
                || TrialField.parameter(name).isPresent()
                || TrialField.isMetric(name);
    }
}
