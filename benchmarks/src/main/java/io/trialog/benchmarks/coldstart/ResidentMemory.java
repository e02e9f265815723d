package io.trialog.benchmarks.coldstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much of the machine's memory a process has, see proc(5).
 *
 * @param all megabytes in all: the resident set size
 * @param own the part of it that no file backs and no other process shares: heap, stacks, metadata of classes, compiled code
 */
public record ResidentMemory(double all, double own) {

    private static final Pattern LINE = Pattern.compile("(VmRSS|RssAnon):\\s+(\\d+) kB");
    private static final double KIB_PER_MB = 1e6 / 1024;

    /** Of a process that runs now; not a number where there is no {@code /proc}. */
    public static ResidentMemory of(long pid) throws IOException {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        return Files.exists(status) ? parse(Files.readString(status)) : new ResidentMemory(Double.NaN, Double.NaN);
    }

    /** Out of a status file. */
    static ResidentMemory parse(String status) {
        double all = Double.NaN;
        double own = Double.NaN;
        Matcher lines = LINE.matcher(status);
        while (lines.find()) {
            double megabytes = Long.parseLong(lines.group(2)) / KIB_PER_MB;
            if (lines.group(1).equals("VmRSS")) {
                all = megabytes;
            } else {
                own = megabytes;
            }
        }
        return new ResidentMemory(all, own);
    }
}
