package io.trialog.adapter.code;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Copies a directory of trial code, without what its ignore files leave out. Links that lead to files inside lead to the
 * copies; links out of the directory (to data, say) lead where they led.
 */
public final class CodeCopy {

    /** More is data, or an environment, and belongs into an ignore file. */
    public static final int MAX_FILES = 2000;

    /** As {@link #MAX_FILES}. */
    public static final long MAX_BYTES = 300_000_000;

    private final Path source;
    private final Path except;

    /**
     * Copies this directory.
     *
     * @param except a directory inside that is left out: the data directory may lie there
     */
    public CodeCopy(Path source, Path except) {
        this.source = source;
        this.except = except;
    }

    /**
     * Makes the copy, complete or not at all; what is at the place already is replaced.
     *
     * @throws CodeCopyException when there is too much to copy, or something cannot be read or written
     */
    public void to(Path target) throws CodeCopyException {
        Path draft = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID());
        try {
            Path root = source.toRealPath();
            List<CodeTree.Item> items = new CodeTree(root, realPath(except), MAX_FILES, MAX_BYTES).items();
            Files.createDirectories(draft);
            for (CodeTree.Item item : items) {
                copy(item, root, draft.resolve(item.relative()), target);
            }
            delete(target);
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (CodeTree.TooLargeException e) {
            throw new CodeCopyException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            discard(draft);
            throw new CodeCopyException("cannot copy " + source + " to " + target + ": " + e, e);
        }
    }

    private static void copy(CodeTree.Item item, Path root, Path to, Path target) throws IOException {
        if (item.isDirectory()) {
            Files.createDirectory(to);
        } else if (item.isLink()) {
            Files.createSymbolicLink(to, led(item.path(), root, target));
        } else {
            Files.copy(item.path(), to, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    /** Where the copy of a link leads. */
    private static Path led(Path link, Path root, Path target) throws IOException {
        Path written = Files.readSymbolicLink(link);
        Path leadsTo = link.resolveSibling(written).normalize();
        if (!leadsTo.startsWith(root)) {
            return leadsTo;
        }
        return written.isAbsolute() ? target.resolve(root.relativize(leadsTo)) : written;
    }

    private static Path realPath(Path path) throws IOException {
        return Files.exists(path) ? path.toRealPath() : path;
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> deepestFirst = new ArrayList<>();
        try (Stream<Path> walked = Files.walk(tree)) {
            walked.sorted(Comparator.reverseOrder()).forEach(deepestFirst::add);
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }

    private static void discard(Path draft) {
        try {
            delete(draft);
        } catch (IOException e) {
            // what is in the way of the copy is in the way of its deletion; the first failure tells more
        }
    }
}
