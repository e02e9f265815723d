package io.trialog.trial;

import io.trialog.event.ExperimentId;
import io.trialog.port.SnapshotLine;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trial that waits for its first attempt.
 *
 * @param number its number in its experiment
 * @param configuration its parameter assignment
 */
public record PreparedTrial(long number, Map<String, @Nullable Object> configuration) {

    static final String ENTITY = "prepared";

    public PreparedTrial {
        configuration = Collections.unmodifiableMap(new LinkedHashMap<>(configuration));
    }

    SnapshotLine toLine(ExperimentId experiment) {
        return SnapshotLine.of(ENTITY)
                .with("experiment", experiment.value())
                .with("number", number)
                .with("configuration", configuration);
    }

    static PreparedTrial of(SnapshotLine line) {
        return new PreparedTrial(line.whole("number"), line.object("configuration"));
    }
}
