package io.trialog.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.adapter.json.EventLines;
import io.trialog.adapter.json.PlainLines;
import io.trialog.event.RecordedEvent;
import io.trialog.port.SnapshotHeader;
import io.trialog.port.SnapshotLine;
import io.trialog.projection.ExperimentBoard;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A snapshot is read by whatever server comes next. When the text that a log gives changes here, a server would misread the snapshots of the
 * one before: raise the layout number and run this test with {@code -Dupdate-snapshots}.
 */
class SnapshotLayoutTest {

    private static final Path CORPUS = Path.of("src/test/resources/log-corpus");
    private static final String HELP =
            "the text of snapshots changed: raise SnapshotHeader.LAYOUT (old snapshots are then"
                    + " ignored) and run with -Dupdate-snapshots";

    @TestFactory
    List<DynamicTest> shouldWriteSnapshotsAsItsLayoutNumberSays() throws IOException {
        try (Stream<Path> releases = Files.list(CORPUS)) {
            return releases.sorted()
                    .map(release ->
                            DynamicTest.dynamicTest(release.getFileName().toString(), () -> check(release)))
                    .toList();
        }
    }

    private static void check(Path release) throws IOException {
        // given
        ExperimentCore core = new ExperimentCore();
        ExperimentBoard board = new ExperimentBoard();
        EventLines lines = new EventLines();
        for (String line : Files.readAllLines(release.resolve("log.jsonl"))) {
            RecordedEvent recorded = lines.parse(line);
            core.apply(recorded);
            board.apply(recorded);
        }
        // when
        String layout = "layout " + SnapshotHeader.LAYOUT + "\n";
        String text = layout + text(core.snapshot()) + text(board.snapshot());
        // then
        Path golden = release.resolve("snapshots.jsonl");
        boolean isOfThisLayout =
                Files.exists(golden) && Files.readString(golden).startsWith(layout);
        if (System.getProperty("update-snapshots") != null && !isOfThisLayout) {
            Files.writeString(golden, text);
        }
        assertThat(text).as(HELP).isEqualTo(Files.readString(golden));
    }

    private static String text(Stream<SnapshotLine> lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PlainLines.Writer writer = new PlainLines.Writer(bytes)) {
            for (SnapshotLine line : lines.toList()) {
                writer.write(line.fields());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8) + "\n";
    }
}
