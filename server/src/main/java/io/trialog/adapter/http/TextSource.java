package io.trialog.adapter.http;

import io.vertx.core.buffer.Buffer;
import java.util.Iterator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends text that comes piece by piece, many pieces at a time. */
final class TextSource implements LongAnswer.Source {

    private final Supplier<Iterator<String>> text;
    private final int partBytes;
    private @Nullable Iterator<String> pieces;

    /** @param text asked for by a worker thread, as it may read the log */
    TextSource(Supplier<Iterator<String>> text, int partBytes) {
        this.text = text;
        this.partBytes = partBytes;
    }

    @Override
    public synchronized @Nullable Buffer next() {
        if (pieces == null) {
            pieces = text.get();
        }
        if (!pieces.hasNext()) {
            return null;
        }
        Buffer part = Buffer.buffer();
        while (pieces.hasNext() && part.length() < partBytes) {
            part.appendString(pieces.next());
        }
        return part;
    }
}
