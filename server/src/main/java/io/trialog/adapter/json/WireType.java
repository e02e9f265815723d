package io.trialog.adapter.json;

/** How protobuf's wire format stores a field, which is also how whoever does not know the field skips it. */
enum WireType {
    /** A whole number, 7 bits to a byte. */
    VARINT(0),
    /** 8 bytes. */
    FIXED_64(1),
    /** A length and as many bytes. */
    LENGTH(2),
    /** 4 bytes. */
    FIXED_32(5);

    private static final int BITS = 3;

    private final int number;

    WireType(int number) {
        this.number = number;
    }

    /** What stands before a field. */
    int key(int field) {
        return field << BITS | number;
    }

    /** The field that a key announces. */
    static long field(long key) {
        return key >>> BITS;
    }

    /** @throws IllegalArgumentException for groups, which nobody writes any more, and for what is no type */
    static WireType of(long key) {
        return switch ((int) key & 7) {
            case 0 -> VARINT;
            case 1 -> FIXED_64;
            case 2 -> LENGTH;
            case 5 -> FIXED_32;
            default ->
                throw new IllegalArgumentException(
                        "field " + field(key) + ": wire type " + (key & 7) + " (expected: 0, 1, 2 or 5)");
        };
    }
}
