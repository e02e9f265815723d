package io.trialog.spi.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether processes of this machine run. */
final class Processes {

    private Processes() {}

    /**
     * Whether a process runs. One that has ended but was not yet asked for its exit code (a zombie, common in containers
     * whose first process does not reap) counts as gone.
     */
    static boolean isAlive(long pid) {
        boolean exists = ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        return exists && !isZombie(pid);
    }

    private static boolean isZombie(long pid) {
        Path status = Path.of("/proc", Long.toString(pid), "stat");
        try {
            // pid (name) state ...; the name may hold anything, a closing parenthesis too
            String text = Files.readString(status);
            return text.startsWith("Z", text.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return false; // no /proc here, or it has just gone
        }
    }
}
