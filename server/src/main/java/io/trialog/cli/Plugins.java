package io.trialog.cli;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a server would have loaded, as plain data.
 *
 * @param algorithms what {@code GET /api/v1/algorithms} answers
 * @param loaded {@code name}, {@code version}, {@code class}, {@code origin} and {@code provides} of each
 * @param problems {@code name}, {@code origin} and {@code message} of those that could not be loaded
 */
record Plugins(
        Map<String, @Nullable Object> algorithms,
        List<Map<String, @Nullable Object>> loaded,
        List<Map<String, @Nullable Object>> problems) {

    Plugins {
        loaded = List.copyOf(loaded);
        problems = List.copyOf(problems);
    }
}
