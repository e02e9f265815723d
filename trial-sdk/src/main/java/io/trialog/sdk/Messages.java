package io.trialog.sdk;

import java.util.function.Consumer;

/** Messages to the user: a training's own log is not ours to write, and this jar has no logging library. */
final class Messages {

    private Messages() {}

    /** Prints each message as a line on stderr. */
    static Consumer<String> toStderr() {
        return message -> System.err.println("trialog: " + message);
    }

    /** {@code 1 report}, {@code 2 reports}. */
    static String count(long reports) {
        return reports == 1 ? "1 report" : reports + " reports";
    }
}
