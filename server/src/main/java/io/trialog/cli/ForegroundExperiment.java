package io.trialog.cli;

import io.trialog.engine.Outcome;
import io.trialog.event.ExperimentId;
import io.trialog.event.ExperimentState;
import io.trialog.projection.ExperimentSummary;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An experiment that somebody watches from its begin to its end: what {@code run}, {@code resume} and {@code retry} have in common. */
final class ForegroundExperiment {

    private final RunningServer server;
    private final Surroundings surroundings;
    private final Surroundings people;
    private final JsonOption json;
    private final Path data;
    private final String dataSuffix;

    /**
     * Watches in this server.
     *
     * @param json whether the experiment is printed for scripts when it has ended
     * @param dataSuffix what commands that people are told to type need to find the data directory again
     */
    ForegroundExperiment(
            RunningServer server, Surroundings surroundings, JsonOption json, Path data, String dataSuffix) {
        this.server = server;
        this.surroundings = surroundings;
        this.people = json.people(surroundings);
        this.json = json;
        this.data = data;
        this.dataSuffix = dataSuffix;
    }

    /**
     * Begins the experiment, shows how it gets on, and reports how it ended.
     *
     * @param bestBefore the best value so far; null for a new experiment. Asked for as trials may end while it begins
     * @return the exit code
     */
    int follow(Supplier<CompletableFuture<Outcome<ExperimentId>>> begin, @Nullable Double bestBefore) {
        Screen screen = people.screen();
        Interruption interruption = surroundings.interruption();
        CleanStop stop = new CleanStop(server, screen, surroundings.clock());
        try (ExperimentEvents events = new ExperimentEvents(server.feed())) {
            ExperimentId id = Outcomes.reply(begin.get());
            ExperimentSummary experiment = server.board().experiment(id).orElseThrow();
            screen.lines(new Announcement(screen.style()).of(server, experiment));
            mentionOthers(id);
            ExperimentWatch watch =
                    new ExperimentWatch(experiment, bestBefore, server.board(), events, screen, surroundings.clock());
            watch.untilAtRest(interruption);
            boolean interrupted = interruption.isRequested();
            stop.stopAll(interrupted ? "interrupted" : "its server ended");
            if (interrupted) {
                watch.tick(); // the last trials may just have ended
                screen.endLive();
            }
            ExperimentSummary ended = watch.summary();
            json.print(
                    surroundings,
                    () -> ExperimentJson.of(ended, surroundings.clock().now()));
            return report(ended, interrupted);
        }
    }

    /** People should know of what an earlier server left behind, and that it does not go on by itself. */
    private void mentionOthers(ExperimentId own) {
        String others = server.interrupted().stream()
                .filter(id -> !id.equals(own))
                .map(ExperimentId::value)
                .collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            people.screen()
                    .complain("left behind by an earlier server: " + others
                            + "; 'trialog resume ID' goes on with one, 'trialog serve' with all");
        }
    }

    private int report(ExperimentSummary experiment, boolean interrupted) {
        Screen screen = people.screen();
        EndReport report = new EndReport(server, experiment, data, dataSuffix, screen, surroundings.clock());
        screen.lines(report.lines());
        if (experiment.state() == ExperimentState.DONE && report.isSuccess()) {
            return ExitCode.OK;
        }
        if (experiment.state() == ExperimentState.DONE || experiment.state().isHeld()) {
            screen.complain("trialog: " + report.failure());
            return interrupted ? surroundings.interruption().exitCode() : ExitCode.EXPERIMENT_FAILED;
        }
        return surroundings.interruption().exitCode();
    }
}
