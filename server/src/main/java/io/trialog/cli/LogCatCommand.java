package io.trialog.cli;

import io.trialog.adapter.json.EventLines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code trialog log cat}. */
@Command(
        name = "cat",
        header = "Print recorded events, a JSON object a line.",
        description = {
            "%nEvery object has pos, type, v (version of the type), at, cause and data. Only what all "
                    + "options select is printed."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n",
        footerHeading = "%nExample:%n",
        footer = "  trialog log cat --type 'trial.*' --since 10m")
final class LogCatCommand extends JsonCommand {

    private final Surroundings surroundings;

    @Mixin
    private final EventFilterOptions selected = new EventFilterOptions();

    @Mixin
    private final DataOption data = new DataOption();

    LogCatCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Screen screen = surroundings.screen();
        CommandLineProblems problems = new CommandLineProblems();
        EventFilter written = selected.read(surroundings, problems);
        problems.requireNone();
        try (SelectedEvents events = selected.open(surroundings, data.places(surroundings.environment()), written)) {
            EventLines lines = new EventLines();
            events.filter().read(events.data().log(), event -> screen.data(lines.format(event)));
        } finally {
            screen.flush();
        }
        return ExitCode.OK;
    }
}
