package io.trialog.sdk;

import java.time.Duration;

/** A way to the server. Used by one thread at a time, but for {@link #abort}. */
interface Delivery {

    /** Where the server is, as far as known. */
    ServerAddress address();

    /**
     * Sends reports and waits for the whole answer.
     *
     * @param body as the protocol has it
     * @throws DeliveryException if none comes within the timeout
     */
    Answer postReports(String body, Duration timeout) throws DeliveryException, InterruptedException;

    /**
     * Sends a sign of life and waits for the whole answer.
     *
     * @throws DeliveryException if none comes within the timeout
     */
    Answer postHeartbeat(Duration timeout) throws DeliveryException, InterruptedException;

    /** Lets the request in progress fail; for any thread. */
    void abort();
}
