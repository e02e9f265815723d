package io.trialog.cli;

import io.trialog.bootstrap.DataDirectory;
import io.trialog.cli.Table.Align;
import io.trialog.port.EventLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code trialog log stats}. */
@Command(
        name = "stats",
        header = "Count what is in the log, and what it takes on disk.",
        description = {
            "%nBytes of events are what they take before compression, as this server writes them; the size on disk is that "
                    + "of the folder with the log. May run beside a server."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        optionListHeading = "%nOptions:%n")
final class LogStatsCommand implements Callable<Integer> {

    private static final int LABEL_WIDTH = 12;
    private static final double SECONDS_PER_MINUTE = 60;

    private final Surroundings surroundings;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin
    private final DataOption data = new DataOption();

    LogStatsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Path directory = data.places(surroundings.environment()).onlyDirectory();
        Screen screen = surroundings.screen();
        LogStatistics statistics = new LogStatistics();
        try (EventLog log = surroundings.servers().log(directory)) {
            ReadingProgress progress = new ReadingProgress(surroundings, "reading", log.lastPosition());
            log.read(1, event -> {
                statistics.take(event);
                progress.at(event.position());
                return true;
            });
            progress.end();
        }
        long onDisk = size(DataDirectory.log(directory));
        if (json) {
            screen.line(JsonText.indented(json(statistics, onDisk)));
        } else {
            screen.lines(facts(statistics, onDisk));
            if (statistics.events() > 0) {
                screen.line("");
                screen.lines(table(statistics).lines(screen.style(), screen.width()));
            }
        }
        return ExitCode.OK;
    }

    private List<String> facts(LogStatistics statistics, long onDisk) {
        BusiestMinute busiest = statistics.busiest();
        List<String> facts = new ArrayList<>();
        facts.add(fact(
                "events",
                statistics.events()
                        + (statistics.events() == 0 ? "" : ", the last at position " + statistics.lastPosition())));
        if (statistics.first() != null && statistics.last() != null && busiest.begin() != null) {
            facts.add(fact("recorded", time(statistics.first()) + " to " + time(statistics.last())));
            facts.add(fact("busiest", perSecond(busiest) + " events/s, over the minute from " + time(busiest.begin())));
        }
        facts.add(fact("experiments", statistics.experiments() + ", with " + counted(statistics.trials(), "trial")));
        facts.add(fact(
                "servers", statistics.servers() == 1 ? "started once" : "started " + statistics.servers() + " times"));
        facts.add(fact("size", ByteText.of(onDisk) + " on disk, " + ByteText.of(statistics.bytes()) + " of events"));
        return facts;
    }

    private String fact(String label, String fact) {
        return surroundings.screen().style().faint(label + " ".repeat(LABEL_WIDTH - label.length())) + fact;
    }

    private String time(Instant instant) {
        return InstantText.toSeconds(instant, surroundings.zone());
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static String perSecond(BusiestMinute busiest) {
        return NumberText.of(busiest.events() / SECONDS_PER_MINUTE, 3);
    }

    private static Table table(LogStatistics statistics) {
        Table table = new Table()
                .column("type", Align.LEFT)
                .column("events", Align.RIGHT)
                .column("share", Align.RIGHT)
                .column("bytes", Align.RIGHT)
                .column("share", Align.RIGHT);
        for (LogStatistics.OfType type : statistics.types()) {
            table.row(List.of(
                    type.type(),
                    Long.toString(type.events()),
                    percent(type.events(), statistics.events()),
                    ByteText.of(type.bytes()),
                    percent(type.bytes(), statistics.bytes())));
        }
        return table;
    }

    private static String percent(long part, long whole) {
        return String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
    }

    private static Map<String, @Nullable Object> json(LogStatistics statistics, long onDisk) {
        BusiestMinute busiest = statistics.busiest();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("events", statistics.events());
        json.put("lastPosition", statistics.lastPosition());
        json.put("firstAt", Objects.toString(statistics.first(), null));
        json.put("lastAt", Objects.toString(statistics.last(), null));
        json.put("busiestMinuteFrom", Objects.toString(busiest.begin(), null));
        json.put("busiestMinuteEventsPerSecond", busiest.events() / SECONDS_PER_MINUTE);
        json.put("experiments", statistics.experiments());
        json.put("trials", statistics.trials());
        json.put("serversStarted", statistics.servers());
        json.put("bytesOnDisk", onDisk);
        json.put("bytesOfEvents", statistics.bytes());
        Map<String, Object> types = new LinkedHashMap<>();
        for (LogStatistics.OfType type : statistics.types()) {
            types.put(type.type(), Map.of("events", type.events(), "bytes", type.bytes()));
        }
        json.put("types", types);
        return json;
    }

    private static long size(Path folder) {
        try {
            return FolderSize.of(folder);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.UNAVAILABLE, folder + ": cannot read: " + e, e);
        }
    }
}
