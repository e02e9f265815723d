package io.trialog.trainingservice.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SpareShellTest {

    private final Programs programs = Programs.on(System.getenv("PATH"));

    @TempDir
    private Path directory;

    @Test
    void shouldRunAScriptWithTheEnvironmentItIsTold() throws Exception {
        // given
        Path script = script("printf '%s|' \"$TOKEN\" \"$EMPTY\" \"$(cat)\" \"$size$words\"; echo oops >&2; exit 7");
        String awkward = "it's \"$HOME\" `x`\n\u00fc\u2603\\";

        // when
        Process process = SpareShell.start(programs).run(script, Map.of("TOKEN", awkward, "EMPTY", ""), stderr());

        // then
        assertThat(new String(process.getInputStream().readAllBytes())).isEqualTo(awkward + "|||" + "|");
        assertThat(process.waitFor()).isEqualTo(7);
        assertThat(stderr()).hasContent("oops");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldLeadASessionOfItsOwn() throws Exception {
        Process process = SpareShell.start(programs)
                .run(script("read -r stat <\"/proc/$$/stat\"; echo $stat"), Map.of(), stderr());

        String[] stat = new String(process.getInputStream().readAllBytes()).split(" ");
        assertThat(stat[0]).isEqualTo(stat[5]).isEqualTo(Long.toString(process.pid()));
    }

    @Test
    void shouldEndWithItsServer() throws Exception {
        // given
        SpareShell shell = SpareShell.start(programs);

        // when: the pipe to it closes
        shell.close();

        // then
        await().atMost(TrialFixture.PATIENCE).until(() -> !shell.isAlive());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldKeepOneReady() throws Exception {
        // given
        SpareShells spares = new SpareShells(programs, Duration.ofHours(1));
        assertThat(spares.take()).isEmpty();

        // when
        spares.prepare().get();
        spares.prepare().get();

        // then
        SpareShell shell = spares.take().orElseThrow();
        assertThat(spares.take()).isEmpty();
        shell.close();
    }

    @Test
    void shouldLetItGoWhenNothingIsLaunched() throws Exception {
        // given
        SpareShells spares = new SpareShells(programs, Duration.ofMillis(1));

        // when
        spares.prepare().get();

        // then
        await().atMost(TrialFixture.PATIENCE).until(() -> !spares.isReady());
    }

    @Test
    void shouldRunNothingWhenItIsGone() throws Exception {
        // given: somebody killed it
        SpareShell shell = SpareShell.start(programs);
        shell.close();
        await().atMost(TrialFixture.PATIENCE).until(() -> !shell.isAlive());

        // when, then
        assertThat(outputOf(shell, script("echo never"))).isEmpty();
    }

    /** Who writes to a process that has ended may or may not be told. */
    private String outputOf(SpareShell shell, Path script) {
        try {
            return new String(
                    shell.run(script, Map.of(), stderr()).getInputStream().readAllBytes());
        } catch (IOException e) {
            return "";
        }
    }

    private Path script(String text) throws IOException {
        return Files.writeString(directory.resolve("it's a script"), text);
    }

    private Path stderr() {
        return directory.resolve("std err");
    }
}
