package io.trialog.trainingservice.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.spi.training.AttemptKey;
import io.trialog.spi.training.AttemptOutcome;
import io.trialog.spi.training.LaunchRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What real trials find in their checkpoint directories. */
class CheckpointTest {

    @TempDir
    private Path directory;

    private TrialFixture trials;

    @BeforeEach
    void open() throws IOException {
        trials = new TrialFixture(directory);
    }

    @AfterEach
    void close() throws IOException {
        trials.close();
    }

    private Path checkpoint(long trial) {
        return directory.resolve("it's " + trial).resolve("checkpoint");
    }

    private LaunchRequest attempt(long trial, int attempt, @Nullable Long parent, String command) {
        return LaunchRequest.of(
                        new AttemptKey("q3kx9abd", trial, attempt),
                        command,
                        directory.resolve("code"),
                        directory.resolve("it's " + trial).resolve("attempt-" + attempt),
                        "{}",
                        Map.of())
                .withCheckpoints(checkpoint(trial), parent == null ? null : checkpoint(parent));
    }

    private void succeed(LaunchRequest request) {
        AttemptOutcome outcome = trials.run(request);
        assertThat(outcome.exitCode()).as(outcome.toString()).hasValue(0);
    }

    @Test
    void shouldBeThereAndEmptyAtFirst() {
        succeed(attempt(0, 1, null, "cd \"$TRIALOG_CHECKPOINT_DIR\" && [ -z \"$(ls -A)\" ]"));
        assertThat(checkpoint(0)).isEmptyDirectory();
    }

    @Test
    void shouldBeMadeWithoutProcessesUnlessItIsCopied() throws IOException {
        // given
        LaunchRequest fresh = attempt(0, 1, null, "true");
        LaunchRequest copied = attempt(1, 1, 0L, "true");
        // when
        AttemptDirectory.of(fresh).prepare(fresh);
        AttemptDirectory.of(copied).prepare(copied);
        // then
        assertThat(checkpoint(0)).isEmptyDirectory();
        assertThat(checkpoint(1)).doesNotExist();
    }

    @Test
    void shouldKeepWhatAnEarlierAttemptSaved() {
        assertThat(trials.run(attempt(0, 1, null, "echo 7 > \"$TRIALOG_CHECKPOINT_DIR/step\"; exit 1"))
                        .exitCode())
                .hasValue(1);
        succeed(attempt(0, 2, null, "[ \"$(cat \"$TRIALOG_CHECKPOINT_DIR/step\")\" = 7 ]"));
    }

    @Test
    void shouldBeginWithACopyOfTheParentsAndLeaveThatAlone() throws IOException {
        succeed(attempt(0, 1, null, "cd \"$TRIALOG_CHECKPOINT_DIR\" && mkdir nets && echo 7 > nets/step"));
        succeed(attempt(1, 1, 0L, "cd \"$TRIALOG_CHECKPOINT_DIR\" && [ $(cat nets/step) = 7 ] && echo 8 > nets/step"));
        succeed(attempt(1, 2, 0L, "[ $(cat \"$TRIALOG_CHECKPOINT_DIR\"/nets/step) = 8 ]"));
        assertThat(checkpoint(0).resolve("nets/step")).hasContent("7\n");
    }

    @Test
    void shouldBeEmptyWhereTheParentLeftNothing() {
        succeed(attempt(1, 1, 0L, "[ -z \"$(ls -A \"$TRIALOG_CHECKPOINT_DIR\")\" ]"));
    }

    @Test
    void shouldTakeNoCopyForWholeThatWasCutShort() throws IOException {
        // given what a copy leaves that is killed
        succeed(attempt(0, 1, null, "echo 7 > \"$TRIALOG_CHECKPOINT_DIR/step\""));
        Path part = directory.resolve("it's 1").resolve("attempt-1").resolve("checkpoint.part");
        Files.createDirectories(part);
        Files.writeString(part.resolve("other"), "half");

        // then
        succeed(attempt(1, 1, 0L, "[ \"$(ls \"$TRIALOG_CHECKPOINT_DIR\")\" = step ]"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldFailTheAttemptWhenTheCopyFailsAndTryAgain() throws IOException {
        // given a parent with what cannot be copied: cp refuses to copy a directory into itself
        Files.createDirectories(directory.resolve("it's 1"));
        LaunchRequest odd = LaunchRequest.of(
                        new AttemptKey("q3kx9abd", 1, 1),
                        "echo never > ran",
                        directory.resolve("code"),
                        directory.resolve("it's 1").resolve("attempt-1"),
                        "{}",
                        Map.of())
                .withCheckpoints(checkpoint(1), directory.resolve("it's 1"));

        // when
        AttemptOutcome outcome = trials.run(odd);

        // then
        assertThat(outcome.exitCode()).isPresent().isNotEqualTo(OptionalInt.of(0));
        assertThat(outcome.message()).get().asString().contains("cp:");
        assertThat(trials.file("ran")).doesNotExist();
        assertThat(checkpoint(1)).doesNotExist();
        succeed(attempt(1, 2, null, "true"));
    }
}
