package io.trialog.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The project that a page shows: a block of code after a paragraph that begins with a bold path is a file, others are what
 * to do with it.
 */
final class ReadmeProject {

    private static final Pattern BLOCK = Pattern.compile(
            "(?:^\\*\\*`([^`]+)`\\*\\*[^\\n]*\\n\\n)?^```(\\w*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    private final List<MatchResult> blocks;

    private ReadmeProject(List<MatchResult> blocks) {
        this.blocks = blocks;
    }

    static ReadmeProject of(Path page) throws IOException {
        return new ReadmeProject(BLOCK.matcher(Files.readString(page)).results().toList());
    }

    /** The files by path. */
    Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        blocks.stream()
                .filter(block -> block.group(1) != null)
                .forEach(block -> assertThat(files.put(block.group(1), block.group(3)))
                        .as("another %s", block.group(1))
                        .isNull());
        return files;
    }

    /** The only block in a language that is no file. */
    String only(String language) {
        List<String> found = blocks.stream()
                .filter(block -> block.group(1) == null && block.group(2).equals(language))
                .map(block -> block.group(3))
                .toList();
        assertThat(found).as("blocks of %s", language).hasSize(1);
        return found.get(0);
    }

    void writeTo(Path folder) throws IOException {
        for (Map.Entry<String, String> file : files().entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }
}
