package io.trialog.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The terminal of this process. The JDK 17 cannot tell whether standard output alone is a terminal, nor how wide it is;
 * {@code test -t} and {@code stty} can.
 */
final class SystemTerminal implements Terminal {

    private static final int DEFAULT_COLUMNS = 80;
    private static final Pattern SIZE = Pattern.compile("\\d+ (\\d+)\\s*");
    /** Standard output is handed on, so that the test sees ours; the answer comes on standard error. */
    private static final List<String> PROBE = List.of("sh", "-c", "test -t 1 && stty size </dev/tty >&2");

    private final boolean interactive;
    private final Style style;
    private volatile int columns;
    private volatile boolean resized;

    private SystemTerminal(boolean interactive, int columns, Style style) {
        this.interactive = interactive;
        this.columns = columns;
        this.style = style;
    }

    /** Looks at the terminal, with the usual variables {@code TERM}, {@code NO_COLOR}, {@code LANG}. */
    static SystemTerminal detect(Map<String, String> environment) {
        Optional<Integer> size = probe();
        boolean interactive = size.isPresent() && !"dumb".equals(environment.getOrDefault("TERM", "dumb"));
        boolean colours =
                interactive && environment.getOrDefault("NO_COLOR", "").isEmpty();
        Style style = new Style(colours, interactive && isUnicode(environment));
        SystemTerminal terminal = new SystemTerminal(interactive, size.orElse(0), style);
        if (interactive) {
            Signals.handle("WINCH", number -> terminal.resized = true);
        }
        return terminal;
    }

    @Override
    public boolean isInteractive() {
        return interactive;
    }

    @Override
    public int columns() {
        if (resized) {
            resized = false;
            columns = probe().orElse(columns);
        }
        return columns > 0 ? columns : DEFAULT_COLUMNS;
    }

    @Override
    public Style style() {
        return style;
    }

    /** The columns when standard output is a terminal; 0 when it does not know them. */
    private static Optional<Integer> probe() {
        try {
            Process process = new ProcessBuilder(PROBE)
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            String answer = new String(process.getErrorStream().readAllBytes(), StandardCharsets.US_ASCII);
            if (!process.waitFor(1, TimeUnit.SECONDS) || process.exitValue() != 0) {
                return Optional.empty();
            }
            Matcher size = SIZE.matcher(answer);
            return Optional.of(size.matches() ? Integer.parseInt(size.group(1)) : 0);
        } catch (IOException e) {
            return Optional.empty(); // no shell here: plain output is right everywhere
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static boolean isUnicode(Map<String, String> environment) {
        return Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .map(value -> value.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8"))
                .orElse(false);
    }
}
