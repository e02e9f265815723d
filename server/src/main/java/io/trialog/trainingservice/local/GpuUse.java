package io.trialog.trainingservice.local;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An attempt that runs and has GPUs.
 *
 * @param supervisor the process id of its supervisor, also that of its session
 * @param gpus the unique ids of what it has: indices may mean others after a change of the machine, and in containers
 * @param trialsPerGpu how many trials may have them at a time, this one included
 */
record GpuUse(long supervisor, List<String> gpus, int trialsPerGpu) {

    GpuUse {
        gpus = List.copyOf(gpus);
    }

    /** Reads what {@link GpuShare#addTo} wrote; empty for a process that got no GPUs. */
    static Optional<GpuUse> of(long supervisor, Map<String, String> environment) {
        String gpus = environment.get(GpuShare.GPUS);
        if (gpus == null) {
            return Optional.empty();
        }
        int trials;
        try {
            trials = Integer.parseInt(environment.getOrDefault(GpuShare.TRIALS_PER_GPU, ""));
        } catch (NumberFormatException e) {
            trials = 1; // nobody but a supervisor of ours is asked
        }
        return Optional.of(new GpuUse(supervisor, List.of(gpus.split(",", -1)), trials));
    }

    boolean isOf(Gpu gpu) {
        return gpus.contains(gpu.uuid());
    }

    /** Whether a process belongs to the attempt. */
    boolean owns(GpuProcess process) {
        long pid = process.pid();
        while (pid > 1) {
            ProcStat stat = ProcStat.of(pid).orElse(null);
            if (stat == null) {
                return false;
            }
            if (pid == supervisor || stat.session() == supervisor) {
                return true;
            }
            pid = stat.parent();
        }
        return false;
    }
}
