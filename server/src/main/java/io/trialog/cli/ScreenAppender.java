package io.trialog.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;

/** Shows warnings of Trialog itself, in a short form that leaves the live line whole. */
final class ScreenAppender extends AppenderBase<ILoggingEvent> {

    private static final String OWN = "io.trialog.";
    /** Commands tell people themselves; what plugins report is recorded, and told with the experiment. */
    private static final List<String> TOLD_ELSEWHERE =
            List.of("io.trialog.cli.", "io.trialog.trainingservice.", "io.trialog.tuners.");

    private final Screen screen;

    ScreenAppender(Screen screen) {
        this.screen = screen;
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getLevel().isGreaterOrEqual(Level.WARN) && isForPeople(event.getLoggerName())) {
            boolean error = event.getLevel().isGreaterOrEqual(Level.ERROR);
            String label =
                    error ? screen.style().bad("error: ") : screen.style().warning("warning: ");
            screen.complain(label + PrintableText.of(event.getFormattedMessage()));
        }
    }

    private static boolean isForPeople(String logger) {
        return logger.startsWith(OWN) && TOLD_ELSEWHERE.stream().noneMatch(logger::startsWith);
    }
}
