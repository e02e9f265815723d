package io.trialog.port;

/** Draws what must not repeat. */
public interface IdSource {

    /** A new experiment id: 8 of a-z and 0-9. */
    String experimentId();

    /** A seed for an experiment that names none. */
    long seed();
}
