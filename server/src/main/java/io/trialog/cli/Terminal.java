package io.trialog.cli;

/** Where standard output goes. */
interface Terminal {

    /** Whether a person sees it and lines can be redrawn in place. */
    boolean isInteractive();

    /** The width in characters, now. */
    int columns();

    /** The height in lines, now. */
    default int rows() {
        return 24;
    }

    /** What it can show. */
    Style style();
}
