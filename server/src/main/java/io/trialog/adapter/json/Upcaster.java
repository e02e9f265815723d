package io.trialog.adapter.json;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Brings the data of one event type from one version to the next. Pure: no clock, no files, nothing but the data. Once
 * released it never changes. Only for changes of shape; a change of meaning needs its own applier too.
 */
interface Upcaster {

    /** The stored name of the event type. */
    String type();

    /** The version that it reads; it gives the next one. */
    int fromVersion();

    /** The data in the next version. May change and return its argument. */
    JsonNode upcast(JsonNode data);
}
