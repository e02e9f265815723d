package io.trialog.adapter.code;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a directory's ignore files and those of the directories above it leave out. Immutable. */
final class IgnoreRules {

    /** Later ones have the last word. */
    private static final List<String> FILES = List.of(".nniignore", ".trialogignore");

    private final @Nullable IgnoreRules above;
    private final String directory;
    private final List<IgnoreRule> rules;

    private IgnoreRules(@Nullable IgnoreRules above, String directory, List<IgnoreRule> rules) {
        this.above = above;
        this.directory = directory;
        this.rules = List.copyOf(rules);
    }

    /** The rules at the top of a tree. */
    static IgnoreRules at(Path root) throws IOException {
        return new IgnoreRules(null, "", read(root));
    }

    /**
     * The rules in a directory below.
     *
     * @param relative its path from the top, with {@code /}
     */
    IgnoreRules in(Path below, String relative) throws IOException {
        List<IgnoreRule> own = read(below);
        return own.isEmpty() ? this : new IgnoreRules(this, relative + "/", own);
    }

    /** Whether a file or directory is left out; nearer files count more, and of one file the last line that matches. */
    boolean ignores(String relative, boolean isDirectory) {
        String inside = relative.substring(directory.length());
        for (int i = rules.size() - 1; i >= 0; i--) {
            if (rules.get(i).matches(inside, isDirectory)) {
                return !rules.get(i).again();
            }
        }
        return above != null && above.ignores(relative, isDirectory);
    }

    private static List<IgnoreRule> read(Path directory) throws IOException {
        List<IgnoreRule> rules = new ArrayList<>();
        for (String name : FILES) {
            Path file = directory.resolve(name);
            if (Files.isRegularFile(file)) {
                // bytes that are no UTF-8 must not keep an experiment from starting
                String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                text.lines().map(IgnoreRule::parse).flatMap(Optional::stream).forEach(rules::add);
            }
        }
        return rules;
    }
}
