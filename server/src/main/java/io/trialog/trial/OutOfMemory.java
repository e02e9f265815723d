package io.trialog.trial;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Recognises attempts that ended for lack of memory: the machine's or the accelerator's. */
final class OutOfMemory {

    /** The exit code of a command that was killed: 128 + SIGKILL, as the kernel does it when memory runs out. */
    private static final int KILLED = 137;

    /** What frameworks write to stderr, in lower case. */
    private static final List<String> SIGNS = List.of(
            "out of memory", // CUDA, PyTorch, HIP, TensorFlow's RESOURCE_EXHAUSTED
            "outofmemoryerror", // PyTorch, the JVM
            "cuda_error_out_of_memory", // TensorFlow, JAX
            "cublas_status_alloc_failed",
            "std::bad_alloc",
            "cannot allocate memory");

    private OutOfMemory() {}

    /** What points to it in the end of an attempt that exited with an error; null for nothing. */
    static @Nullable String sign(int exitCode, @Nullable String stderr) {
        for (String line : stderr == null ? List.<String>of() : stderr.lines().toList()) {
            String lower = line.strip().toLowerCase(Locale.ROOT);
            if (isMemoryError(lower) || SIGNS.stream().anyMatch(lower::contains)) {
                return line.strip();
            }
        }
        return exitCode == KILLED ? "killed (exit code 137), as the system does when memory runs out" : null;
    }

    /** Python's own, and NumPy's {@code numpy.core._exceptions._ArrayMemoryError}. */
    private static boolean isMemoryError(String line) {
        String type = line.contains(":") ? line.substring(0, line.indexOf(':')) : line;
        return type.endsWith("memoryerror") && !type.contains(" ");
    }
}
