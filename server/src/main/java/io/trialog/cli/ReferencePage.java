package io.trialog.cli;

import io.trialog.experiment.ConfigReference;
import io.trialog.experiment.ConfigReference.Component;
import io.trialog.experiment.KeyDescription;
import io.trialog.experiment.KeyDescription.Effect;
import io.trialog.experiment.KeyDescription.Origin;
import io.trialog.spi.option.OptionSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reference as a page in Markdown. */
final class ReferencePage {

    private static final String HEAD = """
            # Configuration

            An experiment is described by a file in YAML or JSON. Keys are read regardless of case, `_` and `-`: `trialConcurrency`,
            `trial_concurrency` and `TRIALCONCURRENCY` are the same. A null value counts as not given. Durations are a number with a unit
            (`90s`, `10m`, `1.5h`, `2d`) or whole seconds, rounded up to seconds. Paths are relative to where the file lies, `~` is the home
            directory. All problems of a file are told at once: `trialog config check FILE`.

            Files of NNI work as they are in its second format, and those of its first format are converted when they are read; `trialog
            config convert FILE` prints the result. Keys marked *ours* are additions to that format.

            This page is made from the program's own table of keys; `trialog config reference` prints the same for the plugins that you have
            installed, and `trialog config schema` a JSON Schema for editors.
            """;

    private final StringBuilder out = new StringBuilder();

    private ReferencePage() {}

    static String of(ConfigReference reference) {
        ReferencePage page = new ReferencePage();
        page.out.append(HEAD);
        page.keys(reference.keys());
        page.components("Tuners", "`tuner: {name: NAME, classArgs: {...}}`", reference.tuners());
        page.components("Assessors", "`assessor: {name: NAME, classArgs: {...}}`", reference.assessors());
        page.components("Training services", "`trainingService: {platform: NAME, ...}`", reference.trainingServices());
        page.foreign(reference.keys());
        return page.out.toString();
    }

    private void keys(List<KeyDescription> keys) {
        out.append("\n## Keys\n\n| key | value | when not given | meaning | example |\n|---|---|---|---|---|\n");
        keys.stream().filter(key -> key.effect() == Effect.WORKS).forEach(key -> key("", key));
    }

    private void key(String prefix, KeyDescription key) {
        row(
                "`" + prefix + key.name() + "`" + (key.origin() == Origin.TRIALOG && prefix.isEmpty() ? " *ours*" : ""),
                key.expectation(),
                otherwise(key.isMandatory(), key.defaultValue(), key.otherwise()),
                key.meaning(),
                key.example() == null ? "" : "`" + key.example() + "`");
        String inside = prefix + key.name() + (key.kind() == KeyDescription.Kind.LIST ? "[]." : ".");
        key.members().forEach(member -> key(inside, member));
    }

    private void components(String title, String how, List<Component> components) {
        out.append("\n## ").append(title).append("\n\n").append(how).append('\n');
        for (Component component : components) {
            out.append("\n### ").append(component.name()).append("\n\n");
            if (!component.aliases().isEmpty()) {
                out.append("Also called ")
                        .append(String.join(", ", component.aliases()))
                        .append(". ");
            }
            out.append(component.description()).append("\n");
            if (!component.options().isEmpty()) {
                out.append("\n| option | value | when not given | meaning |\n|---|---|---|---|\n");
                component.options().forEach(option -> option("", option));
            }
        }
    }

    private void option(String prefix, OptionSpec option) {
        row(
                "`" + prefix + option.name() + "`",
                option.expectation(),
                otherwise(option.isRequired(), option.defaultValue().orElse(null), ""),
                option.description());
        option.members().forEach(member -> option(prefix + option.name() + ".", member));
    }

    private void foreign(List<KeyDescription> keys) {
        out.append("\n## Keys of NNI that mean nothing here\n\n| key | what happens |\n|---|---|\n");
        foreign("", keys);
        foreign("trainingService.", ConfigReference.foreignServiceKeys());
    }

    private void foreign(String prefix, List<KeyDescription> keys) {
        keys.stream()
                .filter(key -> key.effect() != Effect.WORKS)
                .forEach(key -> row(
                        "`" + prefix + key.name() + "`",
                        (key.effect() == Effect.REFUSED ? "a problem, unless: " : "a warning: ")
                                + key.meaning().replaceFirst("^only ", "")));
    }

    private void row(String... cells) {
        for (String cell : cells) {
            out.append("| ").append(cell.replace("|", "\\|")).append(' ');
        }
        out.append("|\n");
    }

    private static String otherwise(boolean mandatory, @Nullable Object defaultValue, @Nullable String otherwise) {
        if (mandatory) {
            return "mandatory";
        }
        if (defaultValue != null) {
            return "`" + defaultValue + "`";
        }
        return otherwise == null ? "" : otherwise;
    }
}
