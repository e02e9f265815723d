package io.trialog.projection;

import io.trialog.event.ExperimentId;
import io.trialog.port.SnapshotLine;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something in an experiment that failed. Where in a plugin or a trial, the log tells.
 *
 * @param position of the event that tells it
 * @param at when that was recorded
 * @param type the type of that event: {@code tuner.failed}
 * @param message what went wrong, for people
 * @param trial the trial that failed; null when it was another part
 */
public record RecordedProblem(
        long position,
        Instant at,
        String type,
        String message,
        @Nullable Long trial) {

    static final String ENTITY = "problem";

    SnapshotLine toLine(ExperimentId experiment) {
        return SnapshotLine.of(ENTITY)
                .with("experiment", experiment.value())
                .with("position", position)
                .withText("at", at)
                .with("type", type)
                .with("message", message)
                .with("trial", trial);
    }

    static RecordedProblem of(SnapshotLine line) {
        return new RecordedProblem(
                line.whole("position"),
                line.instant("at"),
                line.text("type"),
                line.text("message"),
                line.has("trial") ? (Long) line.whole("trial") : null);
    }
}
