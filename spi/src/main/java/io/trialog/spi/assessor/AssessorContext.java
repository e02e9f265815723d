package io.trialog.spi.assessor;

import io.trialog.spi.option.Options;
import io.trialog.spi.tuner.Direction;

/** What an assessor knows about its experiment. Implemented by the server; it grows by default methods. */
public interface AssessorContext {

    /** Which values are better. */
    Direction direction();

    /** The user's {@code classArgs}, read by the factory's {@link AssessorFactory#options()}. */
    Options options();

    /** The experiment's seed, recorded in its log: the only source of chance an assessor may use. */
    long seed();
}
