package io.trialog.trainingservice.local;

import io.trialog.spi.training.AttemptOutcome.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The decision to end an attempt. It is written down before the first signal, so that a server that dies in the middle is
 * continued by the next one, and so that the end can be told from one that the command came to by itself.
 *
 * @param cause {@link Cause#KILLED} or {@link Cause#TIMED_OUT}
 * @param at when it was decided
 * @param grace how long the processes have to end by themselves
 * @param uptime when it was decided, as {@link Uptime} tells it; -1 where that is not known
 */
record Kill(Cause cause, Instant at, Duration grace, long uptime) {

    private static final Duration LONGEST_GRACE = Duration.ofDays(365);

    /** Decides now, in the milliseconds that the supervisor counts in. */
    static Kill now(Cause cause, Duration grace) {
        Duration bounded = grace.compareTo(LONGEST_GRACE) < 0 ? grace : LONGEST_GRACE;
        return new Kill(cause, Instant.now().truncatedTo(ChronoUnit.MILLIS), bounded, Uptime.now());
    }

    /** Reads the record of a decision; empty when there is none that is complete. */
    static Optional<Kill> read(Path file) throws IOException {
        return RecordLine.read(file).flatMap(Kill::parse);
    }

    private static Optional<Kill> parse(RecordLine line) {
        OptionalLong at = line.number("at");
        OptionalLong grace = line.number("grace");
        if (at.isEmpty() || grace.isEmpty()) {
            return Optional.empty();
        }
        Cause cause =
                line.text("cause").filter(Cause.TIMED_OUT.name()::equals).isPresent() ? Cause.TIMED_OUT : Cause.KILLED;
        return Optional.of(new Kill(
                cause,
                Instant.ofEpochMilli(at.getAsLong()),
                Duration.ofMillis(grace.getAsLong()),
                line.number("uptime").orElse(-1)));
    }

    void write(Path file) throws IOException {
        String line = "cause=" + cause + " at=" + at.toEpochMilli() + " grace=" + grace.toMillis() + " uptime=" + uptime
                + "\n";
        Files.writeString(
                file, line, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
    }

    /** Whether an end came after this decision, and so from it. The time of day may have been set in between. */
    boolean caused(Exit exit) {
        boolean comparable = uptime >= 0 && exit.uptime() >= 0 && uptime != exit.uptime();
        return comparable ? exit.uptime() > uptime : !exit.endedAt().isBefore(at);
    }

    /** How much of the grace period is left: never more than all of it, also when the time of day was set back. */
    Duration patience(Instant now) {
        Duration passed = Duration.between(at, now);
        Duration left = passed.isNegative() ? grace : grace.minus(passed);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
