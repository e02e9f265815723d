package io.trialog.cli;

/** Sizes as people read them. */
final class ByteText {

    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};
    private static final double STEP = 1024;

    private ByteText() {}

    /** Three significant digits, in powers of 1024: {@code 512 B}, {@code 1.5 KiB}, {@code 23.4 MiB}. */
    static String of(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= STEP && unit < UNITS.length - 1) {
            size /= STEP;
            unit++;
        }
        return (unit == 0 ? Long.toString(bytes) : NumberText.of(size, 3)) + " " + UNITS[unit];
    }
}
