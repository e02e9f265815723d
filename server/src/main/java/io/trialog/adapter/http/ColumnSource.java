package io.trialog.adapter.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends one JSON value whose pieces are written one after the other. */
final class ColumnSource implements LongAnswer.Source {

    private final Supplier<List<JsonText.Content>> pieces;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private @Nullable Iterator<JsonText.Content> left;
    private @Nullable JsonGenerator out;

    /** @param pieces asked for by a worker thread */
    ColumnSource(Supplier<List<JsonText.Content>> pieces) {
        this.pieces = pieces;
    }

    @Override
    public synchronized @Nullable Buffer next() throws IOException {
        if (left == null || out == null) {
            left = pieces.get().iterator();
            out = JsonText.FACTORY.createGenerator(written);
        }
        if (!left.hasNext()) {
            out.close();
            return null;
        }
        left.next().write(out);
        out.flush();
        Buffer part = Buffer.buffer(written.toByteArray());
        written.reset();
        return part;
    }
}
