package io.trialog.benchmarks.reports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Says where the threads of this process spend their time, waiting for the disk included: looks at all their stacks some
 * hundred times a second. Moments in which no thread works are left out. Coarse, as the JVM stops threads at safe points
 * only, but unlike a profiler of processor time it sees that a thread sits in an fsync.
 */
public final class StackSampler {

    private static final long PERIOD_MILLIS = 7; // no divisor of timers' periods
    private static final int SAMPLES_PER_FILE = 150;
    private static final int PLACES = 6;
    private static final String IDLE = "(idle)";
    private static final Set<String> WAITS = Set.of(
            "sun.nio.ch.EPoll.wait",
            "sun.nio.ch.Net.accept",
            "java.io.FileInputStream.readBytes",
            "java.lang.ref.Reference.waitForReferencePendingList");

    private final Map<String, Map<String, Integer>> samples = new TreeMap<>();
    private int moments;

    private StackSampler() {}

    /** Samples this process until its end, and writes a table for people to the file again and again. */
    public static void start(Path file) {
        Thread thread = new Thread(() -> new StackSampler().sample(file), "stack-sampler");
        thread.setDaemon(true);
        thread.start();
    }

    private void sample(Path file) {
        try {
            for (int i = 0; true; i++) {
                Thread.sleep(PERIOD_MILLIS);
                look();
                if (i % SAMPLES_PER_FILE == 0) {
                    Path next = Files.write(file.resolveSibling(file.getFileName() + ".next"), lines());
                    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        Map<String, String> places = new HashMap<>();
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            if (stack.length > 0 && thread != Thread.currentThread()) {
                places.put(thread.getName(), place(thread, stack));
            }
        });
        if (places.values().stream().allMatch(IDLE::equals)) {
            return;
        }
        moments++;
        places.forEach((thread, place) ->
                samples.computeIfAbsent(thread, unused -> new HashMap<>()).merge(place, 1, Integer::sum));
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Where the durable server's threads were, in percent of the time in which any of them worked");
        samples.forEach((thread, places) -> {
            int idle = places.getOrDefault(IDLE, 0);
            int all = places.values().stream().mapToInt(Integer::intValue).sum();
            if (all - idle >= moments / 100.0) {
                lines.add(String.format(
                        Locale.ROOT, "%s: works %.0f %%", thread, 100.0 * (all - idle) / Math.max(1, moments)));
                places.entrySet().stream()
                        .filter(place -> !place.getKey().equals(IDLE))
                        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                        .limit(PLACES)
                        .forEach(place -> lines.add(String.format(
                                Locale.ROOT, "%8.1f %%  %s", 100.0 * place.getValue() / moments, place.getKey())));
            }
        });
        return lines;
    }

    /** The innermost method of ours or of RocksDB; the innermost of all where there is none. */
    private static String place(Thread thread, StackTraceElement[] stack) {
        Thread.State state = thread.getState();
        String innermost = name(stack[0]);
        boolean waits = state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
        if (waits || WAITS.contains(innermost) || innermost.endsWith("Unsafe.park")) {
            return IDLE;
        }
        for (StackTraceElement frame : stack) {
            String name = name(frame);
            if (name.startsWith("io.trialog.") || name.startsWith("org.rocksdb.")) {
                return name;
            }
        }
        return innermost;
    }

    private static String name(StackTraceElement frame) {
        return frame.getClassName() + "." + frame.getMethodName();
    }
}
