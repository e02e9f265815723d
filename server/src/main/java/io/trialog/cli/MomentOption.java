package io.trialog.cli;

import io.trialog.event.ExperimentCreated;
import io.trialog.event.ExperimentId;
import io.trialog.port.EventLog;
import io.trialog.projection.ExperimentBoard;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --at}: which moment of the past. */
final class MomentOption {

    private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");

    @Option(
            names = "--at",
            paramLabel = "MOMENT",
            description = {
                "As it was then: after the event at a position in the log, or at a time: 2026-11-27T10:00:00Z; in local time "
                        + "2026-11-27T10:00, 2026-11-27 or 10:00 (the last one); or how long ago: 90s, 10m, 2h, 1d12h.",
                "Default: now"
            })
    private @Nullable String given;

    /** Whether a moment of the past is asked for. */
    boolean isGiven() {
        return given != null;
    }

    /**
     * What was recorded then.
     *
     * @throws CommandFailure when this is no moment of the log, or there was no such experiment then
     */
    Moment of(RecordedData recorded, ExperimentId experiment, Surroundings surroundings) {
        String text = String.valueOf(given);
        EventLog log = recorded.log();
        Moment moment;
        if (POSITION.matcher(text).matches()) {
            long position = Long.parseLong(text);
            if (position > log.lastPosition()) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "--at: " + text + " (expected: a position up to " + log.lastPosition()
                                + ", which is the last, or a time)");
            }
            moment = Moment.after(position, log);
        } else {
            Instant time = new TimeReader(surroundings.clock().now(), surroundings.zone())
                    .read(text)
                    .orElseThrow(() -> new CommandFailure(
                            ExitCode.USAGE,
                            "--at: " + PrintableText.of(text, 60) + " (expected: a position in the log, or "
                                    + TimeReader.EXPECTATION + ")"));
            moment = Moment.at(time, log);
        }
        requireThere(experiment, moment, log, surroundings);
        return moment;
    }

    private static void requireThere(ExperimentId experiment, Moment moment, EventLog log, Surroundings surroundings) {
        ExperimentBoard board = moment.board();
        if (board.experiment(experiment).isPresent()) {
            return;
        }
        String[] created = {""};
        log.read(moment.position() + 1, event -> {
            if (event.event() instanceof ExperimentCreated creation
                    && creation.experiment().equals(experiment)) {
                created[0] = Moment.text(event.position(), event.at(), surroundings.zone());
            }
            return created[0].isEmpty();
        });
        throw new CommandFailure(
                ExitCode.USAGE,
                "--at: at " + moment.text(surroundings.zone()) + " there was no experiment " + experiment
                        + " yet (expected: " + created[0] + " or later, when it was created)");
    }
}
