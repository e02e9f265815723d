package io.trialog.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.ExperimentId;
import io.trialog.experiment.KafkaSecurity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedPositionTest {

    private static final Connection CONNECTION = new Connection(List.of("h1:9092"), KafkaSecurity.NONE);

    @TempDir
    private Path folder;

    @Test
    void shouldReadWhatWasWrittenLast() {
        // given
        FeedPosition position = new FeedPosition(folder.resolve("feeds"), CONNECTION, "events");
        assertThat(position.read().position()).isEqualTo(-1);

        // when
        position.write(new FeedPosition.State(7, Set.of()));
        position.write(new FeedPosition.State(9, Set.of(new ExperimentId("x"))));

        // then
        FeedPosition.State read = new FeedPosition(folder.resolve("feeds"), CONNECTION, "events").read();
        assertThat(read.position()).isEqualTo(9);
        assertThat(read.experiments()).containsExactly(new ExperimentId("x"));
        assertThat(new FeedPosition(folder.resolve("feeds"), CONNECTION, "others")
                        .read()
                        .position())
                .isEqualTo(-1);
    }

    @Test
    void shouldBeginAgainWhenTheFileIsDamaged() throws Exception {
        // given
        FeedPosition position = new FeedPosition(folder, CONNECTION, "events");
        position.write(new FeedPosition.State(7, Set.of()));
        try (Stream<Path> files = Files.list(folder)) {
            Files.writeString(files.findFirst().orElseThrow(), "{\"position\": 7, \"exp");
        }

        // then
        assertThat(position.read().position()).isEqualTo(-1);
    }
}
