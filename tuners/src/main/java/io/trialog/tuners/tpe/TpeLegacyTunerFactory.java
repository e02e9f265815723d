package io.trialog.tuners.tpe;

import io.trialog.spi.AlgorithmProfile;
import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.option.OptionSpec;
import io.trialog.spi.option.Options;
import io.trialog.spi.tuner.Direction;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.spi.tuner.TunerFactory;
import io.trialog.tuners.option.CommonOptions;
import java.util.List;

/** Makes {@code TPE_legacy}: TPE under the name and with the arguments of the one that NNI takes from hyperopt. */
public final class TpeLegacyTunerFactory implements TunerFactory {

    private static final String PARALLEL = "parallel_optimize";
    private static final String LIAR = "constant_liar_type";
    private static final String LOWEST = "min";
    private static final String HIGHEST = "max";
    private static final String MEAN = "mean";

    @Override
    public String name() {
        return "TPE_legacy";
    }

    @Override
    public String description() {
        return "TPE, for configurations that were written for another program: new ones name TPE";
    }

    @Override
    public OptionSchema options() {
        return OptionSchema.of(
                CommonOptions.optimizeMode(),
                CommonOptions.seed(),
                OptionSpec.flag(
                                PARALLEL,
                                "whether running trials count as results that constant_liar_type assumes; if not, they"
                                        + " count as bad, as with TPE")
                        .defaultsTo(false),
                OptionSpec.word(
                                LIAR,
                                "the assumed value of a running trial: the lowest, the highest or the mean so far",
                                List.of(LOWEST, HIGHEST, MEAN))
                        .defaultsTo(LOWEST));
    }

    @Override
    public AlgorithmProfile profile() {
        return TpeTunerFactory.profile("configurations that name it already; it searches as TPE does");
    }

    @Override
    public Tuner create(TunerContext context) {
        TpeSettings standard = TpeSettings.standard();
        Options options = context.options();
        return new TpeTuner(
                context,
                options.flag(PARALLEL) ? standard.withLiar(liar(options.text(LIAR), context.direction())) : standard);
    }

    private static ConstantLiar liar(String word, Direction direction) {
        if (word.equals(MEAN)) {
            return ConstantLiar.MEAN;
        }
        boolean isLowBest = direction == Direction.MINIMIZE;
        return word.equals(LOWEST) == isLowBest ? ConstantLiar.BEST : ConstantLiar.WORST;
    }
}
