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
        if (!isWellFormed(key)) {
            throw new IllegalArgumentException("key: \"" + key + "\" (expected: no unpaired surrogates)");
        }
        out.writeFieldName(key);
    }

    private static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                boolean pair = Character.isHighSurrogate(text.charAt(i))
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
