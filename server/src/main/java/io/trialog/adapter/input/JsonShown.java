package io.trialog.adapter.input;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Shows the value that a parser is at in messages, shortened. */
public final class JsonShown {

    private JsonShown() {}

    /** The value that the parser is at. */
    public static String current(JsonParser in) throws IOException {
        return switch (in.currentToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> Shown.quoted(in.getText());
            default -> Shown.text(in.getText());
        };
    }
}
