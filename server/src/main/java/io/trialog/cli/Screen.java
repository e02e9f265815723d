package io.trialog.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What people see: lines on standard output, complaints on standard error and, on a terminal, one live line below them
 * that is redrawn in place. All in UTF-8: JSON requires it, and today's terminals expect it. Safe for use by any thread.
 */
final class Screen {

    private static final int LINES_BETWEEN_CHECKS = 512;
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final PrintStream err;
    private final Terminal terminal;
    private String live = "";
    private long dataLines;

    Screen(PrintStream out, PrintStream err, Terminal terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    /** The screen of this process. */
    static Screen ofThisProcess(Terminal terminal) {
        return new Screen(stream(FileDescriptor.out), stream(FileDescriptor.err), terminal);
    }

    /** One that people read on standard error, in plain lines without a live one, while standard output is for data. */
    Screen onStandardError() {
        return new Screen(err, err, new NoTerminal());
    }

    Terminal terminal() {
        return terminal;
    }

    Style style() {
        return terminal.style();
    }

    /** How wide lines may be: as wide as the terminal, as wide as they like elsewhere. */
    int width() {
        return terminal.isInteractive() ? terminal.columns() : Integer.MAX_VALUE;
    }

    /** Prints a line to standard output, above the live line. */
    synchronized void line(String text) {
        // one write, so that the live line does not flicker
        print(live.isEmpty() ? text + "\n" : CLEAR_LINE + text + "\n" + live);
    }

    void lines(List<String> texts) {
        texts.forEach(this::line);
    }

    /** Prints a line to standard error. */
    synchronized void complain(String text) {
        if (!live.isEmpty()) {
            print(CLEAR_LINE);
        }
        err.print(text + "\n");
        err.flush();
        if (!live.isEmpty()) {
            print(live);
        }
    }

    /** Shows a line in place of the live line. */
    synchronized void live(String text) {
        if (terminal.isInteractive() && !text.equals(live)) {
            print("\r" + text + "\u001b[K");
            live = text;
        }
    }

    /** Leaves the line where the terminal has shown a Ctrl-C as {@code ^C}. */
    synchronized void freshLine() {
        if (terminal.isInteractive()) {
            print("\n");
        }
    }

    /** Takes the live line away. */
    synchronized void endLive() {
        if (!live.isEmpty()) {
            print(CLEAR_LINE);
            live = "";
        }
    }

    /**
     * Prints one line of many to standard output; it need not show before {@link #flush}.
     *
     * @return whether to go on; false soon after nobody reads any more, as in {@code trialog log cat | head}
     */
    synchronized boolean data(String text) {
        return data((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** The same for a line that is encoded already, with its end. */
    synchronized boolean data(byte[] line) {
        out.write(line, 0, line.length);
        dataLines++;
        return dataLines % LINES_BETWEEN_CHECKS != 0 || !out.checkError(); // the check flushes, which costs
    }

    /** Shows what was printed; false when nobody reads any more. */
    synchronized boolean delivered() {
        return !out.checkError();
    }

    synchronized void flush() {
        out.flush();
    }

    /** Sends a terminal what it is to do. */
    synchronized void raw(String text) {
        print(text);
    }

    /** For texts of picocli. */
    PrintStream out() {
        return out;
    }

    /** For texts of picocli. */
    PrintStream err() {
        return err;
    }

    private void print(String text) {
        out.print(text);
        out.flush();
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor)), false, StandardCharsets.UTF_8);
    }
}
