package io.trialog.cli;

import io.trialog.event.ExperimentState;
import io.trialog.event.TrialState;
import io.trialog.port.Clock;
import io.trialog.projection.BestTrial;
import io.trialog.projection.ExperimentSummary;
import io.trialog.projection.TrialPage;
import io.trialog.projection.TrialQuery;
import io.trialog.projection.TrialRow;
import io.trialog.spi.training.AttemptKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What people learn when an experiment has come to rest. */
final class EndReport {

    private static final int BEST_TRIALS = 5;

    private final RunningServer server;
    private final ExperimentSummary experiment;
    private final Path data;
    private final String dataSuffix;
    private final Style style;
    private final int width;
    private final Clock clock;

    EndReport(
            RunningServer server,
            ExperimentSummary experiment,
            Path data,
            String dataSuffix,
            Screen screen,
            Clock clock) {
        this.server = server;
        this.experiment = experiment;
        this.data = data;
        this.dataSuffix = dataSuffix;
        this.style = screen.style();
        this.width = screen.width();
        this.clock = clock;
    }

    /** Whether it brought a result. */
    boolean isSuccess() {
        return experiment.best() != null;
    }

    /** The result, and what can be done next. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(style.strong("experiment " + experiment.id() + ": " + SummaryText.state(experiment)) + reason() + ", "
                + SummaryText.trials(experiment) + ", ran "
                + DurationText.of(experiment.runTime(clock.now())));
        BestTrial best = experiment.best();
        if (best != null && experiment.config().objectives().areSeveral()) {
            TrialPage front = page(Set.of(), TrialQuery.Sort.PARETO);
            lines.add("");
            lines.add(BestTrialsTable.frontHeading(front));
            lines.addAll(new BestTrialsTable(front.trials()).lines(style, width));
        } else if (best != null) {
            lines.add("");
            lines.addAll(new BestTrialsTable(trials(Set.of(), TrialQuery.Sort.BEST)).lines(style, width));
            lines.add("");
            lines.add("best configuration (trial " + best.number() + ", " + style.good(NumberText.of(best.value()))
                    + ")");
            lines.addAll(JsonText.indented(best.configuration()).lines().toList());
        }
        lines.add("");
        lines.add("data        " + data);
        lines.add("look again  trialog view " + experiment.id() + dataSuffix);
        if (experiment.counts().failed() > 0) {
            lines.add("try again   trialog retry " + experiment.id() + " --failed" + dataSuffix);
        }
        lines.add("go on       trialog resume " + experiment.id() + moreTrials() + dataSuffix);
        return lines;
    }

    /** Why it failed. */
    String failure() {
        if (experiment.state().isHeld()) {
            return "experiment " + experiment.id() + " is on hold (" + SummaryText.state(experiment) + "): "
                    + (experiment.reason() == null ? "no reason recorded" : PrintableText.of(experiment.reason()))
                    + "\ntrialog: when that is repaired: trialog resume " + experiment.id() + dataSuffix;
        }
        int total = experiment.counts().total();
        String failed = "experiment " + experiment.id() + " failed: "
                + (total == 0 ? "there was no trial" : "none of its " + total + " trials succeeded");
        List<TrialRow> failures = trials(Set.of(TrialState.FAILED), TrialQuery.Sort.NUMBER);
        return failures.isEmpty() ? failed : failed + firstFailure(failures.get(0));
    }

    private String firstFailure(TrialRow trial) {
        String reason = trial.reason() == null ? "no reason recorded" : PrintableText.of(trial.reason());
        Path directory = server.attemptDirectory(
                new AttemptKey(experiment.id().value(), trial.number(), Math.max(1, trial.attempt())));
        return "\ntrialog: first failure: trial " + trial.number() + ": " + reason + "\ntrialog: what it printed: "
                + directory.resolve("stderr");
    }

    /** Why it was stopped; that it is complete needs no reason, and an error has its own line. */
    private String reason() {
        return experiment.state() == ExperimentState.STOPPED && experiment.reason() != null
                ? " (" + PrintableText.of(experiment.reason()) + ")"
                : "";
    }

    /** A complete experiment goes on with a higher limit only. */
    private String moreTrials() {
        Integer limit = experiment.maxTrialNumber();
        return experiment.state() == ExperimentState.DONE && limit != null ? " --max-trials " + 2L * limit : "";
    }

    private List<TrialRow> trials(Set<TrialState> states, TrialQuery.Sort sort) {
        return page(states, sort).trials();
    }

    private TrialPage page(Set<TrialState> states, TrialQuery.Sort sort) {
        return server.board().trials(experiment.id(), new TrialQuery(states, sort, 0, BEST_TRIALS));
    }
}
