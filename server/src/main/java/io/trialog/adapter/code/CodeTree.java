package io.trialog.adapter.code;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of a code directory that a copy takes: everything that no ignore file leaves out. Used once. */
final class CodeTree {

    /** More files or bytes than a copy takes. */
    static final class TooLargeException extends Exception {
        private static final long serialVersionUID = 1L;

        private TooLargeException(String message) {
            super(message);
        }
    }

    /** Something to copy; directories come before what is in them. */
    record Item(String relative, Path path, boolean isDirectory, boolean isLink, long bytes) {}

    private static final int SHOWN = 5;
    /** Nobody learns more from a walk over a whole disk. */
    private static final int MAX_WALKED = 200_000;

    private static final class Weight {
        private long files;
        private long bytes;
    }

    private final Path root;
    private final Path except;
    private final int maxFiles;
    private final long maxBytes;
    private final List<Item> items = new ArrayList<>();
    private final Map<String, Weight> weights = new LinkedHashMap<>();
    private final Weight all = new Weight();

    /**
     * @param root real and absolute
     * @param except left out as well: the data directory, which may lie inside
     */
    CodeTree(Path root, Path except, int maxFiles, long maxBytes) {
        this.root = root;
        this.except = except;
        this.maxFiles = maxFiles;
        this.maxBytes = maxBytes;
    }

    /** Everything to copy. */
    List<Item> items() throws IOException, TooLargeException {
        walk(root, "", IgnoreRules.at(root));
        if (all.files > maxFiles || all.bytes > maxBytes) {
            throw new TooLargeException(root + " has " + (all.files >= MAX_WALKED ? "more than " : "") + all.files
                    + " files with " + megabytes(all.bytes) + " (expected: at most " + maxFiles + " files with "
                    + megabytes(maxBytes) + "); the largest: " + largest()
                    + "; name what trials do not need in " + root.resolve(".trialogignore"));
        }
        return items;
    }

    private void walk(Path directory, String relative, IgnoreRules rules) throws IOException {
        List<Path> children;
        try (Stream<Path> listed = Files.list(directory)) {
            children = listed.sorted().toList();
        }
        for (Path child : children) {
            String path = relative.isEmpty() ? child.getFileName().toString() : relative + "/" + child.getFileName();
            boolean isLink = Files.isSymbolicLink(child);
            boolean isDirectory = Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS);
            if (child.equals(except) || rules.ignores(path, isDirectory) || all.files >= MAX_WALKED) {
                continue;
            }
            if (isDirectory) {
                items.add(new Item(path, child, true, false, 0));
                walk(child, path, rules.in(child, path));
            } else if (isLink || Files.isRegularFile(child)) {
                long bytes = isLink ? 0 : Files.size(child);
                items.add(new Item(path, child, false, isLink, bytes));
                weigh(path, bytes);
            } // pipes and sockets have no content
        }
    }

    private void weigh(String path, long bytes) {
        int slash = path.indexOf('/');
        Weight weight =
                weights.computeIfAbsent(slash < 0 ? path : path.substring(0, slash + 1), unused -> new Weight());
        for (Weight each : List.of(all, weight)) {
            each.files++;
            each.bytes += bytes;
        }
    }

    private String largest() {
        Comparator<Map.Entry<String, Weight>> bySize = all.bytes > maxBytes
                ? Comparator.comparingLong(entry -> -entry.getValue().bytes)
                : Comparator.comparingLong(entry -> -entry.getValue().files);
        return weights.entrySet().stream()
                .sorted(bySize)
                .limit(SHOWN)
                .map(entry -> entry.getKey() + " (" + entry.getValue().files + " files, "
                        + megabytes(entry.getValue().bytes) + ")")
                .collect(Collectors.joining(", "));
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, bytes < 10_000_000 ? "%.1f MB" : "%.0f MB", bytes / 1e6);
    }
}
