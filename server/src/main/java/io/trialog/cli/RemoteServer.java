package io.trialog.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.trialog.event.ExperimentId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A server in another process, as far as commands need it. Every method throws {@link CommandFailure} when its wish is refused,
 * or the server cannot be reached.
 */
interface RemoteServer {

    /** An experiment as {@code GET} answers it. */
    JsonNode experiment(ExperimentId experiment);

    /**
     * Has trials tried again.
     *
     * @param numbers the trials; empty for all that failed or ran too long
     * @return the numbers of those that are
     */
    List<Long> retry(ExperimentId experiment, List<Long> numbers);

    /** Has an experiment stopped; it may take a while until it is. */
    void stop(ExperimentId experiment);

    /** Has the server stop all that runs and end; it may take a while until it has. */
    void stopServer();

    /** Has a trial cancelled; it may take a while until it is. */
    void stopTrial(ExperimentId experiment, long number);

    /**
     * Changes an experiment.
     *
     * @param changes names and values of the configuration; null takes a limit away
     * @return the experiment as it is then
     */
    JsonNode update(ExperimentId experiment, Map<String, @Nullable Object> changes);

    /**
     * Has configurations tried before the tuner is asked again.
     *
     * @return how many wait
     */
    int enqueue(ExperimentId experiment, List<Map<String, @Nullable Object>> configurations);

    /**
     * Tells the tuner of results from elsewhere.
     *
     * @param results {@code configuration} and {@code value} of each
     * @return how many were taken
     */
    int importResults(ExperimentId experiment, List<Map<String, @Nullable Object>> results);

    /** Deletes an experiment that is at rest, and its files. */
    void delete(ExperimentId experiment);
}
