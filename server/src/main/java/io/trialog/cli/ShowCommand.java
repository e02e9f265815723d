package io.trialog.cli;

import io.trialog.event.ExperimentId;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.ExperimentSummary;
import io.trialog.projection.TrialPage;
import io.trialog.projection.TrialQuery;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code trialog show}. */
@Command(
        name = "show",
        header = "Show one experiment: its state, settings and best trials.",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n")
final class ShowCommand implements Callable<Integer> {

    private static final int BEST_TRIALS = 5;

    private final Surroundings surroundings;

    @Mixin
    private final ExperimentParameter named = new ExperimentParameter();

    @Option(names = "--json", description = "Print JSON, as GET /api/v1/experiments/ID does.")
    private boolean json;

    @Mixin
    private final MomentOption at = new MomentOption();

    @Mixin
    private final DataOption data = new DataOption();

    ShowCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Screen screen = surroundings.screen();
        Places places = data.places(surroundings.environment());
        try (OpenedExperiment opened = new ExperimentFinder(surroundings.servers(), places).open(named.id())) {
            ExperimentId known = opened.id();
            Moment moment = at.isGiven() ? at.of(opened.data(), known, surroundings) : null;
            ExperimentBoard board = moment == null ? opened.board() : moment.board();
            Instant now = moment == null ? surroundings.clock().now() : moment.now();
            ExperimentSummary experiment = board.experiment(known).orElseThrow();
            if (json) {
                screen.line(JsonText.indented(json(experiment, moment, now)));
                return ExitCode.OK;
            }
            ExperimentFacts facts = new ExperimentFacts(surroundings, opened.directory(), places.suffix());
            if (moment != null) {
                screen.line(facts.of("as of", moment.text(surroundings.zone())));
            }
            screen.lines(facts.of(experiment, surroundings.servers().owner(opened.directory()), now));
            newestNote(board, known).ifPresent(note -> screen.line(facts.of("newest", note)));
            best(board, experiment);
            return ExitCode.OK;
        }
    }

    private void best(ExperimentBoard board, ExperimentSummary experiment) {
        Screen screen = surroundings.screen();
        boolean areSeveral = experiment.config().objectives().areSeveral();
        TrialQuery.Sort sort = areSeveral ? TrialQuery.Sort.PARETO : TrialQuery.Sort.BEST;
        TrialPage page = board.trials(experiment.id(), new TrialQuery(Set.of(), sort, 0, BEST_TRIALS));
        if (page.trials().isEmpty()) {
            return;
        }
        screen.line("");
        screen.line(areSeveral ? BestTrialsTable.frontHeading(page) : "best trials");
        screen.lines(new BestTrialsTable(page.trials()).lines(screen.style(), screen.width()));
    }

    /** Why the tuner proposed the newest trial, where it said so. */
    private static Optional<String> newestNote(ExperimentBoard board, ExperimentId id) {
        TrialQuery newest = new TrialQuery(Set.of(), TrialQuery.Sort.NUMBER_DESCENDING, 0, 1);
        return board.trials(id, newest).trials().stream()
                .filter(trial -> trial.note() != null)
                .map(trial -> "trial " + trial.number() + ", " + trial.note())
                .findFirst();
    }

    /** The moment comes first, where one was asked for. */
    private static Map<String, @Nullable Object> json(
            ExperimentSummary experiment, @Nullable Moment moment, Instant now) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        if (moment != null) {
            json.put("at", moment.json());
        }
        json.putAll(ExperimentJson.of(experiment, now));
        return json;
    }
}
