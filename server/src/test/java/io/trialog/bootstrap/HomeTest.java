package io.trialog.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.ExperimentId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

    @TempDir
    private Path folder;

    @Test
    void shouldBeWhereTheVariableSays() {
        assertThat(Home.of(Map.of("TRIALOG_HOME", "/some/where")).path()).isEqualTo(Path.of("/some/where"));
        assertThat(Home.of(Map.of("TRIALOG_HOME", " ")).path())
                .isEqualTo(Path.of(System.getProperty("user.home"), ".trialog"));
    }

    @Test
    void shouldBeEmptyBeforeTheFirstExperiment() {
        assertThat(new Home(folder.resolve("not there")).dataDirectories()).isEmpty();
    }

    @Test
    void shouldKnowDataDirectoriesHereAndElsewhere() {
        // given
        Home home = new Home(folder.resolve("home"));
        Path own = dataDirectory(home.ofExperiment(new ExperimentId("q3kx9abd")));
        Path server = dataDirectory(home.ofServer());
        Path elsewhere = dataDirectory(folder.resolve("elsewhere/on another disk"));
        home.register(own);
        home.register(elsewhere);
        home.register(elsewhere);

        // then
        assertThat(home.dataDirectories()).containsExactlyInAnyOrder(own, server, elsewhere);
        assertThat(home.path().resolve("elsewhere")).isDirectoryContaining("glob:**/[0-9a-f]*");

        // when
        home.forget(elsewhere);

        // then
        assertThat(home.dataDirectories()).containsExactlyInAnyOrder(own, server);
    }

    @Test
    void shouldKnowAHomeThatIsADataDirectoryItself() {
        Home home = new Home(dataDirectory(folder.resolve("old")));
        assertThat(home.dataDirectories()).containsExactly(home.path());
    }

    @Test
    void shouldPassOverWhatIsNoDataDirectory() throws IOException {
        // given
        Home home = new Home(folder);
        Files.createDirectories(folder.resolve("plugins/mine"));
        dataDirectory(folder.resolve(".q3kx9abd.deleted"));
        Path gone = folder.resolve("else/gone");
        home.register(gone);
        Files.writeString(folder.resolve("elsewhere/notes.txt"), "not a path\u0000");

        // then
        assertThat(home.dataDirectories()).isEmpty();

        // when the disk is there again
        dataDirectory(gone);

        // then
        assertThat(home.dataDirectories()).containsExactly(gone);
    }

    private static Path dataDirectory(Path path) {
        try {
            Files.createDirectories(DataDirectory.log(path));
            return path;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
