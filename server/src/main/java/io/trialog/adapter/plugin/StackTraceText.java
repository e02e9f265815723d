package io.trialog.adapter.plugin;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What was thrown, as text. A plugin's exception is the plugin's code too: its message may throw, its trace may be endless.
 * So it is printed on the plugin's thread, and only the text leaves it.
 */
final class StackTraceText {

    /** Kept of a longer trace: its beginning, and its end, where the root cause is told. */
    private static final int HEAD_CHARS = 12_000;

    private static final int TAIL_CHARS = 4_000;
    private static final int SUMMARY_CHARS = 1_000;

    /** Causes may form a circle. */
    private static final int MAX_CAUSES = 50;

    private StackTraceText() {}

    /** The whole trace with all causes, shortened in the middle to about 16,000 characters. */
    static String of(Throwable thrown) {
        try {
            StringWriter text = new StringWriter();
            thrown.printStackTrace(new PrintWriter(text));
            return shortened(text.toString());
        } catch (Throwable broken) {
            return thrown.getClass().getName() + " (its stack trace cannot be printed: "
                    + broken.getClass().getName() + ")";
        }
    }

    /** Where a thread stands. */
    static String of(StackTraceElement[] stack) {
        return shortened(Arrays.stream(stack)
                .map(frame -> "\tat " + frame + System.lineSeparator())
                .collect(Collectors.joining()));
    }

    /** One line: what was thrown and, if it is something else, the root cause. */
    static String summary(Throwable thrown) {
        Throwable root = thrown;
        for (int i = 0; i < MAX_CAUSES && root.getCause() != null; i++) {
            root = root.getCause();
        }
        String summary = oneLine(thrown);
        return root == thrown ? summary : summary + "; root cause: " + oneLine(root);
    }

    private static String oneLine(Throwable thrown) {
        try {
            String text = String.valueOf(thrown).strip();
            return text.length() <= SUMMARY_CHARS ? text : text.substring(0, SUMMARY_CHARS) + "...";
        } catch (Throwable broken) {
            return thrown.getClass().getName();
        }
    }

    private static String shortened(String text) {
        if (text.length() <= HEAD_CHARS + TAIL_CHARS) {
            return text;
        }
        int tail = text.length() - TAIL_CHARS;
        return text.substring(0, HEAD_CHARS) + "\n... " + (tail - HEAD_CHARS) + " characters left out ...\n"
                + text.substring(tail);
    }
}
