package io.trialog.cli;

import io.trialog.bootstrap.LogVerification;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code trialog log verify}. */
@Command(
        name = "verify",
        header = "Read the whole log and report the first damage.",
        description = {
            "%nChecks the checksums of all files, that no position is missing, that every event can be read, and that each "
                    + "follows from those before it. May run beside a server. Ends with exit code 65 when there is damage."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        optionListHeading = "%nOptions:%n")
final class LogVerifyCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Option(names = "--json", description = "Print JSON: ok, events, and of a damage position and problem.")
    private boolean json;

    @Mixin
    private final DataOption data = new DataOption();

    LogVerifyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Path directory = data.places(surroundings.environment()).onlyDirectory();
        Screen screen = surroundings.screen();
        ReadingProgress progress = new ReadingProgress(surroundings, "verifying", 0);
        LogVerification.Result result = surroundings.servers().verify(directory, progress::at);
        progress.end();
        if (json) {
            screen.line(JsonText.indented(json(result)));
        } else if (result.damage() == null) {
            screen.line(screen.style().good("OK") + ": " + result.events() + " events, all intact");
        } else {
            screen.complain("trialog: " + result.damage());
            screen.line(screen.style().bad("damaged") + ": "
                    + (result.position() == 0
                            ? (result.events() + " events can be read")
                            : "at position " + result.position() + "; " + result.events()
                                    + " events before it are intact"));
        }
        return result.damage() == null ? ExitCode.OK : ExitCode.DAMAGED;
    }

    private static Map<String, @Nullable Object> json(LogVerification.Result result) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("ok", result.damage() == null);
        json.put("events", result.events());
        json.put("position", result.position() == 0 ? null : (Object) result.position());
        json.put("problem", result.damage());
        return json;
    }
}
