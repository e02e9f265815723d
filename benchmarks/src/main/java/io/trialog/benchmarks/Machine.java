package io.trialog.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/** What a reader must know of the machine to judge results. */
public final class Machine {

    private Machine() {}

    /** A line for people: processors, Java, and how busy the machine is with other work. */
    public static String describe() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return Runtime.getRuntime().availableProcessors() + " processors, Java "
                + Runtime.version().feature() + ", "
                + (load < 0 ? "load unknown" : String.format(Locale.ROOT, "load average %.1f before the start", load));
    }
}
