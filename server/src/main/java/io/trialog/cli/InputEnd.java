package io.trialog.cli;

import java.io.IOException;
import java.io.InputStream;

/** Tells when standard input ends: whoever holds the other end of the pipe is gone, however it went. */
final class InputEnd {

    private InputEnd() {}

    /** Calls {@code action} once, in a thread of its own. What is read until then is not kept. */
    static void watch(InputStream in, Runnable action) {
        Thread thread = new Thread(() -> await(in, action), "trialog-input");
        thread.setDaemon(true);
        thread.start();
    }

    private static void await(InputStream in, Runnable action) {
        try {
            byte[] unused = new byte[512];
            while (in.read(unused) >= 0) {
                // somebody types; that is no end
            }
        } catch (IOException e) {
            // as good as its end: nothing more comes
        } finally {
            action.run();
        }
    }
}
