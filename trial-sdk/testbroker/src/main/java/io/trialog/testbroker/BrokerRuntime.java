package io.trialog.testbroker;

/** A way to run a broker. Data and ports survive a stop, and a kill. For one thread at a time. */
interface BrokerRuntime extends AutoCloseable {

    /** Starts the broker, for the first time or again. */
    void start();

    /** Stops the broker in an orderly way, and returns when it has ended. */
    void stop();

    /** Ends the broker at once, and returns when it has ended. */
    void kill();

    /** Returns the CPU time of the broker's process in nanoseconds; 0 where it is not known. */
    long cpuNanos();

    /** Returns what a test's log says about it. */
    String description();

    /** Frees what is left of a stopped broker. */
    @Override
    void close();
}
