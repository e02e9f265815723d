package io.trialog.trainingservice.local;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the reports that a trial could not deliver. */
final class ReportSpool {

    /** What one attempt may hand over; more would endanger the server's memory. */
    static final int MAX_BYTES = 64 << 20;

    private ReportSpool() {}

    /**
     * The complete lines within the first {@code maxBytes} of a spool, without blank ones; none when there is no spool. A
     * last line without its end was cut off with the trial.
     */
    static List<String> lines(Path file, int maxBytes) throws IOException {
        List<String> lines = new ArrayList<>();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (InputStream spool = new BufferedInputStream(Files.newInputStream(file))) {
            int next = spool.read();
            for (int count = 0; count < maxBytes && next >= 0; count++, next = spool.read()) {
                if (next != '\n') {
                    line.write(next);
                    continue;
                }
                String text = line.toString(StandardCharsets.UTF_8).strip();
                if (!text.isEmpty()) {
                    lines.add(text);
                }
                line.reset();
            }
        } catch (NoSuchFileException e) {
            return List.of();
        }
        return lines;
    }
}
