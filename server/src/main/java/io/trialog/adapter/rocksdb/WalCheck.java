package io.trialog.adapter.rocksdb;

import io.trialog.port.EventLogException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Checks the write-ahead log, and the list of tables, which has the same format, before RocksDB opens them. RocksDB takes a length that points behind the end of the file for a
 * record that was never written completely, so that one flipped bit in a length silently drops every acknowledged event
 * after it; and it does not come back from some flips in a record's type. Here only what can be the beginning of a record
 * passes for an incomplete one.
 *
 * <p>The format: blocks of 32 KiB; in a block, records of masked CRC-32C over all that follows the length (4 bytes), length
 * (2), type (1) and payload, all little-endian; no record crosses the end of a block, and a rest too short for a header is
 * filled with zeros.
 *
 * @see <a href="https://github.com/facebook/rocksdb/wiki/Write-Ahead-Log-File-Format">Write Ahead Log File Format</a>
 */
final class WalCheck {

    private static final int BLOCK = 32 * 1024;
    private static final int HEADER = 7;
    private static final int TYPE = 6;
    private static final int MAX_TYPE = 4;
    private static final int LENGTH_BITS = 16;

    private final byte[] bytes = new byte[BLOCK];
    private final ByteBuffer block = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    private boolean ended;

    private WalCheck() {}

    /** @throws EventLogException when such a file in this folder is damaged; names the file and the byte */
    static void requireIntact(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "{[0-9]*.log,MANIFEST-*}")) {
            for (Path file : files) {
                new WalCheck().check(folder, file);
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw new EventLogException("event log " + folder + ": cannot read: " + e.getMessage(), e);
        }
    }

    private void check(Path folder, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            long before = 0;
            for (int length = in.readNBytes(bytes, 0, BLOCK); length > 0; length = in.readNBytes(bytes, 0, BLOCK)) {
                Damage damage = damage(length);
                if (damage != null) {
                    throw new EventLogException("event log " + folder + ": cannot open: " + file.getFileName()
                            + " is damaged at byte " + (before + damage.at()) + ": " + damage.what());
                }
                before += length;
            }
        } catch (NoSuchFileException e) {
            // a writer has just deleted it: what was in it is in a table, or in the next list of them
        }
    }

    private record Damage(int at, String what) {}

    /** The first damage in a block, which is shorter than others at the end of the file. */
    private @Nullable Damage damage(int length) {
        int at = 0;
        while (!ended && length - at >= HEADER) {
            int end = end(at);
            if (isZero(at, at + HEADER)) {
                // space that was reserved and never written
                ended = true;
            } else if (end > BLOCK) {
                return new Damage(at, "length " + payload(at) + " (expected: inside its block)");
            } else if (end <= length) {
                if (!isIntact(at, payload(at))) {
                    return new Damage(at, "checksum mismatch");
                }
                at = end;
            } else {
                return hidesRecord(at, length)
                        ? new Damage(at, "length " + payload(at) + " (expected: up to the next record)")
                        : null;
            }
        }
        return ended && !isZero(at, length) ? new Damage(at, "zeros (expected: a record, as more follows)") : null;
    }

    /** Whether there is a whole record in what looks like the beginning of one: here or anywhere behind it. */
    private boolean hidesRecord(int at, int length) {
        for (int bit = 0; bit < LENGTH_BITS; bit++) {
            int payload = payload(at) ^ (1 << bit);
            if (at + HEADER + payload <= length && isIntact(at, payload)) {
                return true;
            }
        }
        for (int candidate = at + 1; candidate + HEADER < length; candidate++) {
            int type = bytes[candidate + TYPE];
            if (type >= 1 && type <= MAX_TYPE && end(candidate) <= length && isIntact(candidate, payload(candidate))) {
                return true;
            }
        }
        return false;
    }

    private int payload(int at) {
        return Short.toUnsignedInt(block.getShort(at + Integer.BYTES));
    }

    private int end(int at) {
        return at + HEADER + payload(at);
    }

    private boolean isIntact(int at, int payload) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, at + TYPE, 1 + payload);
        // masked, as a checksum of bytes that contain checksums is a weak one
        return block.getInt(at) == Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8;
    }

    private boolean isZero(int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
