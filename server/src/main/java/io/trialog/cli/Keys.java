package io.trialog.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;

/** Keys as they are pressed, not shown and not held back until a line is complete. The JDK has no way to ask for that. */
final class Keys implements AutoCloseable {

    private final String before;

    private Keys(String before) {
        this.before = before;
    }

    /**
     * Listens in a thread of its own until standard input ends.
     *
     * @param in standard input, a terminal
     */
    static Keys listen(InputStream in, IntConsumer onKey) {
        String before = stty("-g").strip();
        if (!before.isEmpty()) {
            String unused = stty("-icanon -echo min 1");
            Thread thread = new Thread(() -> read(in, onKey), "trialog-keys");
            thread.setDaemon(true);
            thread.start();
        }
        return new Keys(before);
    }

    @Override
    public void close() {
        if (!before.isEmpty()) {
            String unused = stty(before);
        }
    }

    private static void read(InputStream in, IntConsumer onKey) {
        try {
            for (int key = in.read(); key >= 0; key = in.read()) {
                onKey.accept(key);
            }
        } catch (IOException e) {
            // no more keys; Ctrl-C is a signal
        }
    }

    private static String stty(String arguments) {
        try {
            Process process = new ProcessBuilder("sh", "-c", "stty " + arguments + " </dev/tty")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return process.waitFor() == 0 ? answer : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
