package io.trialog.port;

import io.trialog.event.ExperimentId;
import io.trialog.spi.training.AttemptKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** What an attempt finds around it: a directory, and how to reach the server. */
public interface AttemptSurroundings {

    /** The attempt's own directory on the server's machine; may not exist yet. */
    Path directory(AttemptKey key);

    /** The directory of a trial for what its attempts, and the trials that continue it, go on from; may not exist yet. */
    Path checkpoint(ExperimentId experiment, long trial);

    /** Where an experiment's working copy of the trial code is, if it has one. */
    Path workingCopy(ExperimentId experiment);

    /**
     * The variables of the trial protocol that do not depend on where the attempt runs.
     *
     * @param lease how long the attempt may be silent once it has sent a heartbeat
     */
    Map<String, String> environment(AttemptKey key, Duration lease);
}
