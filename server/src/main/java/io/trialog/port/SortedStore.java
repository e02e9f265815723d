package io.trialog.port;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keys with values, in the order of the keys' unsigned bytes: where a projection keeps what does not fit into memory. What is
 * written may be lost when the process ends without {@link #close}, but only the newest batches, and each of them as a whole. So
 * a projection writes the position that it has come to with what it has learned, and reads the rest from the log again.
 *
 * <p>One thread writes, any thread reads, and sees what was written before it began. Implementations are proved by {@code
 * SortedStoreContract} in the tests.
 */
@SuppressWarnings("ArrayRecordComponent") // entries and changes are passed on, never compared
public interface SortedStore extends AutoCloseable {

    /** A key with its value. The arrays belong to whoever asked. */
    record Entry(byte[] key, byte[] value) {}

    /** A part of a batch. */
    sealed interface Change permits Put, DeleteRange {}

    /** Gives a key a value, instead of the one that it has. */
    record Put(byte[] key, byte[] value) implements Change {}

    /** Removes the keys from one on, up to another that stays. */
    record DeleteRange(byte[] from, byte[] to) implements Change {}

    /**
     * The value of a key; null when there is none.
     *
     * @throws SortedStoreException when it cannot be read
     */
    byte @Nullable [] get(byte[] key);

    /**
     * The first keys of a range, in order.
     *
     * @param from the first key that may be among them
     * @param to the first key behind them
     * @param limit how many at most, 1 or more
     * @throws SortedStoreException when they cannot be read
     */
    List<Entry> range(byte[] from, byte[] to, int limit);

    /**
     * Writes all or nothing, in this order.
     *
     * @throws SortedStoreException when that failed; the store must not be used again then but to be closed
     */
    void write(List<Change> batch);

    @Override
    void close();
}
