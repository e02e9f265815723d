package io.trialog.cli;

import io.trialog.bootstrap.DataDirectory;
import io.trialog.event.ExperimentId;
import io.trialog.projection.TrialRow;
import io.trialog.spi.training.AttemptKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code trialog trial show}. */
@Command(
        name = "show",
        header = "Show one trial: its configuration, attempts, metrics and output.",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n")
final class TrialShowCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final TrialParameters trial = new TrialParameters();

    @Option(
            names = "--lines",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "So many of the last lines that it printed. Default: 10")
    private @Nullable Integer lines;

    @Option(names = "--json", description = "Print JSON, with the attempts and all metrics.")
    private boolean json;

    @Mixin
    private final DataOption data = new DataOption();

    TrialShowCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Places places = data.places(surroundings.environment());
        Screen screen = surroundings.screen();
        try (OpenedExperiment opened = new ExperimentFinder(surroundings.servers(), places).open(trial.id())) {
            TrialRow row = opened.board()
                    .trial(opened.id(), trial.number())
                    .orElseThrow(() -> new CommandFailure(
                            ExitCode.UNKNOWN_ID,
                            "experiment " + opened.id() + " has no trial " + trial.number() + " (expected: one of its "
                                    + opened.summary().counts().total() + " trials)"));
            TrialHistory history = TrialHistory.read(opened, row.number());
            if (json) {
                screen.line(JsonText.indented(json(opened.id(), row, history, directory(opened, row))));
            } else {
                int count = lines == null ? 10 : lines;
                screen.lines(new TrialFacts(surroundings).of(row, history));
                printOutput(directory(opened, row), count);
            }
            return ExitCode.OK;
        }
    }

    private void printOutput(@Nullable Path directory, int count) {
        Screen screen = surroundings.screen();
        if (directory == null) {
            return;
        }
        screen.line(screen.style().faint("files       ") + directory);
        for (String name : List.of("stdout", "stderr")) {
            Path file = directory.resolve(name);
            List<String> tail = FileTail.of(file, count);
            screen.line("");
            String nothing = Files.exists(file) ? "empty" : "not there";
            screen.line(screen.style().strong(name) + (tail.isEmpty() ? ": " + nothing : ""));
            tail.forEach(line -> screen.line("  " + PrintableText.cut(line, Math.max(20, screen.width() - 2))));
        }
    }

    private static @Nullable Path directory(OpenedExperiment opened, TrialRow row) {
        return row.attempt() == 0
                ? null
                : DataDirectory.attempt(
                        opened.directory(), new AttemptKey(opened.id().value(), row.number(), row.attempt()));
    }

    private static Map<String, @Nullable Object> json(
            ExperimentId id, TrialRow row, TrialHistory history, @Nullable Path directory) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>(TrialJson.of(id, row));
        json.put("outputDirectory", directory == null ? null : directory.toString());
        json.put(
                "attempts",
                history.attempts().stream().map(TrialHistory.Attempt::json).toList());
        json.put("metrics", history.reports().stream().map(ReportJson::of).toList());
        return json;
    }
}
