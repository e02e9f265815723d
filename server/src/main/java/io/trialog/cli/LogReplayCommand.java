package io.trialog.cli;

import io.trialog.bootstrap.TunerVerification;
import io.trialog.event.ExperimentId;
import io.trialog.tuning.ReplayDifference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code trialog log replay}. */
@Command(
        name = "replay",
        header = "Check that an experiment's tuner proposes again what it proposed.",
        description = {
            "%nMakes the tuner anew, tells it everything in the order of the log, asks it where it was asked then, and "
                    + "compares its answers with the recorded ones, numbers bit for bit. Ends with exit code 4 at the first "
                    + "that differs. Requests that the tuner failed on are left out. Nothing is launched or recorded.",
            "%nWith --json: identical, tuner, plugin, proposals and requests that are the same, leftOut, and difference, which "
                    + "is null or has position, trial, what, recorded, proposed and recordedBy."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n")
final class LogReplayCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final ExperimentParameter named = new ExperimentParameter();

    @Option(
            names = "--verify",
            description = "Compare with what is recorded. Must be given: there is no other kind of replay.")
    private boolean verify;

    @Mixin
    private final DataOption data = new DataOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    LogReplayCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (!verify) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--verify: missing (expected: 'trialog log replay " + PrintableText.of(named.id(), 40)
                            + " --verify'; there is no other kind of replay)");
        }
        Places places = data.places(surroundings.environment());
        Path directory;
        ExperimentId experiment;
        long last;
        try (OpenedExperiment opened = new ExperimentFinder(surroundings.servers(), places).open(named.id())) {
            directory = opened.directory();
            experiment = opened.id();
            last = opened.data().log().lastPosition();
        }
        Surroundings people = json.people(surroundings);
        ReadingProgress progress = new ReadingProgress(people, "replaying", last);
        TunerVerification.Result result =
                surroundings.servers().replayTuner(directory, places.home(), experiment, progress::at);
        progress.end();
        ReplayDifference difference = result.difference();
        Style style = people.screen().style();
        people.screen().lines(difference == null ? same(result, style) : different(result, difference, style));
        json.print(surroundings, () -> ReplayJson.of(result));
        return difference == null ? ExitCode.OK : ExitCode.DIFFERENT;
    }

    private static List<String> same(TunerVerification.Result result, Style style) {
        List<String> lines = new ArrayList<>();
        lines.add(style.good("identical") + ": " + counted(result.proposals(), "proposal") + " in answer to "
                + counted(result.requests(), "request"));
        lines.add("tuner       " + result.tuner() + ", " + result.plugin());
        if (result.skipped() > 0) {
            lines.add("left out    " + counted(result.skipped(), "request") + " without an answer");
        }
        return lines;
    }

    private static List<String> different(TunerVerification.Result result, ReplayDifference difference, Style style) {
        String trial = difference.trial() == null ? "" : "trial " + difference.trial() + ", ";
        return List.of(
                style.bad("different") + ": " + trial + PrintableText.of(difference.what()) + ", at position "
                        + difference.position(),
                "recorded    " + value(difference.recorded()) + "  by "
                        + Objects.requireNonNullElse(difference.plugin(), "an old version that did not say so"),
                "proposed    " + value(difference.proposed()) + "  by " + result.plugin(),
                "before that " + counted(result.proposals(), "proposal") + " of "
                        + counted(result.requests(), "request") + " are the same");
    }

    /** All digits: an ulp is a difference. */
    private static String value(@Nullable Object value) {
        return value == null ? "nothing" : PrintableText.of(String.valueOf(value), 200);
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
