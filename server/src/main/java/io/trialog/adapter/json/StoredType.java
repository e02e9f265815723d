package io.trialog.adapter.json;

import io.trialog.event.Event;
import io.trialog.event.EventType;

/**
 * An event type as it is stored.
 *
 * @param name its name for ever
 * @param version the newest version, the one that is written
 * @param event the record that holds this version
 */
record StoredType(String name, int version, Class<? extends Event> event) {

    static StoredType of(Class<? extends Event> event) {
        EventType type = event.getAnnotation(EventType.class);
        if (type == null) {
            throw new IllegalStateException(event.getName() + ": no @EventType (expected: one on every event record)");
        }
        return new StoredType(type.value(), type.version(), event);
    }
}
