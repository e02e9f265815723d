package io.trialog.tuners.pbt;

import io.trialog.spi.AlgorithmProfile;
import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.spi.tuner.TunerFactory;
import java.util.List;

/** Makes {@code PBT}: population based training. */
public final class PbtTunerFactory implements TunerFactory {

    @Override
    public String name() {
        return "PBT";
    }

    @Override
    public List<String> aliases() {
        return List.of("PBTTuner");
    }

    @Override
    public String description() {
        return "trains a population whose worst members become varied copies of the best: for hyperparameters that should"
                + " change during training";
    }

    @Override
    public OptionSchema options() {
        return PbtSettings.schema();
    }

    @Override
    public AlgorithmProfile profile() {
        return AlgorithmProfile.useFor("schedules of hyperparameters; long trainings that load and save checkpoints,"
                        + " as reinforcement learning and large networks")
                .withSearchSpaces("all types, nested ones too; a copy keeps or changes each category by chance")
                .withParallelism("best the population; a member waits for half of it, not for the slowest")
                .withBudget(
                        "each trial trains for one interval, which its code defines, from the checkpoint of the one that it"
                                + " continues; 10 to 100 generations of the population")
                .withCost("under 1 ms")
                .withSource("Jaderberg et al., Population based training of neural networks, 2017 (arXiv:1711.09846)");
    }

    @Override
    public boolean tellsCheckpointDirectory() {
        return true;
    }

    @Override
    public Tuner create(TunerContext context) {
        return new PbtTuner(context, PbtSettings.of(context.options()));
    }
}
