package io.trialog.adapter.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;

/**
 * Writes the keys of maps. Refuses those with unpaired surrogates: Jackson would write them, and then refuse to read them,
 * and with them the log. Clients cannot send such keys for the same reason. Strings that are values have no such limit.
 */
final class KeySerializer extends JsonSerializer<String> {

    @Override
    public void serialize(String key, JsonGenerator out, SerializerProvider provider) throws IOException {
        write(key, out);
    }

    /** @throws IllegalArgumentException when the key cannot be read back */
    static void write(String key, JsonGenerator out) throws IOException {
        Texts.requireReadableKey(key);
        out.writeFieldName(key);
    }
}
