package io.trialog.adapter.export;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * A line of an export: a JSON object whose last key is the CRC-32C of the bytes before it, in eight hexadecimal digits. For
 * {@code {"pos":1}} that is {@code {"pos":1,"crc32c":"00111a69"}}, where the checksum is that of the first eight bytes.
 */
final class ExportedLine {

    private static final byte[] KEY = ",\"crc32c\":\"".getBytes(US_ASCII);
    private static final byte[] END = "\"}".getBytes(US_ASCII);
    private static final int DIGITS = 8;
    private static final int SEAL = KEY.length + DIGITS + END.length;
    private static final HexFormat HEX = HexFormat.of();

    private ExportedLine() {}

    /** The line for a JSON object that is not empty, with its end of line. */
    static byte[] of(String json) {
        byte[] bytes = json.getBytes(UTF_8);
        int length = bytes.length - 1;
        byte[] line = Arrays.copyOf(bytes, length + SEAL + 1);
        System.arraycopy(KEY, 0, line, length, KEY.length);
        byte[] digits = HEX.toHexDigits(checksum(bytes, length)).getBytes(US_ASCII);
        System.arraycopy(digits, 0, line, length + KEY.length, DIGITS);
        System.arraycopy(END, 0, line, length + KEY.length + DIGITS, END.length);
        line[line.length - 1] = '\n';
        return line;
    }

    /**
     * The JSON object of a line that comes without its end of line; its checksum is still in it.
     *
     * @throws IllegalArgumentException when the line is damaged: says how
     */
    static String json(byte[] line) {
        int length = line.length - SEAL;
        if (length < 1
                || !Arrays.equals(line, length, length + KEY.length, KEY, 0, KEY.length)
                || !Arrays.equals(line, line.length - END.length, line.length, END, 0, END.length)) {
            throw new IllegalArgumentException(
                    "no checksum (expected: \"crc32c\" as its last key); it is damaged, or of"
                            + " something else than 'trialog log export'");
        }
        String written = new String(line, length + KEY.length, DIGITS, US_ASCII);
        String found = HEX.toHexDigits(checksum(line, length));
        if (!written.equals(found)) {
            throw new IllegalArgumentException(
                    "checksum " + found + " (expected: " + written + ", as it says itself); it is damaged");
        }
        return new String(line, UTF_8);
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }
}
