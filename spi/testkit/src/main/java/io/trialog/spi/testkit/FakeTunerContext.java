package io.trialog.spi.testkit;

import io.trialog.spi.option.Options;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.tuner.Direction;
import io.trialog.spi.tuner.Objective;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.spi.tuner.TunerFactory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * A tuner's view of an experiment, for tests:
 *
 * <pre>{@code Tuner tuner = FakeTunerContext.of(space).withSeed(7).create(new MyTunerFactory());}</pre>
 *
 * <p>Immutable: minimises {@code default} with seed 0 and default options, one trial at a time and without end, unless told
 * otherwise.
 */
public final class FakeTunerContext {

    private final SearchSpace searchSpace;
    private final List<Objective> objectives;
    private final long seed;
    private final Map<String, ?> classArgs;
    private final OptionalInt maxTrials;
    private final int concurrency;

    private FakeTunerContext(
            SearchSpace searchSpace,
            List<Objective> objectives,
            long seed,
            Map<String, ?> classArgs,
            OptionalInt maxTrials,
            int concurrency) {
        this.searchSpace = Objects.requireNonNull(searchSpace, "searchSpace");
        this.objectives = List.copyOf(objectives);
        this.seed = seed;
        this.classArgs = Map.copyOf(classArgs);
        this.maxTrials = maxTrials;
        this.concurrency = concurrency;
    }

    /** An experiment in this space. */
    public static FakeTunerContext of(SearchSpace searchSpace) {
        return new FakeTunerContext(searchSpace, objective(Direction.MINIMIZE), 0, Map.of(), OptionalInt.empty(), 1);
    }

    private static List<Objective> objective(Direction direction) {
        return List.of(new Objective("default", direction));
    }

    /** The same with {@code default} to be optimised in another direction. */
    public FakeTunerContext withDirection(Direction other) {
        return withObjectives(objective(other));
    }

    /** The same with several objectives, or with another one. */
    public FakeTunerContext withObjectives(List<Objective> others) {
        return new FakeTunerContext(searchSpace, others, seed, classArgs, maxTrials, concurrency);
    }

    /** The same with another seed. */
    public FakeTunerContext withSeed(long other) {
        return new FakeTunerContext(searchSpace, objectives, other, classArgs, maxTrials, concurrency);
    }

    /** The same with what a user writes under {@code classArgs}. */
    public FakeTunerContext withClassArgs(Map<String, ?> other) {
        return new FakeTunerContext(searchSpace, objectives, seed, other, maxTrials, concurrency);
    }

    /** The same with this many trials at most. */
    public FakeTunerContext withMaxTrials(int trials) {
        return new FakeTunerContext(searchSpace, objectives, seed, classArgs, OptionalInt.of(trials), concurrency);
    }

    /** The same with this many trials at a time. */
    public FakeTunerContext withConcurrency(int trials) {
        return new FakeTunerContext(searchSpace, objectives, seed, classArgs, maxTrials, trials);
    }

    /** Which values of the first objective are better. */
    public Direction direction() {
        return objectives.get(0).direction();
    }

    /** What a tuner gets to see, with options that its factory's schema has read. */
    public TunerContext context(TunerFactory factory) {
        Options options = factory.options().read(classArgs);
        return new TunerContext() {
            @Override
            public SearchSpace searchSpace() {
                return searchSpace;
            }

            @Override
            public Direction direction() {
                return FakeTunerContext.this.direction();
            }

            @Override
            public List<Objective> objectives() {
                return objectives;
            }

            @Override
            public Options options() {
                return options;
            }

            @Override
            public long seed() {
                return seed;
            }

            @Override
            public OptionalInt maxTrials() {
                return maxTrials;
            }

            @Override
            public int concurrency() {
                return concurrency;
            }
        };
    }

    /** Makes a tuner, as the server does. */
    public Tuner create(TunerFactory factory) {
        return factory.create(context(factory));
    }
}
