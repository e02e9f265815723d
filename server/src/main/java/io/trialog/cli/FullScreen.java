package io.trialog.cli;

import java.util.List;

/**
 * A terminal that one program has to itself: every picture takes the place of the one before, in one write, so that nothing
 * flickers. Closing it brings back what was there. Used by one thread.
 */
final class FullScreen implements AutoCloseable {

    private static final String ENTER = "\u001b[?1049h\u001b[?25l\u001b[2J";
    private static final String LEAVE = "\u001b[?25h\u001b[?1049l";
    /** Terminals that know them show nothing between the two. */
    private static final String BEGIN = "\u001b[?2026h\u001b[H";

    private static final String END = "\u001b[J\u001b[?2026l";
    private static final String REST_OF_LINE = "\u001b[K";

    private final Screen screen;
    private final AutoCloseable keys;

    /** @param keys makes keys come one by one while it is open */
    FullScreen(Screen screen, AutoCloseable keys) {
        this.screen = screen;
        this.keys = keys;
        screen.raw(ENTER);
    }

    void show(List<String> lines) {
        StringBuilder picture = new StringBuilder(BEGIN);
        for (int i = 0; i < lines.size(); i++) {
            picture.append(i == 0 ? "" : "\r\n").append(lines.get(i)).append(REST_OF_LINE);
        }
        screen.raw(picture.append(END).toString());
    }

    @Override
    public void close() {
        screen.raw(LEAVE);
        try {
            keys.close();
        } catch (Exception e) {
            screen.complain("trialog: the terminal could not be set back; 'stty sane' does that: " + e.getMessage());
        }
    }
}
