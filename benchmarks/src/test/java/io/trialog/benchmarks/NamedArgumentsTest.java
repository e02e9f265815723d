package io.trialog.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedArgumentsTest {

    @Test
    void shouldReadWhatIsGivenAndTakeTheRestAsItIs(@TempDir Path folder) throws Exception {
        // given
        Path file = Files.createFile(folder.resolve("some.jar"));
        // when
        NamedArguments read = new NamedArguments("--jar", "nowhere", "--trials", "7", "--jar", file.toString());
        // then
        assertThat(read.number("--trials", 1)).isEqualTo(7);
        assertThat(read.number("--slots", 3)).isEqualTo(3);
        assertThat(read.file("--jar")).isEqualTo(file);
        assertThat(read.file("--log")).isNull();
        assertThatCode(read::check).doesNotThrowAnyException();
    }

    @Test
    void shouldTellAllProblems() {
        // given
        NamedArguments read = new NamedArguments("--trials", "0", "--jar", "nowhere", "--fast", "1", "--slots");
        // when
        read.number("--trials", 1);
        read.number("--slots", 1);
        read.file("--jar");
        // then
        assertThatThrownBy(read::check)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--trials: 0 (expected: a number from 1 to 9999999)")
                .hasMessageContaining("--slots: nothing (expected: a number from 1 to 9999999)")
                .hasMessageContaining("--jar: nowhere (expected: a file)")
                .hasMessageContaining("--fast: unknown (expected: --trials, --slots, --jar or --help)");
    }

    @Test
    void shouldKnowWhoAsksForHelpWhateverStandsBefore() {
        assertThat(NamedArguments.wantHelp("--jar", "some.jar", "--help")).isTrue();
        assertThat(NamedArguments.wantHelp("--jar", "some.jar")).isFalse();
    }
}
