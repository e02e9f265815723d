package io.trialog.tuners.auto;

import io.trialog.spi.option.Options;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.tuner.Direction;
import io.trialog.spi.tuner.Objective;
import io.trialog.spi.tuner.Observation;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.spi.tuner.TunerFactory;
import io.trialog.tuners.auto.Strategy.Model;
import io.trialog.tuners.gp.GpTunerFactory;
import io.trialog.tuners.nsga2.Nsga2TunerFactory;
import io.trialog.tuners.tpe.TpeTunerFactory;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** One of the tuners that are asked, and how much it has been told. Mutable. */
final class Member implements AutoCloseable {

    private final Tuner tuner;
    private int told;

    /** A tuner with default options for an experiment, in its newest search space. */
    Member(Model model, TunerContext context, SearchSpace searchSpace) {
        TunerFactory factory = switch (model) {
            case GP -> new GpTunerFactory();
            case TPE -> new TpeTunerFactory();
            case NSGA2 -> new Nsga2TunerFactory();
        };
        this.tuner = factory.create(
                new MemberContext(context, searchSpace, factory.options().read(Map.of())));
    }

    /** The tuner, after telling it what it was not told yet of these observations. */
    Tuner upTo(List<Observation> observations) {
        if (told < observations.size()) {
            tuner.observe(List.copyOf(observations.subList(told, observations.size())));
            told = observations.size();
        }
        return tuner;
    }

    @Override
    public void close() {
        tuner.close();
    }

    private record MemberContext(TunerContext context, SearchSpace searchSpace, Options options)
            implements TunerContext {

        @Override
        public Direction direction() {
            return context.direction();
        }

        @Override
        public List<Objective> objectives() {
            return context.objectives();
        }

        @Override
        public long seed() {
            return context.seed();
        }

        @Override
        public OptionalInt maxTrials() {
            return context.maxTrials();
        }

        @Override
        public int concurrency() {
            return context.concurrency();
        }
    }
}
