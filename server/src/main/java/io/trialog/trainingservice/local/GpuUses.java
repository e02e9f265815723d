package io.trialog.trainingservice.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The attempts on this machine that have GPUs, of all servers of this user, read from the environments of their
 * supervisors. Nobody keeps a list that could differ from what runs.
 *
 * @param all in no order
 */
record GpuUses(List<GpuUse> all) {

    private static final Path PROC = Path.of("/proc");

    GpuUses {
        all = List.copyOf(all);
    }

    /** Reads them now. */
    static GpuUses now() {
        return new GpuUses(ProcessHandle.allProcesses()
                .flatMap(process -> of(process.pid()).stream())
                .toList());
    }

    /** Those of a GPU. */
    List<GpuUse> of(Gpu gpu) {
        return all.stream().filter(use -> use.isOf(gpu)).toList();
    }

    private static Optional<GpuUse> of(long pid) {
        boolean leader = ProcStat.of(pid)
                .filter(stat -> stat.session() == pid && !stat.isZombie())
                .isPresent();
        if (!leader) {
            return Optional.empty();
        }
        Map<String, String> environment = environmentOf(pid);
        return GpuUse.of(pid, environment).filter(use -> isSupervisor(pid, environment));
    }

    /** What a trial leaves behind in a session of its own (a daemon) has the environment of its attempt, too. */
    private static boolean isSupervisor(long pid, Map<String, String> environment) {
        String parameters = environment.get(TrialEnvironment.PARAMETERS_FILE);
        if (parameters == null) {
            return false;
        }
        try {
            return new AttemptDirectory(Path.of(parameters).resolveSibling(""))
                    .supervisor()
                    .map(supervisor -> supervisor.pid() == pid)
                    .orElse(true);
        } catch (IOException | InvalidPathException e) {
            return true; // rather a GPU too few than one trial too many on it
        }
    }

    private static Map<String, String> environmentOf(long pid) {
        Map<String, String> environment = new HashMap<>();
        try {
            String text =
                    Files.readString(PROC.resolve(Long.toString(pid)).resolve("environ"), StandardCharsets.ISO_8859_1);
            for (String variable : text.split("\0", -1)) {
                int separator = variable.indexOf('=');
                if (separator > 0) {
                    environment.put(variable.substring(0, separator), variable.substring(separator + 1));
                }
            }
        } catch (IOException e) {
            return Map.of(); // it has ended, or is somebody else's
        }
        return environment;
    }
}
