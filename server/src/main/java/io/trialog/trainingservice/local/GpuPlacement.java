package io.trialog.trainingservice.local;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Chooses GPUs. Those that an attempt waits for, and could use, are kept for it: who comes later does not get
 * them first. Used by one thread.
 */
final class GpuPlacement {

    private final List<Gpu> gpus;
    private final Set<Integer> kept = new HashSet<>();
    private GpuUses uses = new GpuUses(List.of());

    /**
     * @param gpus all of the machine
     */
    GpuPlacement(List<Gpu> gpus) {
        this.gpus = List.copyOf(gpus);
    }

    /** Is told which attempts run now. */
    void see(GpuUses present) {
        uses = present;
    }

    /** Why a demand can never be met; empty when it can. */
    Optional<String> objection(GpuDemand demand) {
        List<Gpu> allowed = allowed(demand).toList();
        if (allowed.size() >= demand.number()) {
            return Optional.empty();
        }
        String limit = demand.names() == null
                ? ""
                : ", of which gpuIndices or the server's CUDA_VISIBLE_DEVICES (" + String.join(",", demand.names())
                        + ") allow " + (allowed.isEmpty() ? "none" : names(allowed));
        return Optional.of("trialGpuNumber: " + demand.number() + " (expected: <= " + allowed.size()
                + "; this machine has GPU " + names(gpus) + limit + ")");
    }

    /**
     * The least loaded GPUs that are free.
     *
     * @return empty when too few are; then they are kept for who asked
     */
    Optional<GpuShare> place(GpuDemand demand) {
        List<Gpu> chosen = allowed(demand)
                .filter(gpu -> isFree(gpu, demand))
                .sorted(Comparator.comparingInt((Gpu gpu) -> uses.of(gpu).size())
                        .thenComparingLong(gpu -> others(gpu).count())
                        .thenComparingLong(Gpu::utilization)
                        .thenComparingLong(Gpu::memoryUsed)
                        .thenComparingInt(Gpu::index))
                .limit(demand.number())
                .sorted(Comparator.comparingInt(Gpu::index))
                .toList();
        if (chosen.size() == demand.number()) {
            return Optional.of(new GpuShare(chosen, demand.trialsPerGpu()));
        }
        allowed(demand).filter(gpu -> isUsable(gpu, demand)).map(Gpu::index).forEach(kept::add);
        return Optional.empty();
    }

    /** Why GPUs are not free for a demand, for people; to be asked before they are kept for it. */
    String obstacles(GpuDemand demand) {
        return allowed(demand)
                .filter(gpu -> !isFree(gpu, demand))
                .map(gpu -> "GPU " + gpu.index() + " " + obstacle(gpu, demand))
                .collect(Collectors.joining(", "));
    }

    private String obstacle(Gpu gpu, GpuDemand demand) {
        if (kept.contains(gpu.index())) {
            return "is kept for an attempt that waits longer";
        }
        return isUsable(gpu, demand)
                ? "has trials (" + uses.of(gpu).size() + ")"
                : others(gpu)
                        .map(process -> Long.toString(process.pid()))
                        .collect(Collectors.joining(" ", "has processes that are no trials (pid ", ")"));
    }

    private Stream<Gpu> allowed(GpuDemand demand) {
        return gpus.stream().filter(demand::allows);
    }

    private boolean isFree(Gpu gpu, GpuDemand demand) {
        List<GpuUse> present = uses.of(gpu);
        int room = present.stream().mapToInt(GpuUse::trialsPerGpu).reduce(demand.trialsPerGpu(), Math::min);
        return present.size() < room && isUsable(gpu, demand) && !kept.contains(gpu.index());
    }

    private boolean isUsable(Gpu gpu, GpuDemand demand) {
        return demand.besideOthers() || others(gpu).findAny().isEmpty();
    }

    /** Processes that are none of the trials to which the GPU was given. In a container that can only be guessed. */
    private Stream<GpuProcess> others(Gpu gpu) {
        List<GpuUse> present = uses.of(gpu);
        return gpu.processes().stream()
                .filter(process -> !process.isGone())
                .filter(process ->
                        process.wasSeen() ? present.stream().noneMatch(use -> use.owns(process)) : present.isEmpty());
    }

    private static String names(List<Gpu> gpus) {
        return gpus.stream().map(gpu -> Integer.toString(gpu.index())).collect(Collectors.joining(", "));
    }
}
