package io.trialog.cli;

import io.trialog.adapter.export.DamagedExportException;
import io.trialog.bootstrap.LogImport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trialog log import}. */
@Command(
        name = "import",
        header = "Make a new data directory of an exported log.",
        description = {
            "%nChecks every checksum, the positions, the number of events and the SHA-256 over all of them, and that a "
                    + "server can read them, before the directory appears. Events of older versions are stored as this "
                    + "server understands them.",
            "%nThe log is all there is: the copy has a new secret, so trials that still run elsewhere cannot report to "
                    + "it, and it has none of what trials printed.",
            "%nWith --json: dataDirectory, events, and damage, which is null when all events were taken."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n")
final class LogImportCommand implements Callable<Integer> {

    private static final String STANDARD_INPUT = "-";

    private final Surroundings surroundings;

    @Parameters(index = "0", paramLabel = "FILE", description = "What 'log export' wrote; - for standard input")
    private String file = STANDARD_INPUT;

    @Option(
            names = "--data",
            paramLabel = "NEWDIR",
            required = true,
            description = "The data directory to make; must not be there, or be empty.")
    private Path data = Path.of("");

    @Option(
            names = "--partial",
            description = "Of a damaged or truncated export, take the events before the first damage.")
    private boolean partial;

    @Mixin
    private final JsonOption json = new JsonOption();

    LogImportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        surroundings.interruption().listen();
        if (file.equals(STANDARD_INPUT)) {
            return read(surroundings.in(), "standard input");
        }
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            return read(in, file);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.UNAVAILABLE, file + ": cannot read: " + e, e);
        }
    }

    private int read(InputStream in, String source) {
        Surroundings people = json.people(surroundings);
        Screen screen = people.screen();
        ReadingProgress progress = new ReadingProgress(people, "importing", 0);
        try {
            LogImport.Result result = surroundings.servers().importLog(in, data, partial, events -> {
                progress.at(events);
                return !surroundings.interruption().isRequested();
            });
            progress.end();
            if (result.damage() != null) {
                screen.complain(screen.style().warning("warning: ") + source + ": " + result.damage()
                        + "; only the events before that were taken");
            }
            screen.line("imported " + result.events() + " events into " + data);
            screen.line("look        trialog list --data " + ShellText.quoted(data.toString()));
            json.print(surroundings, () -> json(result));
            return ExitCode.OK;
        } catch (DamagedExportException e) {
            throw new CommandFailure(
                    ExitCode.DAMAGED,
                    source + ": " + e.getMessage() + "\ntrialog: nothing was imported"
                            + (partial ? "" : "; --partial takes the events before that"),
                    e);
        } catch (LogImport.CanceledException e) {
            screen.endLive();
            screen.freshLine();
            screen.complain("trialog: interrupted; nothing was imported");
            return surroundings.interruption().exitCode();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.UNAVAILABLE, source + ": cannot read: " + e, e);
        }
    }

    private Map<String, @Nullable Object> json(LogImport.Result result) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("dataDirectory", data.toAbsolutePath().toString());
        json.put("events", result.events());
        json.put("damage", result.damage());
        return json;
    }
}
