package io.trialog.adapter.rocksdb;

/**
 * When an append counts as done. In each mode an append is handed to the operating system before it returns, so that the
 * death of the server process alone, {@code kill -9} included, loses nothing; the modes differ in what the death of the
 * machine loses.
 */
public enum Durability {

    /** After fsync. Loses nothing, as far as the disk keeps what it confirms. The default. */
    SYNC,

    /** At once; fsync follows within 100 ms. A power cut or kernel crash loses up to the last 100 ms of acknowledged events. */
    EVERY_100_MS,

    /**
     * At once; the operating system writes when it likes. A power cut or kernel crash loses what it had not written:
     * commonly up to the last 30 s of acknowledged events.
     */
    OS
}
