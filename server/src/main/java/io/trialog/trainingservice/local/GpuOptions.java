package io.trialog.trainingservice.local;

import io.trialog.spi.option.OptionSpec;
import java.util.List;

/** The options about GPUs. */
final class GpuOptions {

    static final String NUMBER = "trial_gpu_number";
    static final String BESIDE_OTHERS = "use_active_gpu";
    static final String TRIALS_PER_GPU = "max_trial_number_per_gpu";
    static final String INDICES = "gpu_indices";

    private static final int MOST = 1_000_000;

    /** In the order of help texts. */
    static final List<OptionSpec> SPECS = List.of(
            OptionSpec.integer(
                            NUMBER,
                            "how many GPUs each trial gets (CUDA_VISIBLE_DEVICES names them); it waits until they are free. 0"
                                    + " hides all GPUs; when not given, trials see what the server sees")
                    .atLeast(0)
                    .atMost(MOST),
            OptionSpec.flag(BESIDE_OTHERS, "whether trials also get GPUs on which processes run that are no trials")
                    .defaultsTo(false),
            OptionSpec.integer(
                            TRIALS_PER_GPU,
                            "how many trials may share a GPU; a trial with several GPUs shares each of them")
                    .atLeast(1)
                    .atMost(MOST)
                    .defaultsTo(1),
            OptionSpec.integers(
                            INDICES,
                            "which GPUs trials may get, as nvidia-smi numbers them; when not given, those that the server's"
                                    + " own CUDA_VISIBLE_DEVICES names, or all")
                    .atLeast(0)
                    .distinct());

    private GpuOptions() {}
}
