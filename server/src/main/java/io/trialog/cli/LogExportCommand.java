package io.trialog.cli;

import io.trialog.adapter.export.ExportTrailer;
import io.trialog.adapter.export.LogExport;
import io.trialog.port.EventLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trialog log export}. */
@Command(
        name = "export",
        header = "Write the whole log to a file that shows every damage.",
        description = {
            "%nA line for each event, as 'log cat' prints it, with a checksum as its last key (crc32c, of the bytes before "
                    + "it); then a trailer with the number of events, the first and the last position, the SHA-256 of "
                    + "all bytes before it, and the version of this server. May run beside a server. "
                    + "'trialog log import' makes a data directory of it.",
            "%nNot in the log, so not in the export: the secret that trial tokens are made of, passwords and keys (which "
                    + "configurations only refer to), and what trials printed.",
            "%nWith FILE and --json: file, and what the trailer says: events, first, last, sha256 and version. Standard output "
                    + "has the trailer as its last line."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n")
final class LogExportCommand implements Callable<Integer> {

    private static final String STANDARD_OUTPUT = "-";

    private final Surroundings surroundings;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = STANDARD_OUTPUT,
            description = "Written under another name and renamed when it is complete. Default: -, standard output")
    private String file = STANDARD_OUTPUT;

    @Option(names = "--force", description = "Replace FILE when it is there.")
    private boolean force;

    @Mixin
    private final DataOption data = new DataOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    LogExportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Path directory = data.places(surroundings.environment()).onlyDirectory();
        boolean toFile = !file.equals(STANDARD_OUTPUT);
        if (toFile && !force && Files.exists(Path.of(file))) {
            throw new CommandFailure(
                    ExitCode.USAGE, file + ": is there already (expected: a new file; --force replaces it)");
        }
        try (EventLog log = surroundings.servers().log(directory)) {
            return toFile ? export(log, Path.of(file)) : export(log);
        }
    }

    private int export(EventLog log) {
        try {
            LogExport.write(log, ProgramVersion.current(), surroundings.screen()::data);
            return ExitCode.OK;
        } finally {
            surroundings.screen().flush();
        }
    }

    private int export(EventLog log, Path to) {
        surroundings.interruption().listen(); // so that half a file is taken away
        Surroundings people = json.people(surroundings);
        ReadingProgress progress = new ReadingProgress(people, "exporting", log.lastPosition());
        long[] lines = {0};
        try (AtomicFile written = new AtomicFile(to)) {
            Optional<ExportTrailer> trailer = LogExport.write(log, ProgramVersion.current(), line -> {
                try {
                    written.out().write(line);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                progress.at(++lines[0]);
                return !surroundings.interruption().isRequested();
            });
            progress.end();
            if (trailer.isEmpty()) {
                people.screen().complain("trialog: interrupted; nothing was written");
                return surroundings.interruption().exitCode();
            }
            written.commit();
            people.screen().line("exported " + trailer.get().events() + " events to " + to);
            json.print(surroundings, () -> json(to, trailer.get()));
            return ExitCode.OK;
        } catch (IOException | UncheckedIOException e) {
            throw new CommandFailure(ExitCode.UNAVAILABLE, to + ": cannot write: " + cause(e), e);
        }
    }

    private static Map<String, @Nullable Object> json(Path to, ExportTrailer trailer) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("file", to.toString());
        json.put("events", trailer.events());
        json.put("first", trailer.first());
        json.put("last", trailer.last());
        json.put("sha256", trailer.sha256());
        json.put("version", trailer.version());
        return json;
    }

    private static Exception cause(Exception e) {
        return e instanceof UncheckedIOException && e.getCause() instanceof IOException wrapped ? wrapped : e;
    }
}
