package io.trialog.cli;

import io.trialog.projection.ExperimentSummary;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which events of the log: what {@code log cat} and {@code log tail} have in common. */
final class EventFilterOptions {

    private static final Predicate<String> NUMBER =
            Pattern.compile("[0-9]{1,18}").asMatchPredicate();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "ID",
            description = "Only this experiment. Default: the whole log")
    private @Nullable String id;

    @Option(names = "--from", paramLabel = "POSITION", description = "The first position. Default: 1")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "POSITION", description = "The last position. Default: the end of the log")
    private @Nullable String to;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = {
                "Recorded then or later: 2026-11-27T10:00:00Z; in local time 2026-11-27T10:00, 2026-11-27 or 10:00 (the "
                        + "last one); or how long ago: 90s, 10m, 2h, 1d12h."
            })
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Recorded then or before.")
    private @Nullable String until;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            split = ",",
            description = "Only this type, such as trial.ended, or 'trial.*'; may be given several times.")
    private List<String> types = new ArrayList<>();

    @Option(
            names = "--trial",
            paramLabel = "N",
            split = ",",
            description = "Only events of this trial; may be given several times. Needs ID when there is more than one "
                    + "experiment.")
    private List<String> trials = new ArrayList<>();

    /** What was written, wherever it makes no sense added to the problems; of all experiments for now. */
    EventFilter read(Surroundings surroundings, CommandLineProblems problems) {
        TimeReader times = new TimeReader(surroundings.clock().now(), surroundings.zone());
        EventFilter filter = new EventFilter(
                null,
                position("--from", from, 1, problems),
                position("--to", to, Long.MAX_VALUE, problems),
                time("--since", since, times, problems),
                time("--until", until, times, problems),
                EventTypePatterns.read(types, problems),
                trials(problems));
        if (to != null && filter.to() < filter.from()) {
            problems.add("--to", to, "not before --from " + from);
        }
        if (until != null
                && filter.since() != null
                && filter.until() != null
                && filter.until().isBefore(filter.since())) {
            problems.add("--until", until, "not before --since " + since);
        }
        return filter;
    }

    /**
     * Opens the data directory of the experiment that was named; the only one there is when none was.
     *
     * @throws CommandFailure when there is no such experiment, or one must be named
     */
    SelectedEvents open(Surroundings surroundings, Places places, EventFilter filter) {
        if (id != null) {
            OpenedExperiment opened = new ExperimentFinder(surroundings.servers(), places).open(id);
            return new SelectedEvents(opened.directory(), opened.data(), filter.of(opened.id()));
        }
        Path directory = places.onlyDirectory();
        RecordedData data = surroundings.servers().open(directory);
        try {
            return new SelectedEvents(directory, data, ofAll(data, filter));
        } catch (CommandFailure e) {
            data.close();
            throw e;
        }
    }

    private EventFilter ofAll(RecordedData recorded, EventFilter filter) {
        List<ExperimentSummary> experiments = recorded.board().experiments();
        if (!trials.isEmpty() && experiments.size() > 1) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--trial: of which experiment? There are " + experiments.size()
                            + " (expected: an ID; 'trialog list' shows all)");
        }
        return filter;
    }

    private Set<Long> trials(CommandLineProblems problems) {
        Set<Long> numbers = new LinkedHashSet<>();
        for (String trial : trials) {
            if (NUMBER.test(trial)) {
                numbers.add(Long.valueOf(trial));
            } else {
                problems.add("--trial", trial, "the number of a trial, 0 or more");
            }
        }
        return numbers;
    }

    private static long position(String option, @Nullable String given, long otherwise, CommandLineProblems problems) {
        if (given == null) {
            return otherwise;
        }
        if (!NUMBER.test(given)) {
            problems.add(option, given, "a position in the log, 1 or more");
            return otherwise;
        }
        return Long.parseLong(given);
    }

    private static @Nullable Instant time(
            String option, @Nullable String given, TimeReader times, CommandLineProblems problems) {
        if (given == null) {
            return null;
        }
        Instant time = times.read(given).orElse(null);
        if (time == null) {
            problems.add(option, given, TimeReader.EXPECTATION);
        }
        return time;
    }
}
