package io.trialog.adapter.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Reads strings where nothing but a string will do. */
final class Texts {

    private Texts() {}

    /** @throws IllegalArgumentException when the parser is at something else */
    static String read(JsonParser in) throws IOException {
        if (in.currentToken() != JsonToken.VALUE_STRING) {
            throw new IllegalArgumentException(in.currentName() + ": " + in.currentToken() + " (expected: a string)");
        }
        return in.getText();
    }
}
