package io.trialog.trial;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutOfMemoryTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MemoryError",
                "MemoryError: cannot grow",
                "numpy.core._exceptions._ArrayMemoryError: Unable to allocate 7.28 TiB for an array",
                "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 20.00 GiB",
                "RuntimeError: CUDA out of memory. Tried to allocate 20.00 MiB (GPU 0; 7.93 GiB total capacity)",
                "RuntimeError: CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`",
                "failed to allocate 2.2KiB from device: CUDA_ERROR_OUT_OF_MEMORY: out of memory",
                "Exception in thread \"main\" java.lang.OutOfMemoryError: Java heap space",
                "terminate called after throwing an instance of 'std::bad_alloc'",
                "bash: fork: Cannot allocate memory"
            })
    void shouldRecogniseWhatProgramsSay(String line) {
        assertThat(OutOfMemory.sign(1, "Traceback (most recent call last):\n  File \"trial.py\"\n" + line + "\n"))
                .isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ValueError: lr",
                "the memory error rate is too high",
                "INFO: no MemoryError: so far",
                "loss of memory cells: 3"
            })
    void shouldNotMindTheMentionOfMemory(String line) {
        assertThat(OutOfMemory.sign(1, line)).isNull();
    }

    @Test
    void shouldRecogniseTheKillOfTheSystem() {
        assertThat(OutOfMemory.sign(137, null))
                .isEqualTo("killed (exit code 137), as the system does when memory runs out");
        assertThat(OutOfMemory.sign(137, "some warning")).contains("137");
        assertThat(OutOfMemory.sign(143, null)).isNull();
        assertThat(OutOfMemory.sign(1, null)).isNull();
    }
}
