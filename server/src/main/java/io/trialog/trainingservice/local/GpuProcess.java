package io.trialog.trainingservice.local;

import java.util.Optional;

/**
 * A process that computes on a GPU.
 *
 * @param pid as the driver tells it; in a container that may be a number that means nothing here
 * @param wasSeen whether there was such a process here when the driver was asked
 */
record GpuProcess(long pid, boolean wasSeen) {

    static GpuProcess of(long pid) {
        return new GpuProcess(pid, isHere(pid));
    }

    /** Whether it has ended since. */
    boolean isGone() {
        return wasSeen && !isHere(pid);
    }

    private static boolean isHere(long pid) {
        Optional<ProcStat> stat = ProcStat.of(pid);
        return stat.isPresent() && !stat.get().isZombie();
    }
}
