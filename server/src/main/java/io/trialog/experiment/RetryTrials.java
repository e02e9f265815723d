package io.trialog.experiment;

import io.trialog.engine.Command;
import io.trialog.event.ExperimentId;
import java.util.List;

/**
 * Gives trials that ended without success another attempt, and goes on with their experiment if it is not running. The
 * reply is their numbers.
 *
 * @param id the experiment
 * @param numbers the trials; empty for all that failed or ran too long
 */
public record RetryTrials(ExperimentId id, List<Long> numbers) implements ExperimentCommand, Command<List<Long>> {

    public RetryTrials {
        numbers = List.copyOf(numbers);
    }
}
