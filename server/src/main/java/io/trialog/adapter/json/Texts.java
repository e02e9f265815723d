package io.trialog.adapter.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Strings where not everything will do. */
final class Texts {

    private Texts() {}

    /**
     * Reads a string where nothing but a string will do.
     *
     * @throws IllegalArgumentException when the parser is at something else
     */
    static String read(JsonParser in) throws IOException {
        if (in.currentToken() != JsonToken.VALUE_STRING) {
            throw new IllegalArgumentException(in.currentName() + ": " + in.currentToken() + " (expected: a string)");
        }
        return in.getText();
    }

    /** @throws IllegalArgumentException for a key of a map that could be written and then not be read */
    static void requireReadableKey(String key) {
        if (!isWellFormed(key)) {
            throw new IllegalArgumentException("key: \"" + key + "\" (expected: no unpaired surrogates)");
        }
    }

    /** Whether it is Unicode: no surrogate without its other half. */
    static boolean isWellFormed(String text) {
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
