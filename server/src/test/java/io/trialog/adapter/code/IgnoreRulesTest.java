package io.trialog.adapter.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IgnoreRulesTest {

    @TempDir
    Path folder;

    private IgnoreRules rules(String text) throws IOException {
        Files.writeString(folder.resolve(".trialogignore"), text.replace(" ; ", "\n"));
        return IgnoreRules.at(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "*.pt, a.pt, true",
        "*.pt, deep/down/a.pt, true",
        "*.pt, a.pts, false",
        "/a.pt, deep/a.pt, false",
        "/a.pt, a.pt, true",
        "data/*.csv, data/a.csv, true",
        "data/*.csv, deep/data/a.csv, false",
        "data/*.csv, data/deep/a.csv, false",
        "data/**/*.csv, data/a.csv, true",
        "data/**/*.csv, data/very/deep/a.csv, true",
        "**/data, deep/down/data, true",
        "**/data, data, true",
        "data/**, data/a/b, true",
        "data/**, data, false",
        "a?c, abc, true",
        "a?c, a/c, false",
        "a[0-9].txt, a7.txt, true",
        "a[!0-9].txt, a7.txt, false",
        "a[^0-9].txt, ax.txt, true",
        "a[].txt, a[].txt, true",
        "a.c, abc, false",
        "'# comment', '# comment', false",
        "'\\# no comment', '# no comment', true",
        "'\\!important', '!important', true",
        "'blank   ', blank, true",
        "'blank\\ ', 'blank ', true",
        "'', a, false",
        "/, a, false",
        "'*.pt ; !keep.pt', keep.pt, false",
        "'*.pt ; !keep.pt', other.pt, true",
        "'!keep.pt ; *.pt', keep.pt, true",
        "foo**bar, fooxbar, true",
        "foo**bar, foo/bar, false",
    })
    void shouldMatchAsGitDoes(String lines, String path, boolean ignored) throws IOException {
        assertThat(rules(lines).ignores(path, false)).isEqualTo(ignored);
    }

    @Test
    void shouldTakeATrailingSlashForDirectoriesOnly() throws IOException {
        IgnoreRules rules = rules("build/");
        assertThat(rules.ignores("build", true)).isTrue();
        assertThat(rules.ignores("deep/build", true)).isTrue();
        assertThat(rules.ignores("build", false)).isFalse();
    }

    @Test
    void shouldLetNearerFilesDecide() throws IOException {
        // given
        Path below = Files.createDirectory(folder.resolve("below"));
        Files.writeString(below.resolve(".nniignore"), "!*.log\n/own.txt\n");
        IgnoreRules inside = rules("*.log").in(below, "below");

        // then
        assertThat(inside.ignores("below/a.log", false)).isFalse();
        assertThat(inside.ignores("below/own.txt", false)).isTrue();
        assertThat(inside.ignores("below/deep/own.txt", false)).isFalse();
    }

    @Test
    void shouldLetTheLastWordToOurOwnFile() throws IOException {
        Files.writeString(folder.resolve(".nniignore"), "*.log\n*.tmp\n");
        IgnoreRules rules = rules("!a.log");
        assertThat(rules.ignores("a.log", false)).isFalse();
        assertThat(rules.ignores("b.tmp", false)).isTrue();
    }
}
