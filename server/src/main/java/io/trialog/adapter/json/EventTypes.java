package io.trialog.adapter.json;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.trialog.event.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every event type that this server reads and writes, by name and by record. Immutable. */
final class EventTypes {

    /** A type with what reads and writes its data, prepared once. */
    record Bound(StoredType type, ObjectReader reader, ObjectWriter writer) {}

    private final Map<String, Bound> byName = new HashMap<>();
    private final Map<Class<? extends Event>, Bound> byRecord = new HashMap<>();

    EventTypes(List<StoredType> types, ObjectMapper mapper) {
        for (StoredType type : types) {
            Bound bound = new Bound(type, mapper.readerFor(type.event()), mapper.writerFor(type.event()));
            if (byName.putIfAbsent(type.name(), bound) != null) {
                throw new IllegalStateException("event type " + type.name() + ": two records (expected: one)");
            }
            byRecord.put(type.event(), bound);
        }
    }

    /** All permitted records of {@link Event}, in the order of its declaration. */
    static List<StoredType> all() {
        List<StoredType> types = new ArrayList<>();
        collect(Event.class, types);
        return List.copyOf(types);
    }

    @Nullable
    Bound named(String name) {
        return byName.get(name);
    }

    Bound of(Event event) {
        Bound bound = byRecord.get(event.getClass());
        if (bound == null) {
            throw new IllegalArgumentException("event: " + event.getClass().getName() + " (expected: a stored type)");
        }
        return bound;
    }

    private static void collect(Class<? extends Event> type, List<StoredType> types) {
        if (type.isRecord()) {
            types.add(StoredType.of(type));
            return;
        }
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            collect(permitted.asSubclass(Event.class), types);
        }
    }
}
