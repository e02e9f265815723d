package io.trialog.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code trialog completion}. */
@Command(
        name = "completion",
        header = "Print a script that completes commands in bash or zsh.",
        description = {
            "%nCompletes commands, options and the ids of experiments that have a directory in the home.",
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(trialog completion bash)       now; or add this line to ~/.bashrc",
            "  source <(trialog completion zsh)        the same in ~/.zshrc"
        })
final class CompletionCommand implements Callable<Integer> {

    /** The shell that reads it. */
    enum Shell {
        bash,
        zsh
    }

    /** What the directories in the home are called: no program needs to be started to know. */
    private static final String IDS = "$(command ls -1 \"${TRIALOG_HOME:-$HOME/.trialog}\" 2>/dev/null"
            + " | command grep -E '^[a-z][a-z0-9]{7}$')";

    private final Surroundings surroundings;

    @Parameters(index = "0", paramLabel = "SHELL", description = "bash or zsh")
    private Shell shell = Shell.bash;

    @Spec
    private CommandSpec spec = CommandSpec.create(); // replaced by picocli

    CompletionCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        String script = AutoComplete.bash("trialog", spec.root().commandLine());
        String ids = "\"" + ExperimentParameter.Ids.MARK + "\"";
        String completing = script.replace(ids, IDS).replace(ExperimentParameter.Ids.MARK, IDS);
        String zsh = shell == Shell.zsh ? "autoload -U +X bashcompinit && bashcompinit\n" : "";
        surroundings.screen().line(zsh + completing.stripTrailing());
        return ExitCode.OK;
    }
}
