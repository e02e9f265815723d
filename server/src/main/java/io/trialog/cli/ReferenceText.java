package io.trialog.cli;

import io.trialog.experiment.ConfigReference;
import io.trialog.experiment.ConfigReference.Component;
import io.trialog.experiment.KeyDescription;
import io.trialog.experiment.KeyDescription.Effect;
import io.trialog.spi.option.OptionSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reference for people at a terminal. */
final class ReferenceText {

    private final Style style;
    private final List<String> lines = new ArrayList<>();

    ReferenceText(Style style) {
        this.style = style;
    }

    List<String> of(ConfigReference reference) {
        lines.add("Keys are read regardless of case, '_' and '-'. A null value counts as not given.");
        reference.keys().stream().filter(key -> key.effect() == Effect.WORKS).forEach(key -> key(key, ""));
        components("tuner", reference.tuners());
        components("assessor", reference.assessors());
        components("training service", reference.trainingServices());
        lines.add("");
        lines.add("Keys of NNI that mean nothing here:");
        foreign(reference.keys());
        foreign(ConfigReference.foreignServiceKeys());
        return lines;
    }

    private void key(KeyDescription key, String indent) {
        if (indent.isEmpty()) {
            lines.add("");
        }
        lines.add(indent + style.strong(key.name()) + "  (" + key.expectation() + "; "
                + otherwise(key.isMandatory(), key.defaultValue(), key.otherwise()) + ")");
        lines.add(indent + "    " + key.meaning());
        if (key.example() != null) {
            lines.add(indent + "    " + key.name() + ": " + key.example());
        }
        key.members().forEach(member -> key(member, indent + "    "));
    }

    private void components(String kind, List<Component> components) {
        for (Component component : components) {
            lines.add("");
            lines.add(kind + " " + style.strong(component.name())
                    + (component.aliases().isEmpty() ? "" : " (also " + String.join(", ", component.aliases()) + ")"));
            lines.add("    " + component.description());
            component.options().forEach(option -> option(option, "    "));
        }
    }

    private void option(OptionSpec option, String indent) {
        lines.add(indent + style.strong(option.name()) + "  (" + option.expectation() + "; "
                + otherwise(option.isRequired(), option.defaultValue().orElse(null), "") + ")");
        lines.add(indent + "    " + option.description());
        option.members().forEach(member -> option(member, indent + "    "));
    }

    private void foreign(List<KeyDescription> keys) {
        keys.stream()
                .filter(key -> key.effect() != Effect.WORKS)
                .forEach(key -> lines.add("    " + key.name() + ": " + key.meaning()));
    }

    /** What holds when a key is not given. */
    static String otherwise(boolean mandatory, @Nullable Object defaultValue, @Nullable String otherwise) {
        if (mandatory) {
            return "mandatory";
        }
        if (defaultValue != null) {
            return "default: " + defaultValue;
        }
        return otherwise == null || otherwise.isEmpty() ? "optional" : "default: " + otherwise;
    }
}
