package io.trialog.benchmarks.reports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process holds.
 *
 * @param residentMegabytes memory that is in use; 0 where there is no {@code /proc}
 * @param threads how many it has; 0 where there is no {@code /proc}
 */
record ProcessStatus(double residentMegabytes, int threads) {

    private static final Pattern LINE = Pattern.compile("(VmRSS|Threads):\\s+(\\d+)");
    private static final double KIB_PER_MB = 1e6 / 1024;

    /** Of a process that runs now. */
    static ProcessStatus of(long pid) throws IOException {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        return parse(Files.exists(status) ? Files.readString(status) : "");
    }

    /** Out of a status file. */
    static ProcessStatus parse(String status) {
        double megabytes = 0;
        int threads = 0;
        Matcher lines = LINE.matcher(status);
        while (lines.find()) {
            if (lines.group(1).equals("VmRSS")) {
                megabytes = Long.parseLong(lines.group(2)) / KIB_PER_MB;
            } else {
                threads = Integer.parseInt(lines.group(2));
            }
        }
        return new ProcessStatus(megabytes, threads);
    }
}
