package io.trialog.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code trialog version}. */
@Command(
        name = "version",
        header = "Show the version of Trialog, of Java and of the system.",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        optionListHeading = "%nOptions:%n")
final class VersionCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    VersionCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("trialog", ProgramVersion.current());
        facts.put("java", Runtime.version().toString());
        facts.put(
                "system",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
        if (json) {
            surroundings.screen().line(JsonText.indented(facts));
        } else {
            facts.forEach((name, fact) -> surroundings.screen().line(name + " ".repeat(12 - name.length()) + fact));
        }
        return ExitCode.OK;
    }
}
