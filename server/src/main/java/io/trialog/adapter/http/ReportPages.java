package io.trialog.adapter.http;

import io.trialog.event.RecordedEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reports as recorded, in order, some at a time. Used by one thread at a time; may block. */
@FunctionalInterface
interface ReportPages {

    /** The next ones, perhaps none; null at the end. */
    @Nullable
    List<RecordedEvent> next();
}
