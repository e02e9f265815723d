package io.trialog.spi.tuner;

import io.trialog.spi.option.Options;
import io.trialog.spi.space.SearchSpace;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** What a tuner knows about its experiment. Implemented by the server; it grows by default methods. */
public interface TunerContext {

    /** What to search. */
    SearchSpace searchSpace();

    /** Which values are better. */
    Direction direction();

    /**
     * What is optimized, at least one. Of several, none is worth more than another: wanted are configurations that no other
     * one beats in all of them. {@link Observation#value()} and {@link #direction()} are those of the first.
     */
    default List<Objective> objectives() {
        return List.of(new Objective("default", direction()));
    }

    /** The user's {@code classArgs}, read by the factory's {@link TunerFactory#options()}. */
    Options options();

    /** The experiment's seed, recorded in its log: the only source of chance a tuner may use. */
    long seed();

    /** How many trials the experiment may have, when that is limited. */
    default OptionalInt maxTrials() {
        return OptionalInt.empty();
    }

    /** How many trials run at a time. */
    default int concurrency() {
        return 1;
    }

    /**
     * A stream of random numbers that belongs to one trial: the same seed and trial number give the same stream, whatever
     * happened before. Tuners that draw proposals from it need no random state of their own.
     *
     * @param trialNumber 0 or more
     */
    default RandomGenerator random(long trialNumber) {
        return new SplittableRandom(
                new SplittableRandom(seed() ^ (0x9E3779B97F4A7C15L * (trialNumber + 1))).nextLong());
    }
}
