package io.trialog.trainingservice.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The process that looks after an attempt, known so well that another process with the same number is not mistaken for it.
 *
 * @param pid its process id, also that of its session
 * @param startedAt when it started the command
 * @param bootId names the run of the machine; empty where there is no {@code /proc}
 * @param startTicks see {@link ProcStat#startTicks}; -1 where there is no {@code /proc}
 * @param claimedAt when it claimed the attempt, as {@link Uptime} tells it; -1 where that is not known
 */
record Supervisor(long pid, Instant startedAt, String bootId, long startTicks, long claimedAt) {

    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final String THIS_BOOT = readBootId();
    /** Without ticks: the shell reads the clock in whole seconds, some time after the kernel did. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(3);

    /** Reads the record that a supervisor writes about itself; empty when there is none that is complete. */
    static Optional<Supervisor> read(Path file) throws IOException {
        return RecordLine.read(file).flatMap(Supervisor::parse);
    }

    private static Optional<Supervisor> parse(RecordLine line) {
        OptionalLong pid = line.number("pid");
        OptionalLong started = line.number("started");
        if (pid.isEmpty() || started.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Supervisor(
                pid.getAsLong(),
                Instant.ofEpochMilli(started.getAsLong()),
                line.text("boot").orElse(""),
                line.number("ticks").orElse(-1),
                line.number("uptime").orElse(-1)));
    }

    /** Whether it runs: it, and no other process that was given its number. */
    boolean isAlive() {
        if (startTicks < 0) {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .flatMap(handle -> handle.info().startInstant())
                    .filter(start -> Duration.between(start, startedAt).abs().compareTo(CLOCK_TOLERANCE) <= 0)
                    .isPresent();
        }
        return isOfThisBoot()
                && ProcStat.of(pid)
                        .filter(stat -> stat.startTicks() == startTicks && !stat.isZombie())
                        .isPresent();
    }

    /** For how long it has had its attempt: by the machine's uptime where that is possible, as the time of day may have been set since. */
    Duration age() {
        // what Linux tells programs in ticks, it tells in hundredths of a second, whatever it uses itself: see time(7)
        long since = claimedAt < 0 ? startTicks : claimedAt;
        long now = since < 0 || !isOfThisBoot() ? -1 : Uptime.now();
        return now < 0 ? Duration.between(startedAt, Instant.now()) : Uptime.between(since, now);
    }

    /** Whether the machine has not been started again since. */
    boolean isOfThisBoot() {
        return bootId.equals(THIS_BOOT);
    }

    private static String readBootId() {
        try {
            return Files.readString(BOOT_ID).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
