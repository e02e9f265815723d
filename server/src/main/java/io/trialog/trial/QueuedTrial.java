package io.trialog.trial;

import io.trialog.event.ExperimentId;
import io.trialog.port.SnapshotLine;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A configuration that waits to become a trial.
 *
 * @param position of the event that says so
 * @param configuration its parameter assignment
 */
public record QueuedTrial(long position, Map<String, @Nullable Object> configuration) {

    /** What snapshots call it. */
    public static final String ENTITY = "queued";

    public QueuedTrial {
        configuration = Collections.unmodifiableMap(new LinkedHashMap<>(configuration));
    }

    /** As snapshots have it. */
    public SnapshotLine toLine(ExperimentId experiment) {
        return SnapshotLine.of(ENTITY)
                .with("experiment", experiment.value())
                .with("position", position)
                .with("configuration", configuration);
    }

    /** What {@link #toLine} wrote. */
    public static QueuedTrial of(SnapshotLine line) {
        return new QueuedTrial(line.whole("position"), line.object("configuration"));
    }
}
