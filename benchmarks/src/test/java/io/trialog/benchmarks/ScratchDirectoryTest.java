package io.trialog.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ScratchDirectoryTest {

    @Test
    void shouldBeInTheBuildFolderAndGoWithAllThatIsInIt() throws Exception {
        // given
        ScratchDirectory scratch = ScratchDirectory.create();
        Path inside = Files.createDirectories(scratch.path().resolve("a/b")).resolve("file");
        Files.writeString(inside, "x");

        // when
        scratch.close();

        // then
        assertThat(inside).startsWithRaw(ScratchDirectory.target());
        assertThat(scratch.path()).doesNotExist();
    }
}
