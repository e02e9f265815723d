package io.trialog.cli;

import java.util.regex.Pattern;

/** Text as people can paste it into a shell. */
final class ShellText {

    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");

    private ShellText() {}

    /** One word of a command line. */
    static String quoted(String word) {
        return HARMLESS.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
