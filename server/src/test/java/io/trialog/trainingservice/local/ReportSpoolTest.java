package io.trialog.trainingservice.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportSpoolTest {

    @TempDir
    private Path directory;

    @Test
    void shouldReadCompleteLines() throws IOException {
        assertThat(ReportSpool.lines(spool("{\"sequence\": 0}\n\n{\"sequence\": 1, \"é\": 2}\r\n"), 1000))
                .containsExactly("{\"sequence\": 0}", "{\"sequence\": 1, \"é\": 2}");
    }

    @Test
    void shouldSkipALastLineThatWasCutOff() throws IOException {
        assertThat(ReportSpool.lines(spool("{\"sequence\": 0}\n{\"seq"), 1000)).containsExactly("{\"sequence\": 0}");
    }

    @Test
    void shouldReadNoMoreThanAllowed() throws IOException {
        assertThat(ReportSpool.lines(spool("1234\n6789\nbcde\n"), 10)).containsExactly("1234", "6789");
        assertThat(ReportSpool.lines(spool("1234\n6789\nbcde\n"), 9)).containsExactly("1234");
    }

    @Test
    void shouldFindNothingWithoutSpool() throws IOException {
        assertThat(ReportSpool.lines(directory.resolve("none"), 1000)).isEmpty();
    }

    private Path spool(String text) throws IOException {
        return Files.writeString(directory.resolve("reports.jsonl"), text);
    }
}
