package io.trialog.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that appears under its name when it is complete and on disk, or not at all. Until then it lies beside it. Used by
 * one thread.
 */
final class AtomicFile implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final Path half;
    private final FileChannel channel;
    private final OutputStream out;

    AtomicFile(Path file) throws IOException {
        this.file = file.toAbsolutePath();
        this.half = Files.createTempFile(this.file.getParent(), "." + this.file.getFileName() + ".", ".part");
        this.channel = FileChannel.open(half, StandardOpenOption.WRITE);
        this.out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
    }

    OutputStream out() {
        return out;
    }

    /** It is complete. */
    void commit() throws IOException {
        out.flush();
        channel.force(true);
        channel.close();
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(file.resolveSibling("."), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    /** Leaves nothing when it was never complete. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(half);
    }
}
