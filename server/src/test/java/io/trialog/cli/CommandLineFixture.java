package io.trialog.cli;

import java.io.InputStream;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** The whole command line on a told story, without a process, a server or signals. */
final class CommandLineFixture {

    static final String DATA = "/data";

    final Story story = new Story();
    final FakeServers servers = new FakeServers(story);
    final AtomicInteger endedAtOnce = new AtomicInteger();
    final Map<String, IntConsumer> signals = new HashMap<>();
    final Interruption interruption = new Interruption(signals::put, endedAtOnce::set);
    final Map<String, String> environment = new HashMap<>(Map.of("TRIALOG_DATA", DATA, "TRIALOG_HOME", "/no/home"));
    final CapturedScreen screen;
    private final Servers used;
    InputStream in = InputStream.nullInputStream();
    /** How much time passes whenever a command looks at the clock. */
    Duration tick = Duration.ZERO;

    CommandLineFixture() {
        this(FixedTerminal.NONE);
    }

    CommandLineFixture(Terminal terminal) {
        screen = new CapturedScreen(terminal);
        used = servers;
    }

    /** On data directories that are really there. */
    static CommandLineFixture onDisk() {
        return new CommandLineFixture(new LocalServers(Map.of(), () -> Story.BEGIN));
    }

    private CommandLineFixture(Servers servers) {
        screen = new CapturedScreen(FixedTerminal.NONE);
        used = servers;
    }

    void signal(String name, int number) {
        Objects.requireNonNull(signals.get(name), name).accept(number);
    }

    int execute(String... arguments) {
        Surroundings surroundings = new Surroundings(
                screen.screen(), in, used, interruption, () -> story.after(tick).now(), ZoneOffset.UTC, environment);
        return TrialogCommand.commandLine(surroundings, arguments).execute(arguments);
    }

    String out() {
        return screen.out();
    }

    String err() {
        return screen.err();
    }
}
