package io.trialog.adapter.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.trialog.adapter.json.EventTypeNames;
import io.trialog.engine.CommitListener;
import io.trialog.event.Event;
import io.trialog.event.RecordedEvent;
import java.util.List;

/** Counts the events that this server recorded. */
final class EventMeters implements CommitListener {

    private final ClassCounters<Event> recorded;

    EventMeters(MeterRegistry registry) {
        recorded = new ClassCounters<>(event -> Counter.builder("trialog.events.recorded")
                .description("Events that this server recorded")
                .tag("type", EventTypeNames.of(event))
                .register(registry));
    }

    @Override
    public void committed(List<RecordedEvent> events) {
        int begin = 0; // of a run of one type: reports come by the hundred
        for (int i = 1; i <= events.size(); i++) {
            Event first = events.get(begin).event();
            if (i == events.size() || events.get(i).event().getClass() != first.getClass()) {
                recorded.count(first, i - begin);
                begin = i;
            }
        }
    }
}
