package io.trialog.cli;

/** A terminal that is as the test wants it. */
record FixedTerminal(boolean isInteractive, int columns, Style style) implements Terminal {

    static final FixedTerminal NONE = new FixedTerminal(false, 0, Style.PLAIN);

    static FixedTerminal interactive(int columns) {
        return new FixedTerminal(true, columns, Style.PLAIN);
    }
}
