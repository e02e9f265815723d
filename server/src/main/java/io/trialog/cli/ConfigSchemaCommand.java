package io.trialog.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code trialog config schema}. */
@Command(
        name = "schema",
        header = "Print a JSON Schema of configurations, for editors.",
        description = {
            "%nEditors complete and check a configuration whose first line is",
            "  # yaml-language-server: $schema=FILE",
            "where FILE holds what this command prints."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        optionListHeading = "%nOptions:%n")
final class ConfigSchemaCommand extends JsonCommand {

    private final Surroundings surroundings;

    @Mixin
    private final DataOption data = new DataOption();

    ConfigSchemaCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Places places = data.places(surroundings.environment());
        Screen screen = surroundings.screen();
        screen.line(
                JsonText.indented(ReferenceSchema.of(surroundings.servers().reference(places.where(), places.home()))));
        return ExitCode.OK;
    }
}
