package io.trialog.cli;

import io.trialog.event.AttemptScheduled;
import io.trialog.event.AttemptStarted;
import io.trialog.event.Event;
import io.trialog.event.ExperimentCreated;
import io.trialog.event.ExperimentId;
import io.trialog.event.ExperimentState;
import io.trialog.event.ExperimentStateChanged;
import io.trialog.event.Failure;
import io.trialog.event.RecordedEvent;
import io.trialog.event.RequeueCause;
import io.trialog.event.TrialEnded;
import io.trialog.event.TrialProposed;
import io.trialog.event.TrialRequeued;
import io.trialog.event.TrialState;
import io.trialog.experiment.ExperimentConfig;
import io.trialog.fixtures.Configs;
import io.trialog.fixtures.InMemoryEventLog;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.ExperimentSummary;
import io.trialog.projection.LiveFeed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the history of experiments, and knows what time it is in it. */
final class Story {

    static final Instant BEGIN = Instant.parse("2026-11-24T10:00:00Z");

    private final InMemoryEventLog log = new InMemoryEventLog();
    private final ExperimentBoard board = new ExperimentBoard();
    private final LiveFeed feed = new LiveFeed();
    private Instant now = BEGIN;

    Instant now() {
        return now;
    }

    InMemoryEventLog log() {
        return log;
    }

    ExperimentBoard board() {
        return board;
    }

    LiveFeed feed() {
        return feed;
    }

    ExperimentSummary summary(String id) {
        return board.experiment(new ExperimentId(id)).orElseThrow();
    }

    Story after(Duration time) {
        now = now.plus(time);
        return this;
    }

    Story happens(Event event) {
        RecordedEvent recorded = new RecordedEvent(log.lastPosition() + 1, now, "test", event);
        log.append(List.of(recorded));
        board.apply(recorded);
        feed.committed(List.of(recorded));
        return this;
    }

    /** Four trials, two at a time, more is better. */
    Story created(String id) {
        return created(id, Configs.of(4, 2));
    }

    Story created(String id, ExperimentConfig config) {
        return happens(new ExperimentCreated(new ExperimentId(id), config.asMap()))
                .enters(id, ExperimentState.RUNNING, null);
    }

    Story enters(String id, ExperimentState state, @Nullable String reason) {
        return happens(new ExperimentStateChanged(new ExperimentId(id), state, reason));
    }

    Story starts(String id, long number, Map<String, @Nullable Object> configuration) {
        ExperimentId experiment = new ExperimentId(id);
        return happens(new TrialProposed(experiment, number, configuration, null))
                .happens(new AttemptScheduled(experiment, number, 1))
                .happens(new AttemptStarted(experiment, number, 1, now));
    }

    Story runsAgain(String id, long number, int attempt) {
        ExperimentId experiment = new ExperimentId(id);
        return happens(new AttemptScheduled(experiment, number, attempt))
                .happens(new AttemptStarted(experiment, number, attempt, now));
    }

    Story succeeds(String id, long number, double value) {
        return happens(new TrialEnded(new ExperimentId(id), number, TrialState.SUCCEEDED, value, null, null));
    }

    Story fails(String id, long number, String reason) {
        return happens(new TrialEnded(new ExperimentId(id), number, TrialState.FAILED, null, reason, Failure.ERROR));
    }

    Story waitsAgain(String id, long number) {
        return happens(new TrialRequeued(new ExperimentId(id), number, "stopped", RequeueCause.STOP));
    }

    /** A whole experiment: three results, one failure. */
    Story completed(String id) {
        return created(id).ranToItsEnd(id);
    }

    Story ranToItsEnd(String id) {
        Duration second = Duration.ofSeconds(1);
        return starts(id, 0, Map.of("lr", 0.01))
                .starts(id, 1, Map.of("lr", 0.02))
                .after(second)
                .succeeds(id, 0, 0.9)
                .starts(id, 2, Map.of("lr", 0.03))
                .after(second)
                .fails(id, 1, "exit code 1: \u001b[31mboom\u001b[0m")
                .starts(id, 3, Map.of("lr", 0.04))
                .after(second)
                .succeeds(id, 2, 0.9512)
                .after(second)
                .succeeds(id, 3, 0.5)
                .enters(id, ExperimentState.DONE, "all 4 trials were made");
    }
}
