package io.trialog.sdk;

import java.time.Duration;

/** A way to the server. Used by one thread at a time. */
interface Delivery {

    /** Where the server is, as far as known. */
    ServerAddress address();

    /**
     * Sends a body and waits for the whole answer.
     *
     * @throws DeliveryException if none comes within the timeout
     */
    Answer post(String body, Duration timeout) throws DeliveryException, InterruptedException;
}
