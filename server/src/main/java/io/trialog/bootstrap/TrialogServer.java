package io.trialog.bootstrap;

/**
 * A running server: the data directory with its log and, unless it only views, the engine; the board; HTTP. Closing it
 * stops serving and leaves running trials alone.
 */
public final class TrialogServer implements AutoCloseable {}
