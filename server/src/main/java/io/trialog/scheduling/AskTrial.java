package io.trialog.scheduling;

import io.trialog.engine.Command;
import io.trialog.event.ExperimentId;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a trial to evaluate. Asked again with the same id, the reply is the same while that trial is under way.
 *
 * @param experiment the experiment
 * @param askId chosen by who asks, one for each trial that they want
 * @param worker who asks, for people, if they say
 * @param leaseSeconds how long they may be silent; null for the experiment's lease
 */
public record AskTrial(
        ExperimentId experiment,
        String askId,
        @Nullable String worker,
        @Nullable Integer leaseSeconds) implements Command<Asked> {}
