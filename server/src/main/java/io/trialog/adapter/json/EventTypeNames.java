package io.trialog.adapter.json;

import io.trialog.event.Event;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The stored names of all event types that this server knows. */
public final class EventTypeNames {

    private static final Map<Class<? extends Event>, String> NAMES =
            EventTypes.all().stream().collect(Collectors.toUnmodifiableMap(StoredType::event, StoredType::name));

    private EventTypeNames() {}

    /** All of them, in alphabetical order. */
    public static List<String> all() {
        return NAMES.values().stream().sorted().toList();
    }

    /** The name that an event is stored under: {@code trial.proposed}. */
    public static String of(Event event) {
        return Objects.requireNonNull(NAMES.get(event.getClass()), "stored events are a closed set");
    }
}
