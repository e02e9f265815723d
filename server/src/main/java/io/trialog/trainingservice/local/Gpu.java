package io.trialog.trainingservice.local;

import java.util.List;

/**
 * A GPU of this machine, as it was when its driver was asked.
 *
 * @param index its number, by which trials are told of it
 * @param uuid its unique id
 * @param memoryUsed in MiB
 * @param utilization in percent
 * @param processes what computes on it
 */
record Gpu(int index, String uuid, long memoryUsed, long utilization, List<GpuProcess> processes) {

    Gpu {
        processes = List.copyOf(processes);
    }

    /** Whether a word of {@code CUDA_VISIBLE_DEVICES} means it: its index, or how its unique id begins. */
    boolean isCalled(String name) {
        return name.equals(Integer.toString(index)) || (name.startsWith("GPU-") && uuid.startsWith(name));
    }
}
