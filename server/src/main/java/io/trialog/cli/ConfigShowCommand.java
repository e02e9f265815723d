package io.trialog.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code trialog config show}. */
@Command(
        name = "show",
        header = "Print the configuration of an experiment, with all defaults.",
        description = {"%nIn JSON, as GET /api/v1/experiments/ID/configuration does; 'trialog run' takes it as it is."},
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n")
final class ConfigShowCommand extends JsonCommand {

    private final Surroundings surroundings;

    @Mixin
    private final ExperimentParameter experiment = new ExperimentParameter();

    @Mixin
    private final DataOption data = new DataOption();

    ConfigShowCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Places places = data.places(surroundings.environment());
        try (OpenedExperiment opened = new ExperimentFinder(surroundings.servers(), places).open(experiment.id())) {
            surroundings
                    .screen()
                    .line(JsonText.indented(opened.summary().config().asMap()));
            return ExitCode.OK;
        }
    }
}
