package io.trialog.cli;

/** A file or a pipe, or what is to be treated like one. */
record NoTerminal() implements Terminal {

    @Override
    public boolean isInteractive() {
        return false;
    }

    @Override
    public int columns() {
        return 0;
    }

    @Override
    public Style style() {
        return Style.PLAIN;
    }
}
