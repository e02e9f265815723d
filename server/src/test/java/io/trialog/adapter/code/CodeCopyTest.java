package io.trialog.adapter.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeCopyTest {

    private @TempDir Path temporary;
    private Path code;
    private Path data;
    private Path target;

    @BeforeEach
    void setUp() throws IOException {
        Path real = temporary.toRealPath();
        code = Files.createDirectory(real.resolve("code"));
        data = Files.createDirectories(code.resolve("runs/data"));
        target = Files.createDirectories(data.resolve("experiments/x")).resolve("code");
    }

    private void write(String name, String text) throws IOException {
        Path file = code.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void copy() throws CodeCopyException {
        new CodeCopy(code, data).to(target);
    }

    private List<String> copied() throws IOException {
        try (Stream<Path> walked = Files.walk(target)) {
            return walked.filter(path -> !Files.isDirectory(path))
                    .map(path -> target.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void shouldCopyAllThatIsNotIgnoredAndNotTheDataDirectory() throws Exception {
        // given
        write("train.py", "1");
        write("lib/a.py", "2");
        write("lib/model.pt", "3");
        write("build/out", "4");
        write("runs/notes", "5");
        write("runs/data/log", "6");
        write(".trialogignore", "*.pt\nbuild/\n");

        // when
        copy();

        // then
        assertThat(copied()).containsExactly(".trialogignore", "lib/a.py", "runs/notes", "train.py");
        assertThat(target.resolve("lib/a.py")).hasContent("2");
        try (Stream<Path> beside = Files.list(target.resolveSibling(""))) {
            assertThat(beside).as("no draft stays").containsExactly(target);
        }
    }

    @Test
    void shouldKeepWhatCanBeExecuted() throws Exception {
        write("run.sh", "#!/bin/sh");
        Files.setPosixFilePermissions(code.resolve("run.sh"), PosixFilePermissions.fromString("rwxr-x---"));
        copy();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target.resolve("run.sh"))))
                .isEqualTo("rwxr-x---");
    }

    @Test
    void shouldKeepLinksInsideAndLeadOthersWhereTheyLed() throws Exception {
        // given
        write("lib/a.py", "2");
        Path outside = Files.createDirectory(code.resolveSibling("datasets"));
        Files.createSymbolicLink(code.resolve("lib/same.py"), Path.of("a.py"));
        Files.createSymbolicLink(code.resolve("absolute"), code.resolve("lib"));
        Files.createSymbolicLink(code.resolve("datasets"), Path.of("../datasets"));
        Files.createSymbolicLink(code.resolve("broken"), Path.of("nowhere"));

        // when
        copy();

        // then
        assertThat(Files.readSymbolicLink(target.resolve("lib/same.py"))).isEqualTo(Path.of("a.py"));
        assertThat(Files.readSymbolicLink(target.resolve("absolute"))).isEqualTo(target.resolve("lib"));
        assertThat(target.resolve("datasets").toRealPath()).isEqualTo(outside);
        assertThat(Files.readSymbolicLink(target.resolve("broken"))).isEqualTo(Path.of("nowhere"));
    }

    @Test
    void shouldReplaceWhatAnEarlierTryLeft() throws Exception {
        write("train.py", "new");
        Files.createDirectories(target);
        Files.writeString(target.resolve("old.py"), "old");
        copy();
        assertThat(copied()).containsExactly("train.py");
    }

    @Test
    void shouldRefuseTooManyFilesAndNameTheLargest() throws Exception {
        // given
        for (int i = 0; i < CodeCopy.MAX_FILES; i++) {
            write("venv/lib/" + i, "");
        }
        write("train.py", "");

        // then
        assertThatThrownBy(this::copy)
                .hasMessageContaining("has 2001 files with 0.0 MB (expected: at most 2000 files with 300 MB)")
                .hasMessageContaining("the largest: venv/ (2000 files, 0.0 MB), train.py (1 files, 0.0 MB)")
                .hasMessageContaining(".trialogignore");
        assertThat(target).doesNotExist();

        // when it is ignored
        write(".trialogignore", "/venv/");
        copy();
        assertThat(copied()).containsExactly(".trialogignore", "train.py");
    }

    @Test
    void shouldRefuseTooManyBytes() throws Exception {
        try (RandomAccessFile sparse =
                new RandomAccessFile(code.resolve("model.bin").toFile(), "rw")) {
            sparse.setLength(CodeCopy.MAX_BYTES + 1);
        }
        write("train.py", "");
        assertThatThrownBy(this::copy).hasMessageContaining("the largest: model.bin (1 files, 300 MB), train.py");
        assertThat(target).doesNotExist();
    }
}
