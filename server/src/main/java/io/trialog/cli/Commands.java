package io.trialog.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.UsageMessageSpec;

/** All commands, in the groups that help shows them in. */
final class Commands {

    private static final String COMPLETION = "completion"; // prints what all commands take

    private final Surroundings surroundings;
    private final Map<String, Map<String, Supplier<Object>>> groups = new LinkedHashMap<>();

    Commands(Surroundings surroundings) {
        this.surroundings = surroundings;
        group("Run")
                .with("run", () -> new RunCommand(surroundings))
                .with("resume", () -> new ResumeCommand(surroundings))
                .with("retry", () -> new RetryCommand(surroundings))
                .with("serve", () -> new ServeCommand(surroundings))
                .with("stop", () -> new StopCommand(surroundings));
        group("Look")
                .with("list", () -> new ListCommand(surroundings))
                .with("top", () -> new TopCommand(surroundings))
                .with("show", () -> new ShowCommand(surroundings))
                .with("trials", () -> new TrialsCommand(surroundings))
                .with("trial", this::trial)
                .with("metrics", () -> new MetricsCommand(surroundings))
                .with("view", () -> new ViewCommand(surroundings))
                .with("config", this::config);
        group("Change")
                .with("update", () -> new UpdateCommand(surroundings))
                .with("enqueue", () -> new EnqueueCommand(surroundings))
                .with("delete", () -> new DeleteCommand(surroundings));
        group("Data")
                .with("export", () -> new ExportCommand(surroundings))
                .with("import", () -> new ImportCommand(surroundings))
                .with("log", this::log);
        group("This program")
                .with("algo", this::algo)
                .with("plugins", () -> new PluginsCommand(surroundings))
                .with(COMPLETION, () -> new CompletionCommand(surroundings))
                .with("version", () -> new VersionCommand(surroundings));
    }

    /**
     * Adds them below the root, and has its help show the groups. Making all of them takes some hundred milliseconds: where the
     * first argument names one that concerns no other, it is the only one.
     */
    void addTo(CommandLine root, String... arguments) {
        Map<String, Supplier<Object>> all = new LinkedHashMap<>();
        groups.values().forEach(all::putAll);
        String first = arguments.length == 0 ? "" : arguments[0];
        if (all.containsKey(first) && !first.equals(COMPLETION)) {
            all.keySet().retainAll(List.of(first));
        }
        all.forEach((name, command) -> root.addSubcommand(name, command.get()));
        root.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, help -> "");
        root.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, this::list);
    }

    private String list(Help help) {
        StringBuilder text = new StringBuilder();
        groups.forEach((group, commands) -> {
            Help.TextTable table = Help.TextTable.forColumns(
                    help.colorScheme(),
                    new Help.Column(14, 2, Help.Column.Overflow.SPAN),
                    new Help.Column(help.commandSpec().usageMessage().width() - 14, 1, Help.Column.Overflow.WRAP));
            commands.keySet().forEach(name -> {
                Help command = Objects.requireNonNull(help.subcommands().get(name), name);
                String[] header = command.commandSpec().usageMessage().header();
                table.addRowValues(
                        help.colorScheme().commandText(name),
                        help.colorScheme().ansi().new Text(header.length == 0 ? "" : header[0], help.colorScheme()));
            });
            text.append(String.format("%n%s:%n", group)).append(table);
        });
        return text.toString();
    }

    private Group group(String name) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        groups.put(name, commands);
        return new Group(commands);
    }

    private CommandLine trial() {
        return new CommandLine(new TrialCommand())
                .addSubcommand(new TrialShowCommand(surroundings))
                .addSubcommand(new TrialKillCommand(surroundings));
    }

    private CommandLine config() {
        return new CommandLine(new ConfigCommand())
                .addSubcommand(new ConfigShowCommand(surroundings))
                .addSubcommand(new ConfigCheckCommand(surroundings))
                .addSubcommand(new ConfigConvertCommand(surroundings))
                .addSubcommand(new ConfigReferenceCommand(surroundings))
                .addSubcommand(new ConfigSchemaCommand(surroundings));
    }

    private CommandLine algo() {
        return new CommandLine(new AlgoCommand())
                .addSubcommand(new AlgoListCommand(surroundings))
                .addSubcommand(new AlgoShowCommand(surroundings));
    }

    private CommandLine log() {
        CommandLine log = new CommandLine(new LogCommand());
        List.of(
                        new LogCatCommand(surroundings),
                        new LogTailCommand(surroundings),
                        new LogStatsCommand(surroundings),
                        new LogVerifyCommand(surroundings),
                        new LogReplayCommand(surroundings),
                        new LogExportCommand(surroundings),
                        new LogImportCommand(surroundings))
                .forEach(log::addSubcommand);
        return log;
    }

    private record Group(Map<String, Supplier<Object>> commands) {

        Group with(String name, Supplier<Object> command) {
            commands.put(name, command);
            return this;
        }
    }
}
