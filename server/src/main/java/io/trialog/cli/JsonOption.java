package io.trialog.cli;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --json} of commands that do something: scripts read what came of it, and people on the other stream how. */
final class JsonOption {

    @Option(names = "--json", description = "Print JSON to standard output; what is for people goes to standard error.")
    private boolean json;

    boolean isGiven() {
        return json;
    }

    /** The surroundings for all that people read. */
    Surroundings people(Surroundings surroundings) {
        return json ? surroundings.with(surroundings.screen().onStandardError()) : surroundings;
    }

    /** Prints what came of it, over several lines, where that is wanted. */
    void print(Surroundings surroundings, Supplier<Map<String, @Nullable Object>> result) {
        if (json) {
            surroundings.screen().line(JsonText.indented(result.get()));
        }
    }
}
