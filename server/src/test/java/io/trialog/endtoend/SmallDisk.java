package io.trialog.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system in memory that is full soon and can grow. Mounting takes root; else the test is skipped. */
final class SmallDisk implements AutoCloseable {

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Mounts one, or skips the test. */
    static SmallDisk mounted(Path folder, int mebibytes) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String size = "size=" + mebibytes + "m,mode=700";
        assumeThat(exitCode("mount", "-t", "tmpfs", "-o", size, "tmpfs", folder.toString()))
                .as("mount -t tmpfs (needs root)")
                .isZero();
        return new SmallDisk(folder);
    }

    /** Makes room. */
    void grow(int mebibytes) {
        String size = "remount,size=" + mebibytes + "m";
        assertThat(exitCode("mount", "-o", size, folder.toString())).isZero();
    }

    /** Takes the last byte. */
    void fill() {
        byte[] page = new byte[4096];
        try (var file = Files.newOutputStream(folder.resolve("filler"))) {
            while (true) {
                file.write(page);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left on device");
        }
    }

    @Override
    public void close() {
        // also when a process of a failed test still has it open
        assertThat(exitCode("umount", "-l", folder.toString())).isZero();
    }

    private static int exitCode(String... command) {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            return -1; // there is no such command
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
