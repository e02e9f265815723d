package io.trialog.sdk;

import java.time.Duration;
import java.util.List;

/** A way to the server. Used by one thread at a time, but for {@link #hurry}, {@link #abort} and {@link #end}. */
interface Delivery {

    /** Where the server is, as far as known. */
    ServerAddress address();

    /**
     * Sends reports and waits for the whole answer.
     *
     * @param reports at least one, as many as the protocol allows at most
     * @throws DeliveryException if none comes within the timeout
     */
    Answer postReports(List<Report> reports, Duration timeout) throws DeliveryException, InterruptedException;

    /**
     * Sends a sign of life and waits for the whole answer.
     *
     * @throws DeliveryException if none comes within the timeout
     */
    Answer postHeartbeat(Duration timeout) throws DeliveryException, InterruptedException;

    /** Lets the request in progress take another way after so long, if there is one; for any thread. */
    default void hurry(Duration patience) {}

    /** Lets the request in progress fail; for any thread. */
    void abort();

    /** Gives back, at the end of the program, what must not outlive it; for any thread. Requests may follow still. */
    default void end() {}
}
