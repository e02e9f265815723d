package io.trialog.sdk;

/** An open way to one topic. Used by one thread at a time. */
interface KafkaChannel extends AutoCloseable {

    /**
     * Sends a record and waits until it is acknowledged.
     *
     * @throws KafkaFailure if it is not, within half a minute or so
     */
    void send(byte[] key, byte[] value) throws KafkaFailure, InterruptedException;

    /** Drops what is on its way. */
    @Override
    void close();

    /** Opens channels. */
    interface Opener {
        KafkaChannel open() throws KafkaFailure;
    }
}
