package io.trialog.cli;

import io.trialog.experiment.ConfigReference;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code trialog config reference}. */
@Command(
        name = "reference",
        header = "Explain every key of a configuration, and the options of plugins.",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        optionListHeading = "%nOptions:%n")
final class ConfigReferenceCommand implements Callable<Integer> {

    /** At most one of them. */
    static final class Format {
        @Option(names = "--json", description = "Print JSON.")
        private boolean json;

        @Option(names = "--markdown", description = "Print Markdown.")
        private boolean markdown;
    }

    private final Surroundings surroundings;

    @ArgGroup
    private Format format = new Format();

    @Mixin
    private final DataOption data = new DataOption();

    ConfigReferenceCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Places places = data.places(surroundings.environment());
        ConfigReference reference = surroundings.servers().reference(places.where(), places.home());
        Screen screen = surroundings.screen();
        if (format.json) {
            screen.line(JsonText.indented(ReferenceJson.of(reference)));
        } else if (format.markdown) {
            screen.line(ReferencePage.of(reference).stripTrailing());
        } else {
            screen.lines(new ReferenceText(screen.style()).of(reference));
        }
        return ExitCode.OK;
    }
}
