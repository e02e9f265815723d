package io.trialog.adapter.rocksdb;

import java.util.List;
import org.rocksdb.CompressionType;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** Finds a compression that the native library has: a platform's may have been built without some. */
final class Compressions {

    private static final List<CompressionType> BEST_FIRST =
            List.of(CompressionType.ZSTD_COMPRESSION, CompressionType.LZ4_COMPRESSION, CompressionType.NO_COMPRESSION);

    private static final List<CompressionType> FASTEST_FIRST =
            List.of(CompressionType.LZ4_COMPRESSION, CompressionType.NO_COMPRESSION);

    /** Opens a database. */
    interface Opening<T> {
        T open(CompressionType compression) throws RocksDBException;
    }

    private Compressions() {}

    /** The one that leaves the fewest bytes. */
    static <T> T best(Opening<T> opening) throws RocksDBException {
        return first(BEST_FIRST, opening);
    }

    /** The one that takes the least time. */
    static <T> T fastest(Opening<T> opening) throws RocksDBException {
        return first(FASTEST_FIRST, opening);
    }

    private static <T> T first(List<CompressionType> order, Opening<T> opening) throws RocksDBException {
        for (CompressionType compression : order) {
            try {
                return opening.open(compression);
            } catch (RocksDBException e) {
                if (!isNotBuiltIn(e)) {
                    throw e;
                }
            }
        }
        throw new AssertionError("no compression: not built in (expected: always possible)");
    }

    private static boolean isNotBuiltIn(RocksDBException e) {
        Status status = e.getStatus();
        return status != null
                && status.getCode() == Status.Code.InvalidArgument
                && String.valueOf(e.getMessage()).contains("not linked");
    }
}
