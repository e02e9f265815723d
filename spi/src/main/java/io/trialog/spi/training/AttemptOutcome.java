package io.trialog.spi.training;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** How an attempt ended. Immutable; grows by {@code with...} methods and accessors. */
public final class AttemptOutcome {

    /** What ended it. Readers treat a cause that they do not know as {@link #LOST}. */
    public enum Cause {
        /** The command ended by itself; there is an exit code. */
        EXITED,
        /** {@link TrainingService#kill} ended it. */
        KILLED,
        /** It ran longer than {@link LaunchRequest#timeLimit()}. */
        TIMED_OUT,
        /** It could not be started; the message says why. */
        LAUNCH_FAILED,
        /** Nobody knows: its process is gone and left no exit code (the machine was restarted, say). */
        LOST
    }

    private final Cause cause;
    private final @Nullable Integer exitCode;
    private final @Nullable String message;
    private final @Nullable Instant endedAt;
    private final List<String> undeliveredReports;

    private AttemptOutcome(
            Cause cause,
            @Nullable Integer exitCode,
            @Nullable String message,
            @Nullable Instant endedAt,
            List<String> undeliveredReports) {
        this.cause = Objects.requireNonNull(cause, "cause");
        this.exitCode = exitCode;
        this.message = message;
        this.endedAt = endedAt;
        this.undeliveredReports = List.copyOf(undeliveredReports);
    }

    /** The command ended by itself with this code (128 + n when signal n ended it). */
    public static AttemptOutcome exited(int exitCode) {
        return new AttemptOutcome(Cause.EXITED, exitCode, null, null, List.of());
    }

    /** It was killed on request. */
    public static AttemptOutcome killed() {
        return new AttemptOutcome(Cause.KILLED, null, null, null, List.of());
    }

    /** It ran too long and was killed. */
    public static AttemptOutcome timedOut() {
        return new AttemptOutcome(Cause.TIMED_OUT, null, null, null, List.of());
    }

    /** It could not be started. */
    public static AttemptOutcome launchFailed(String why) {
        return new AttemptOutcome(Cause.LAUNCH_FAILED, null, Objects.requireNonNull(why, "why"), null, List.of());
    }

    /** It is gone without a trace. */
    public static AttemptOutcome lost(String why) {
        return new AttemptOutcome(Cause.LOST, null, Objects.requireNonNull(why, "why"), null, List.of());
    }

    /** The same with a word for people: the end of stderr, also of a command that exited with 0. */
    public AttemptOutcome withMessage(String text) {
        return new AttemptOutcome(cause, exitCode, Objects.requireNonNull(text, "text"), endedAt, undeliveredReports);
    }

    /** The same with the time of the end, which may be long ago when no server was there to see it. */
    public AttemptOutcome withEndedAt(Instant at) {
        return new AttemptOutcome(cause, exitCode, message, Objects.requireNonNull(at, "at"), undeliveredReports);
    }

    /** The same with the lines of the trial's report spool: see the trial protocol, section 4. */
    public AttemptOutcome withUndeliveredReports(List<String> jsonLines) {
        return new AttemptOutcome(cause, exitCode, message, endedAt, jsonLines);
    }

    /** What ended it. */
    public Cause cause() {
        return cause;
    }

    /** The exit code; present exactly for {@link Cause#EXITED}. */
    public OptionalInt exitCode() {
        return exitCode == null ? OptionalInt.empty() : OptionalInt.of(exitCode);
    }

    /** More for people. */
    public Optional<String> message() {
        return Optional.ofNullable(message);
    }

    /** When it ended, where the service knows better than "now". */
    public Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAt);
    }

    /** Reports that the trial could not deliver, one JSON object each. */
    public List<String> undeliveredReports() {
        return undeliveredReports;
    }

    @Override
    public String toString() {
        return cause + (exitCode == null ? "" : " " + exitCode) + (message == null ? "" : ": " + message);
    }
}
