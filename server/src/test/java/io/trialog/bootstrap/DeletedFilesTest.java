package io.trialog.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trialog.event.ExperimentDeleted;
import io.trialog.event.ExperimentId;
import io.trialog.event.RecordedEvent;
import io.trialog.spi.training.AttemptKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeletedFilesTest {

    private static final RecordedEvent DELETION =
            new RecordedEvent(7, Instant.EPOCH, "DeleteExperiment", new ExperimentDeleted(new ExperimentId("x")));

    @TempDir
    private Path data;

    private Path file(String experiment) throws IOException {
        Path folder = DataDirectory.attempt(data, new AttemptKey(experiment, 3, 1));
        Files.createDirectories(folder);
        return Files.writeString(folder.resolve("stdout"), "text");
    }

    @Test
    void shouldRemoveTheFilesOfADeletedExperimentOnly() throws IOException {
        // given
        Path gone = file("x");
        Path kept = file("y");

        // when
        try (DeletedFiles files = new DeletedFiles(data)) {
            files.committed(List.of(DELETION));

            // then
            assertThat(gone).as("put aside at once").doesNotExist();
            await().until(() -> !Files.exists(DataDirectory.deleted(data)));
            assertThat(kept).exists();
            assertThat(DataDirectory.experiment(data, new ExperimentId("x"))).doesNotExist();
        }
    }

    @Test
    void shouldBeToldTwiceAndFinishWhatAnotherServerBegan() throws IOException {
        // given
        Path left = DataDirectory.deleted(data).resolve("z-3").resolve("trials");
        Files.createDirectories(left);
        Path gone = file("x");

        // when
        try (DeletedFiles files = new DeletedFiles(data)) {
            files.heard(DELETION);
            files.heard(DELETION);
            files.start();

            // then
            await().until(() -> !Files.exists(DataDirectory.deleted(data)));
            assertThat(gone).doesNotExist();
        }
    }
}
