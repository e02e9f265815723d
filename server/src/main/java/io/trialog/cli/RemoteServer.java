package io.trialog.cli;

import io.trialog.event.ExperimentId;
import java.util.List;

/** A server in another process, as far as commands need it. */
interface RemoteServer {

    /**
     * Has trials tried again.
     *
     * @param numbers the trials; empty for all that failed or ran too long
     * @return the numbers of those that are
     * @throws CommandFailure when that is refused, or the server cannot be reached
     */
    List<Long> retry(ExperimentId experiment, List<Long> numbers);
}
