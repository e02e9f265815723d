package io.trialog.cli;

import io.trialog.adapter.results.TrialExport;
import io.trialog.event.TrialState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code trialog export}. */
@Command(
        name = "export",
        header = "Write the trials of an experiment and their results to a file.",
        description = {
            "%nJSON has the shape that NNI exports, with more keys: [{\"parameter\", \"value\", \"trialJobId\", \"number\", "
                    + "\"state\", ...}]. CSV has a column for each parameter, outer/inner for what is inside a nested choice. "
                    + "'trialog import' reads both; 'trialog log export' writes everything that is recorded."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n")
final class ExportCommand implements Callable<Integer> {

    /** How it is written. */
    enum Format {
        json,
        csv
    }

    private final Surroundings surroundings;

    @Mixin
    private final ExperimentParameter experiment = new ExperimentParameter();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "json or csv. Default: csv when the name of FILE ends so, else json")
    private @Nullable Format format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to; replaced as a whole when it is there. Default: standard output")
    private @Nullable Path output;

    @Option(names = "--intermediate", description = "With the intermediate results of each trial's last attempt.")
    private boolean intermediate;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            split = ",",
            converter = TrialStateConverter.class,
            description = "Only trials in this state; may be given several times. Default: all")
    private Set<TrialState> states = new LinkedHashSet<>();

    @Option(names = "--json", description = "The same as --format json.")
    private boolean json;

    @Mixin
    private final DataOption data = new DataOption();

    ExportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Places places = data.places(surroundings.environment());
        try (OpenedExperiment opened = new ExperimentFinder(surroundings.servers(), places).open(experiment.id())) {
            TrialExport export =
                    new TrialExport(opened.board(), opened.data().reports(), opened.id(), states, intermediate);
            Iterator<String> pieces = isCsv() ? export.csv() : export.json();
            return output == null ? print(pieces) : write(pieces, output, export.size());
        }
    }

    private boolean isCsv() {
        return format == null ? !json && output != null && output.toString().endsWith(".csv") : format == Format.csv;
    }

    private int print(Iterator<String> pieces) {
        Screen screen = surroundings.screen();
        boolean wanted = true;
        while (wanted && pieces.hasNext()) {
            wanted = screen.data(pieces.next().getBytes(StandardCharsets.UTF_8));
        }
        screen.flush();
        return ExitCode.OK;
    }

    private int write(Iterator<String> pieces, Path file, int trials) {
        surroundings.interruption().listen(); // so that half a file is taken away
        ReadingProgress progress = new ReadingProgress(surroundings, "exporting", trials);
        try (AtomicFile written = new AtomicFile(file)) {
            for (long piece = 1; pieces.hasNext(); piece++) {
                if (surroundings.interruption().isRequested()) {
                    surroundings.screen().complain("trialog: interrupted; nothing was written");
                    return surroundings.interruption().exitCode();
                }
                written.out().write(pieces.next().getBytes(StandardCharsets.UTF_8));
                progress.at(piece);
            }
            progress.end();
            written.commit();
            surroundings.screen().line("exported " + SummaryText.count(trials, "trial") + " to " + file);
            return ExitCode.OK;
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.UNAVAILABLE, file + ": cannot write: " + e, e);
        }
    }
}
