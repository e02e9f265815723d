package io.trialog.cli;

import io.trialog.event.ExperimentId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trialog top}. */
@Command(
        name = "top",
        header = "Watch the experiments that run.",
        description = {
            "%nProgress, slots, the best value so far and the running trials with their newest result, all the time, until q "
                    + "or Ctrl-C. Where standard output is no terminal, a line for each experiment every 10 seconds, until "
                    + "nothing runs any more."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n")
final class TopCommand implements Callable<Integer> {

    private static final long TICK_MILLIS = 100;
    private static final Duration LIVE_PERIOD = Duration.ofSeconds(1);
    private static final Duration PLAIN_PERIOD = Duration.ofSeconds(10);
    private static final int MARGIN = 1;

    private final Surroundings surroundings;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "ID",
            completionCandidates = ExperimentParameter.Ids.class,
            description = "Only this experiment, also when it does not run. Default: all that run")
    private @Nullable String id;

    @Option(names = "--once", description = "Look once and end.")
    private boolean once;

    @Option(names = "--json", description = "Look once and print JSON: the experiments, with their running trials.")
    private boolean json;

    @Mixin
    private final DataOption data = new DataOption();

    TopCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Places places = data.places(surroundings.environment());
        Path directory = null;
        ExperimentId chosen = null;
        if (id != null) {
            ExperimentListing.Entry found = new ExperimentFinder(surroundings.servers(), places).find(id);
            directory = found.directory();
            chosen = new ExperimentId(found.experiment().id());
        }
        try (TopSources sources = new TopSources(surroundings.servers(), places, directory, chosen)) {
            if (json) {
                surroundings.screen().line(JsonText.indented(json(sources.look())));
            } else if (once || !surroundings.screen().terminal().isInteractive()) {
                printLines(sources, places);
            } else {
                showScreen(sources, places);
            }
            return ExitCode.OK;
        }
    }

    private void showScreen(TopSources sources, Places places) {
        Screen screen = surroundings.screen();
        Terminal terminal = screen.terminal();
        Interruption interruption = surroundings.interruption();
        interruption.listen();
        TopView view = new TopView(screen.style(), surroundings.zone());
        Keys keys = Keys.listen(surroundings.in(), key -> {
            if (key == 'q' || key == 'Q') {
                interruption.request();
            }
        });
        try (FullScreen full = new FullScreen(screen, keys)) {
            List<TopExperiment> experiments = List.of();
            Instant due = Instant.MIN;
            int size = -1;
            while (!interruption.isRequested()) {
                Instant now = surroundings.clock().now();
                int newSize = terminal.columns() * 10_000 + terminal.rows();
                if (!now.isBefore(due) || newSize != size) {
                    if (!now.isBefore(due)) {
                        experiments = sources.look();
                        due = now.plus(LIVE_PERIOD);
                    }
                    size = newSize;
                    full.show(view.of(experiments, now, terminal.columns() - MARGIN, terminal.rows(), nothing(places)));
                }
                interruption.pause(TICK_MILLIS);
            }
        }
    }

    private void printLines(TopSources sources, Places places) {
        Screen screen = surroundings.screen();
        Interruption interruption = surroundings.interruption();
        interruption.listen();
        ProgressLine line = new ProgressLine(Style.PLAIN);
        boolean isFirst = true;
        while (!interruption.isRequested()) {
            Instant now = surroundings.clock().now();
            List<TopExperiment> experiments = sources.look();
            if (experiments.isEmpty() && isFirst) {
                screen.line(nothing(places));
            }
            experiments.forEach(experiment ->
                    screen.line(experiment.summary().id() + "  " + line.plain(experiment.summary(), null, now)));
            boolean runs = experiments.stream()
                    .anyMatch(experiment ->
                            ListedExperiment.isUnderWay(experiment.summary().state()));
            if (once || !runs) {
                return;
            }
            isFirst = false;
            interruption.pause(PLAIN_PERIOD.toMillis());
        }
    }

    private Map<String, @Nullable Object> json(List<TopExperiment> experiments) {
        Instant now = surroundings.clock().now();
        return Map.of(
                "experiments",
                experiments.stream()
                        .map(experiment -> TopJson.of(experiment, now))
                        .toList());
    }

    private String nothing(Places places) {
        return id == null ? "no experiment runs in " + places.where() : "nothing is recorded of " + id;
    }
}
