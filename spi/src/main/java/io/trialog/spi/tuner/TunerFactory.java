package io.trialog.spi.tuner;

import io.trialog.spi.AlgorithmProfile;
import io.trialog.spi.option.OptionSchema;
import java.util.List;

/** Makes tuners of one kind. Called by any thread. */
public interface TunerFactory {

    /** The name that configurations use, compared regardless of case: {@code TPE}. */
    String name();

    /** Other names for the same tuner. */
    default List<String> aliases() {
        return List.of();
    }

    /** One sentence for people who choose a tuner. */
    String description();

    /** What {@code classArgs} may hold. */
    OptionSchema options();

    /** For people who choose: when to use it, and what it costs. */
    default AlgorithmProfile profile() {
        return AlgorithmProfile.EMPTY;
    }

    /** Whether it works on several objectives ({@link TunerContext#objectives()}); else such experiments are refused. */
    default boolean isMultiObjective() {
        return false;
    }

    /**
     * Whether trials are told their checkpoint directory as the parameters {@code load_checkpoint_dir} and {@code
     * save_checkpoint_dir} as well, as those expect that were written for NNI's PBT. Both name the same directory.
     */
    default boolean tellsCheckpointDirectory() {
        return false;
    }

    /**
     * Makes a tuner for one experiment.
     *
     * @throws io.trialog.spi.problem.InvalidInputException when this tuner cannot work on such an experiment (a parameter
     *     type, say); all reasons
     */
    Tuner create(TunerContext context);
}
