package io.trialog.trainingservice.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A line of Linux's process table, {@code /proc/PID/stat}: see proc(5).
 *
 * @param state a letter: R, S, D, Z ...
 * @param parent the parent's process id
 * @param session the process id of the session's leader
 * @param startTicks when the process started, in clock ticks since the machine did
 */
record ProcStat(char state, long parent, long session, long startTicks) {

    private static final Path PROC = Path.of("/proc");

    /** Whether this machine has such a table. */
    static boolean isSupported() {
        return Files.isReadable(PROC.resolve("self").resolve("stat"));
    }

    /** Reads the line of a process; empty when there is no such process, or no such table. */
    static Optional<ProcStat> of(long pid) {
        String line;
        try {
            line = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return Optional.empty(); // the process has ended, perhaps while it was read
        }
        // pid (name) state ...; the name may hold anything, also blanks and parentheses
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        return Optional.of(new ProcStat(
                fields[0].charAt(0), Long.parseLong(fields[1]), Long.parseLong(fields[3]), Long.parseLong(fields[19])));
    }

    /** Whether it runs no more and only waits for its parent to ask for the exit code. Some containers never do that. */
    boolean isZombie() {
        return state == 'Z' || state == 'X';
    }
}
