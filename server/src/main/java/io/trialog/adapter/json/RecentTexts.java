package io.trialog.adapter.json;

import org.jspecify.annotations.Nullable;

/**
 * Short texts that come again and again, such as the names of metrics: of each there is one object, found by its bytes, that
 * knows its hash. Safe for use by any thread: strings are immutable, and a race costs a lookup.
 */
final class RecentTexts {

    private static final int SIZE = 256;
    private static final int MAX_LENGTH = 32;

    private final @Nullable String[] texts = new String[SIZE];

    /** The text of these bytes, or null when it did not come recently or is not plain ASCII. */
    @Nullable
    String find(byte[] bytes, int from, int length) {
        String recent = length > MAX_LENGTH ? null : texts[slot(bytes, from, length)];
        return recent != null && isText(recent, bytes, from, length) ? recent : null;
    }

    /** Keeps a text for the next time. */
    void keep(String text, byte[] bytes, int from, int length) {
        if (length <= MAX_LENGTH) {
            texts[slot(bytes, from, length)] = text;
        }
    }

    private static int slot(byte[] bytes, int from, int length) {
        int hash = length;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + bytes[i];
        }
        return (hash ^ (hash >>> 8)) & (SIZE - 1);
    }

    /** A byte of a longer character is negative and no character. */
    private static boolean isText(String text, byte[] bytes, int from, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) != bytes[from + i]) {
                return false;
            }
        }
        return true;
    }
}
