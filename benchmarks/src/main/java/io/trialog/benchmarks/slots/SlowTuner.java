package io.trialog.benchmarks.slots;

import io.trialog.spi.Plugin;
import io.trialog.spi.SpiVersion;
import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.option.OptionSpec;
import io.trialog.spi.tuner.Observation;
import io.trialog.spi.tuner.SuggestRequest;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.spi.tuner.Suggestions;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.spi.tuner.TunerFactory;
import java.util.ArrayList;
import java.util.List;

/** Brings the tuner {@value #NAME}: random search that takes its time for every answer. */
@SpiVersion(major = SpiVersion.MAJOR, minor = SpiVersion.MINOR)
public final class SlowTuner implements Plugin {

    static final String NAME = "slow";
    static final String MILLIS = "answer_millis";

    /** For {@link java.util.ServiceLoader}. */
    public SlowTuner() {}

    @Override
    public List<TunerFactory> tuners() {
        return List.of(new Factory());
    }

    private static final class Factory implements TunerFactory {

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public String description() {
            return "draws configurations at random, slowly";
        }

        @Override
        public OptionSchema options() {
            return OptionSchema.of(OptionSpec.integer(MILLIS, "how long an answer takes, in milliseconds")
                    .defaultsTo(0));
        }

        @Override
        public Tuner create(TunerContext context) {
            return new Slow(context, context.options().integer(MILLIS));
        }
    }

    private record Slow(TunerContext context, long millis) implements Tuner {

        @Override
        public Suggestions suggest(SuggestRequest request) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            List<Suggestion> proposals = new ArrayList<>();
            for (int i = 0; i < request.count(); i++) {
                long trial = request.firstTrialNumber() + i;
                proposals.add(Suggestion.of(context.searchSpace().sample(context.random(trial))));
            }
            return Suggestions.of(proposals);
        }

        @Override
        public void observe(List<Observation> observations) {
            // learns nothing
        }
    }
}
