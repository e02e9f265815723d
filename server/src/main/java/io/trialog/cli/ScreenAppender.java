package io.trialog.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;

/** Shows warnings of Trialog itself, in a short form that leaves the live line whole. */
final class ScreenAppender extends AppenderBase<ILoggingEvent> {

    private static final String OWN = "io.trialog.";
    private static final String OF_COMMANDS = ScreenAppender.class.getPackageName() + ".";

    private final Screen screen;

    ScreenAppender(Screen screen) {
        this.screen = screen;
    }

    @Override
    protected void append(ILoggingEvent event) {
        String logger = event.getLoggerName();
        // commands tell people themselves
        if (event.getLevel().isGreaterOrEqual(Level.WARN)
                && logger.startsWith(OWN)
                && !logger.startsWith(OF_COMMANDS)) {
            boolean error = event.getLevel().isGreaterOrEqual(Level.ERROR);
            String label =
                    error ? screen.style().bad("error: ") : screen.style().warning("warning: ");
            screen.complain(label + PrintableText.of(event.getFormattedMessage()));
        }
    }
}
