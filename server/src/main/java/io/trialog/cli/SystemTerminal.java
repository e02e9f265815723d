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
    private static final int DEFAULT_ROWS = 24;
    private static final Pattern SIZE = Pattern.compile("(\\d+) (\\d+)\\s*");
    /** Standard output is handed on, so that the test sees ours; the answer comes on standard error. */
    private static final List<String> PROBE = List.of("sh", "-c", "test -t 1 && stty size </dev/tty >&2");

    private final boolean interactive;
    private final Style style;
    private volatile Size size;
    private volatile boolean resized;

    private SystemTerminal(boolean interactive, Size size, Style style) {
        this.interactive = interactive;
        this.size = size;
        this.style = style;
    }

    /** 0 for what is not known. */
    private record Size(int rows, int columns) {

        static final Size UNKNOWN = new Size(0, 0);
    }

    /** Looks at the terminal, with the usual variables {@code TERM}, {@code NO_COLOR}, {@code LANG}. */
    static SystemTerminal detect(Map<String, String> environment) {
        Optional<Size> size = probe();
        boolean interactive = size.isPresent() && !"dumb".equals(environment.getOrDefault("TERM", "dumb"));
        boolean colours =
                interactive && environment.getOrDefault("NO_COLOR", "").isEmpty();
        Style style = new Style(colours, interactive && isUnicode(environment));
        SystemTerminal terminal = new SystemTerminal(interactive, size.orElse(Size.UNKNOWN), style);
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
        int columns = size().columns();
        return columns > 0 ? columns : DEFAULT_COLUMNS;
    }

    @Override
    public int rows() {
        int rows = size().rows();
        return rows > 0 ? rows : DEFAULT_ROWS;
    }

    private Size size() {
        if (resized) {
            resized = false;
            size = probe().orElse(size);
        }
        return size;
    }

    @Override
    public Style style() {
        return style;
    }

    /** The size when standard output is a terminal, which may not know it. */
    private static Optional<Size> probe() {
        try {
            Process process = new ProcessBuilder(PROBE)
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            String answer = new String(process.getErrorStream().readAllBytes(), StandardCharsets.US_ASCII);
            if (!process.waitFor(1, TimeUnit.SECONDS) || process.exitValue() != 0) {
                return Optional.empty();
            }
            Matcher found = SIZE.matcher(answer);
            return Optional.of(
                    found.matches()
                            ? new Size(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2)))
                            : Size.UNKNOWN);
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
