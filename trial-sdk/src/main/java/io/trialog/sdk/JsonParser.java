package io.trialog.sdk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A recursive-descent reader of one JSON document; used by one thread, once. */
final class JsonParser {

    /** Deeper documents are refused before they overflow the stack. */
    private static final int MAX_DEPTH = 200;

    private final String text;
    private int position;
    private int depth;

    JsonParser(String text) {
        this.text = text;
    }

    @Nullable
    Object document() {
        Object value = value();
        skipSpace();
        if (position < text.length()) {
            throw expected("the end");
        }
        return value;
    }

    private @Nullable Object value() {
        skipSpace();
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> literal("true", true);
            case 'f' -> literal("false", false);
            case 'n' -> literal("null", null);
            default -> number();
        };
    }

    private Map<String, @Nullable Object> object() {
        enter();
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        position++;
        skipSpace();
        while (peek() != '}') {
            skipSpace();
            if (peek() != '"') {
                throw expected("a name in quotes");
            }
            String name = string();
            skipSpace();
            take(':');
            members.put(name, value());
            separatorBefore('}');
        }
        position++;
        depth--;
        return Collections.unmodifiableMap(members);
    }

    private List<@Nullable Object> array() {
        enter();
        List<@Nullable Object> elements = new ArrayList<>();
        position++;
        skipSpace();
        while (peek() != ']') {
            elements.add(value());
            separatorBefore(']');
        }
        position++;
        depth--;
        return Collections.unmodifiableList(elements);
    }

    /** A comma that another element follows, or the closing bracket, which stays. */
    private void separatorBefore(char end) {
        skipSpace();
        if (peek() == end) {
            return;
        }
        take(',');
        skipSpace();
        if (peek() == end) {
            throw expected("another element");
        }
    }

    private String string() {
        take('"');
        StringBuilder out = new StringBuilder();
        while (peek() != '"') {
            char c = peek();
            if (c < ' ') {
                throw expected("a closing quote");
            }
            position++;
            out.append(c == '\\' ? escaped() : c);
        }
        position++;
        return out.toString();
    }

    private char escaped() {
        char c = peek();
        position++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw expected("an escape sequence");
        };
    }

    private char unicode() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0) {
                throw expected("four hexadecimal digits");
            }
            code = 16 * code + digit;
            position++;
        }
        return (char) code;
    }

    private Number number() {
        int start = position;
        if (peek() == '-') {
            position++;
        }
        int firstDigit = position;
        digits();
        if (text.charAt(firstDigit) == '0' && position > firstDigit + 1) {
            throw expected("no leading zero");
        }
        boolean whole = true;
        if (peek() == '.') {
            whole = false;
            position++;
            digits();
        }
        if (peek() == 'e' || peek() == 'E') {
            whole = false;
            position++;
            if (peek() == '+' || peek() == '-') {
                position++;
            }
            digits();
        }
        String number = text.substring(start, position);
        try {
            return whole ? (Number) Long.valueOf(number) : Double.valueOf(number);
        } catch (NumberFormatException beyondLong) {
            return Double.valueOf(number);
        }
    }

    private void digits() {
        int start = position;
        while (peek() >= '0' && peek() <= '9') {
            position++;
        }
        if (position == start) {
            throw expected("a value");
        }
    }

    private @Nullable Object literal(String word, @Nullable Object value) {
        if (!text.startsWith(word, position)) {
            throw expected("a value");
        }
        position += word.length();
        return value;
    }

    private void enter() {
        if (++depth > MAX_DEPTH) {
            throw expected("at most " + MAX_DEPTH + " levels");
        }
    }

    private void take(char c) {
        if (peek() != c) {
            throw expected("'" + c + "'");
        }
        position++;
    }

    private void skipSpace() {
        while (" \t\r\n".indexOf(peek()) >= 0) {
            position++;
        }
    }

    /** The next character, or {@code NUL} at the end, which no JSON text contains. */
    private char peek() {
        return position < text.length() ? text.charAt(position) : '\0';
    }

    private JsonException expected(String what) {
        return new JsonException("expected " + what + " at character " + position);
    }
}
