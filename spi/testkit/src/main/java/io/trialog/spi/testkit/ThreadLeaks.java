package io.trialog.spi.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Notices threads that were started and not ended. The JDK's own threads (they outlive everybody) are not counted. */
final class ThreadLeaks {

    private static final List<String> JDK_THREADS = List.of(
            "process reaper",
            "Common-Cleaner",
            "Attach Listener",
            "Signal Dispatcher",
            "Reference Handler",
            "Finalizer");
    private static final String COMMON_POOL = "ForkJoinPool.commonPool";

    private final Set<Thread> before;

    private ThreadLeaks(Set<Thread> before) {
        this.before = before;
    }

    /** Counts from now on. */
    static ThreadLeaks since() {
        return new ThreadLeaks(Set.copyOf(Thread.getAllStackTraces().keySet()));
    }

    /** Fails when threads are left; ending ones have some time for it. */
    void assertNone(String lesson, Duration patience) {
        try {
            Eventually.holds(lesson, patience, () -> left().isEmpty());
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; left over: " + left(), e);
        }
    }

    private List<String> left() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread) && thread.isAlive())
                .map(Thread::getName)
                .filter(name ->
                        !name.startsWith(COMMON_POOL) && JDK_THREADS.stream().noneMatch(name::startsWith))
                .sorted()
                .toList();
    }
}
