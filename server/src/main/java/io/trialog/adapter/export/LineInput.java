package io.trialog.adapter.export;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Lines as they are, byte by byte: checksums must see what is there, not what a decoder makes of it. */
final class LineInput {

    private static final int BUFFER = 1 << 16;
    /** Far beyond any event, and far below what brings a process down. */
    private static final int MAX_LINE = 1 << 28;

    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(BUFFER);
    private long number;
    private boolean whole;

    LineInput(InputStream in) {
        this.in = new BufferedInputStream(in, BUFFER);
    }

    /** The next line without its end; null when there is none. */
    byte @Nullable [] next() throws IOException {
        line.reset();
        whole = false;
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                whole = true;
                break;
            }
            line.write(next);
            if (line.size() > MAX_LINE) {
                throw new DamagedExportException(number + 1, "longer than " + MAX_LINE + " bytes; it is no export");
            }
        }
        if (!whole && line.size() == 0) {
            return null;
        }
        number++;
        return line.toByteArray();
    }

    /** The number of the last line, from 1. */
    long number() {
        return number;
    }

    /** Whether the last line had its end. */
    boolean isWhole() {
        return whole;
    }
}
