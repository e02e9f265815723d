package io.trialog.trainingservice.local;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The GPUs that an attempt gets. They are noted in the environment of its processes and nowhere else: so they are in use as
 * long as it runs, whoever started it, and free when it ends, whoever sees that.
 *
 * @param gpus in the order of their indices
 * @param trialsPerGpu how many trials may have them at a time, this one included
 */
record GpuShare(List<Gpu> gpus, int trialsPerGpu) {

    /** The variable that tells for {@link GpuUse} which GPUs these are. */
    static final String GPUS = "TRIALOG_GPUS";

    /** And this one, how many trials may share them. */
    static final String TRIALS_PER_GPU = "TRIALOG_TRIALS_PER_GPU";

    GpuShare {
        gpus = List.copyOf(gpus);
    }

    /** Tells a trial of it. CUDA numbers GPUs as nvidia-smi does only when it is told to. */
    void addTo(Map<String, String> environment) {
        environment.put("CUDA_DEVICE_ORDER", "PCI_BUS_ID");
        environment.put("CUDA_VISIBLE_DEVICES", joined(gpu -> Integer.toString(gpu.index())));
        environment.put(GPUS, joined(Gpu::uuid));
        environment.put(TRIALS_PER_GPU, Integer.toString(trialsPerGpu));
    }

    private String joined(Function<Gpu, String> word) {
        return gpus.stream().map(word).collect(Collectors.joining(","));
    }
}
