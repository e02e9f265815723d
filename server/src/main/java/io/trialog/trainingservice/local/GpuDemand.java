package io.trialog.trainingservice.local;

import io.trialog.spi.option.Options;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What GPUs the trials of an experiment want.
 *
 * @param number how many each trial gets, at least 1
 * @param trialsPerGpu how many trials may share one; with more than one GPU a trial shares each of them
 * @param besideOthers whether processes that are no trials may run on it
 * @param names the indices (or beginnings of unique ids) of those that may be used; null for all
 */
record GpuDemand(
        int number,
        int trialsPerGpu,
        boolean besideOthers,
        @Nullable List<String> names) {

    /**
     * Reads the options of an experiment.
     *
     * @param visible the server's own {@code CUDA_VISIBLE_DEVICES}, which limits trials where no indices do; null for none
     * @return empty when its trials do not want GPUs to be chosen for them
     */
    static Optional<GpuDemand> of(Options options, @Nullable String visible) {
        if (!options.has(GpuOptions.NUMBER) || options.integer(GpuOptions.NUMBER) == 0) {
            return Optional.empty();
        }
        List<String> indices = options.has(GpuOptions.INDICES)
                ? options.integers(GpuOptions.INDICES).stream()
                        .map(String::valueOf)
                        .toList()
                : null;
        return Optional.of(new GpuDemand(
                Math.toIntExact(options.integer(GpuOptions.NUMBER)),
                Math.toIntExact(options.integer(GpuOptions.TRIALS_PER_GPU)),
                options.flag(GpuOptions.BESIDE_OTHERS),
                indices != null || visible == null
                        ? indices
                        : List.of(visible.strip().split("\\s*,\\s*"))));
    }

    /** {@code a GPU}, {@code 2 GPUs}. */
    String inWords() {
        return number == 1 ? "a GPU" : number + " GPUs";
    }

    boolean allows(Gpu gpu) {
        return names == null || names.stream().anyMatch(gpu::isCalled);
    }
}
