package io.trialog.spi.testkit;

import io.trialog.spi.option.Options;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.tuner.Direction;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.spi.tuner.TunerFactory;
import java.util.Map;
import java.util.Objects;

/**
 * A tuner's view of an experiment, for tests:
 *
 * <pre>{@code Tuner tuner = FakeTunerContext.of(space).withSeed(7).create(new MyTunerFactory());}</pre>
 *
 * <p>Immutable: minimises with seed 0 and default options unless told otherwise.
 */
public final class FakeTunerContext {

    private final SearchSpace searchSpace;
    private final Direction direction;
    private final long seed;
    private final Map<String, ?> classArgs;

    private FakeTunerContext(SearchSpace searchSpace, Direction direction, long seed, Map<String, ?> classArgs) {
        this.searchSpace = Objects.requireNonNull(searchSpace, "searchSpace");
        this.direction = Objects.requireNonNull(direction, "direction");
        this.seed = seed;
        this.classArgs = Map.copyOf(classArgs);
    }

    /** An experiment in this space. */
    public static FakeTunerContext of(SearchSpace searchSpace) {
        return new FakeTunerContext(searchSpace, Direction.MINIMIZE, 0, Map.of());
    }

    /** The same with another direction. */
    public FakeTunerContext withDirection(Direction other) {
        return new FakeTunerContext(searchSpace, other, seed, classArgs);
    }

    /** The same with another seed. */
    public FakeTunerContext withSeed(long other) {
        return new FakeTunerContext(searchSpace, direction, other, classArgs);
    }

    /** The same with what a user writes under {@code classArgs}. */
    public FakeTunerContext withClassArgs(Map<String, ?> other) {
        return new FakeTunerContext(searchSpace, direction, seed, other);
    }

    /** Which values are better. */
    public Direction direction() {
        return direction;
    }

    /** Makes a tuner, as the server does: with options that its factory's schema has read. */
    public Tuner create(TunerFactory factory) {
        Options options = factory.options().read(classArgs);
        return factory.create(new TunerContext() {
            @Override
            public SearchSpace searchSpace() {
                return searchSpace;
            }

            @Override
            public Direction direction() {
                return direction;
            }

            @Override
            public Options options() {
                return options;
            }

            @Override
            public long seed() {
                return seed;
            }
        });
    }
}
