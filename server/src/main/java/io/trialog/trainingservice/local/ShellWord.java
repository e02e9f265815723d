package io.trialog.trainingservice.local;

import java.nio.file.Path;

/** Text as a shell takes it for one word. */
final class ShellWord {

    private ShellWord() {}

    /** The text as one word, whatever it holds. */
    static String of(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    static String of(Path path) {
        return of(path.toString());
    }
}
