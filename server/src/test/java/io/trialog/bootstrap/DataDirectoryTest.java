package io.trialog.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.spi.training.AttemptKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataDirectoryTest {

    private static final String URL = "http://127.0.0.1:8080";

    @TempDir
    private Path temporary;

    private Path folder;

    @BeforeEach
    void chooseFolder() throws IOException {
        folder = temporary.toRealPath().resolve("a").resolve("data");
    }

    @Test
    void shouldSayWhoOwnsIt() {
        try (DataDirectory claimed = DataDirectory.claim(folder, URL)) {
            assertThat(DataDirectory.owner(folder)).contains(claimed.info());
            assertThat(claimed.info().pid()).isEqualTo(ProcessHandle.current().pid());
            assertThat(claimed.info().url()).isEqualTo(URL);
            assertThat(claimed.info().version()).isEqualTo(ServerVersion.current());
        }
        assertThat(DataDirectory.owner(folder)).isEmpty();
        assertThat(folder.resolve("server.json")).doesNotExist();
    }

    @Test
    void shouldHaveNoOwnerWhereNothingIs() {
        assertThat(DataDirectory.owner(folder)).isEmpty();
        assertThat(folder).doesNotExist();
    }

    @Test
    void shouldTellTheRealAddress() {
        try (DataDirectory claimed = DataDirectory.claim(folder, "http://127.0.0.1:0")) {
            // when
            claimed.updateUrl(URL);

            // then
            assertThat(DataDirectory.owner(folder)).map(ServerInfo::url).contains(URL);
        }
    }

    @Test
    void shouldRefuseASecondClaimOfTheSameProcessAndKeepTheFirst() throws Exception {
        try (DataDirectory claimed = DataDirectory.claim(folder, URL)) {
            assertThatThrownBy(() -> DataDirectory.claim(folder.resolve("..").resolve("data"), URL))
                    .isInstanceOf(DataDirectoryException.class)
                    .hasMessageContaining(
                            "is in use by process " + claimed.info().pid());

            // a probe or a refused claim of this process must not have let go of the lock
            Process other = claimInOtherProcess();
            assertThat(other.waitFor()).isNotZero();
        }
        DataDirectory.claim(folder, URL).close();
    }

    @Test
    void shouldSayHowToReachTheOwnerAndTakeOverWhenItIsGone() throws Exception {
        // given
        Process other = claimInOtherProcess();
        try (BufferedReader lines = other.inputReader()) {
            assertThat(lines.readLine()).isEqualTo("claimed");
            ServerInfo owner = DataDirectory.owner(folder).orElseThrow();
            assertThat(owner.pid()).isEqualTo(other.pid());

            // then
            assertThatThrownBy(() -> DataDirectory.claim(folder, "http://127.0.0.1:9"))
                    .isInstanceOfSatisfying(
                            DataDirectoryException.class,
                            e -> assertThat(e.owner()).contains(owner))
                    .hasMessage("data directory " + folder + " is in use by process " + other.pid() + " (" + URL
                            + ", since " + owner.startedAt()
                            + "). Open that address, send experiments to it (POST /api/v1/experiments),"
                            + " stop it, or choose another with --data DIR.");

            // when
            other.toHandle().destroyForcibly();
            other.waitFor();
        }

        // then
        assertThat(folder.resolve("server.json")).as("left behind").exists();
        assertThat(DataDirectory.owner(folder)).isEmpty();
        try (DataDirectory claimed = DataDirectory.claim(folder, "http://127.0.0.1:9")) {
            assertThat(DataDirectory.owner(folder)).contains(claimed.info());
        }
    }

    @Test
    void shouldBeFreeAfterTheOwnerEnds() throws Exception {
        // given
        Process other = claimInOtherProcess();
        try (BufferedReader lines = other.inputReader()) {
            assertThat(lines.readLine()).isEqualTo("claimed");

            // when
            other.getOutputStream().close();
            assertThat(other.waitFor()).isZero();
        }

        // then
        assertThat(DataDirectory.owner(folder)).isEmpty();
        DataDirectory.claim(folder, URL).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"pid\":1", "{\"pid\":\"x\",\"url\":\"u\",\"version\":\"1\"}", "[]"})
    void shouldReplaceADamagedServerFile(String content) throws IOException {
        // given
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("server.json"), content);
        assertThat(DataDirectory.owner(folder)).isEmpty();

        // when
        try (DataDirectory claimed = DataDirectory.claim(folder, URL)) {

            // then
            assertThat(DataDirectory.owner(folder)).contains(claimed.info());
        }
    }

    @Test
    void shouldRefuseAFile() throws IOException {
        Path file = Files.createFile(temporary.toRealPath().resolve("file"));

        assertThatThrownBy(() -> DataDirectory.claim(file, URL))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessage("data directory " + file + ": a file (expected: a folder)");
    }

    @Test
    void shouldKnowWhereThingsAre() {
        try (DataDirectory claimed = DataDirectory.claim(folder, URL)) {
            assertThat(claimed.path()).isEqualTo(folder);
            assertThat(DataDirectory.log(folder)).isEqualTo(folder.resolve("log"));
            assertThat(DataDirectory.plugins(folder)).isEqualTo(folder.resolve("plugins"));
            assertThat(DataDirectory.attempt(folder, new AttemptKey("q3kx9abd", 17, 2)))
                    .isEqualTo(folder.resolve("experiments/q3kx9abd/trials/17/attempt-2"));
        }
    }

    @Test
    void shouldKeepItsSecret() {
        byte[] secret;
        try (DataDirectory claimed = DataDirectory.claim(folder, URL)) {
            secret = claimed.secret();
            assertThat(secret).hasSize(32).isNotEqualTo(new byte[32]);
            assertThat(claimed.secret()).isEqualTo(secret);
        }
        try (DataDirectory claimed = DataDirectory.claim(folder, URL)) {
            assertThat(claimed.secret()).isEqualTo(secret);
        }
        try (DataDirectory other = DataDirectory.claim(folder.resolveSibling("other"), URL)) {
            assertThat(other.secret()).isNotEqualTo(secret);
        }
    }

    @Test
    void shouldRefuseADamagedSecret() throws IOException {
        try (DataDirectory claimed = DataDirectory.claim(folder, URL)) {
            Files.write(folder.resolve("secret"), new byte[7]);

            assertThatThrownBy(claimed::secret)
                    .isInstanceOf(DataDirectoryException.class)
                    .hasMessageStartingWith(folder.resolve("secret") + ": 7 bytes (expected: 32). ");
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void shouldBeClosedToOtherUsers() throws IOException {
        try (DataDirectory claimed = DataDirectory.claim(folder, URL)) {
            claimed.secret();

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("secret"))))
                    .isEqualTo("rw-------");
        }
    }

    private Process claimInOtherProcess() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ClaimingProcess.class.getName(),
                        folder.toString(),
                        URL)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
