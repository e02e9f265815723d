package io.trialog.cli;

import io.trialog.adapter.json.EventLines;
import io.trialog.event.RecordedEvent;
import io.trialog.port.EventLog;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code trialog log tail}. */
@Command(
        name = "tail",
        header = "Print the last events, and those to come.",
        description = {
            "%nAs 'log cat' prints them, with the same options that select. With -f it goes on with what a server records, "
                    + "through restarts of the server, until Ctrl-C."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n",
        footerHeading = "%nExample:%n",
        footer = "  trialog log tail -f --type trial.ended")
final class LogTailCommand extends JsonCommand {

    private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");
    private static final long POLL_MILLIS = 100;
    /** How far the first look back goes; each further one twice as far. */
    private static final long FIRST_LOOK = 1000;

    private final Surroundings surroundings;

    @Mixin
    private final EventFilterOptions selected = new EventFilterOptions();

    @Option(
            names = "-n",
            paramLabel = "N",
            defaultValue = "20",
            description = "So many of the last events. Default: ${DEFAULT-VALUE}")
    private String count = "20";

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what is recorded from now on.")
    private boolean follow;

    @Mixin
    private final DataOption data = new DataOption();

    LogTailCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        CommandLineProblems problems = new CommandLineProblems();
        EventFilter written = selected.read(surroundings, problems);
        if (!COUNT.matcher(count).matches()) {
            problems.add("-n", count, "how many events, 0 or more");
        }
        problems.requireNone();
        if (follow) {
            surroundings.interruption().listen();
        }
        EventLines lines = new EventLines();
        EventFilter filter;
        Path directory;
        long seen;
        try (SelectedEvents events = selected.open(surroundings, data.places(surroundings.environment()), written)) {
            filter = events.filter();
            directory = events.directory();
            EventLog log = events.data().log();
            seen = log.lastPosition();
            for (RecordedEvent event : last(log, filter, Integer.parseInt(count))) {
                surroundings.screen().data(lines.format(event));
            }
        } finally {
            surroundings.screen().flush();
        }
        if (follow) {
            follow(directory, filter, seen, lines);
        }
        return ExitCode.OK;
    }

    private void follow(Path directory, EventFilter filter, long lastSeen, EventLines lines) {
        Screen screen = surroundings.screen();
        Interruption interruption = surroundings.interruption();
        long[] seen = {lastSeen};
        boolean[] wanted = {true};
        try (EventLog log = surroundings.servers().follow(directory)) {
            while (wanted[0] && !interruption.isRequested() && seen[0] < filter.to()) {
                long before = seen[0];
                log.read(before + 1, event -> {
                    seen[0] = event.position();
                    wanted[0] = !filter.test(event) || screen.data(lines.format(event));
                    return wanted[0] && !interruption.isRequested();
                });
                if (seen[0] > before) {
                    wanted[0] &= screen.delivered();
                }
                interruption.pause(POLL_MILLIS);
            }
            if (interruption.isRequested()) {
                screen.freshLine();
            }
        }
    }

    /** The last events that match, in order. Reads from the end, so that a long log costs no more than a short one. */
    private static List<RecordedEvent> last(EventLog log, EventFilter filter, int count) {
        List<RecordedEvent> found = new ArrayList<>();
        long end = Math.min(log.lastPosition(), filter.to());
        for (long look = FIRST_LOOK; found.size() < count && end >= filter.from(); look *= 2) {
            long begin = Math.max(filter.from(), end - look + 1);
            found.addAll(0, last(log, filter, begin, end, count - found.size()));
            end = begin - 1;
        }
        return found;
    }

    private static List<RecordedEvent> last(EventLog log, EventFilter filter, long begin, long end, int count) {
        Deque<RecordedEvent> last = new ArrayDeque<>();
        log.read(begin, event -> {
            if (event.position() <= end && filter.test(event)) {
                last.add(event);
                if (last.size() > count) {
                    last.removeFirst();
                }
            }
            return event.position() < end;
        });
        return List.copyOf(last);
    }
}
