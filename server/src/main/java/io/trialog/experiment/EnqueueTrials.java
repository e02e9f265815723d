package io.trialog.experiment;

import io.trialog.engine.Command;
import io.trialog.event.ExperimentId;
import io.trialog.spi.space.Configuration;
import java.util.List;

/**
 * Has configurations evaluated: they become trials before the tuner is asked for more, in this order. All of them, or none.
 * The reply is how many wait then.
 *
 * @param id the experiment
 * @param configurations which; one or more
 */
public record EnqueueTrials(ExperimentId id, List<Configuration> configurations)
        implements ExperimentCommand, Command<Integer> {

    public EnqueueTrials {
        configurations = List.copyOf(configurations);
    }
}
