package io.trialog.adapter.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.trialog.port.GuestFailure;
import io.trialog.port.GuestThread;
import io.trialog.spi.assessor.AssessorFactory;
import io.trialog.spi.tuner.TunerFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Guest threads that time what plugins do on them, and count what goes wrong there. */
final class TimedGuestThreads implements GuestThread.Source {

    private final GuestThread.Source threads;
    private final Function<Object, String> names;
    private final MeterRegistry registry;

    /** @param names what configurations call a factory */
    TimedGuestThreads(GuestThread.Source threads, Function<Object, String> names, MeterRegistry registry) {
        this.threads = threads;
        this.names = names;
        this.registry = registry;
    }

    @Override
    public GuestThread open(Object factory, String name) {
        return new Timed(threads.open(factory, name), Tags.of("kind", kindOf(factory), "name", names.apply(factory)));
    }

    private static String kindOf(Object factory) {
        if (factory instanceof TunerFactory) {
            return "tuner";
        }
        return factory instanceof AssessorFactory ? "assessor" : "training_service";
    }

    private static boolean isFailure(Throwable thrown) {
        return thrown instanceof GuestFailure || thrown.getCause() instanceof GuestFailure;
    }

    private final class Timed implements GuestThread {

        private final GuestThread thread;
        private final Tags tags;
        private final Map<String, Timer> timers = new ConcurrentHashMap<>();

        Timed(GuestThread thread, Tags tags) {
            this.thread = thread;
            this.tags = tags;
        }

        @Override
        public <T> CompletableFuture<T> call(String what, Duration budget, Callable<T> body) {
            Timer timer = timers.computeIfAbsent(what, this::timer);
            CompletableFuture<T> answer = thread.call(what, budget, () -> {
                long begin = System.nanoTime();
                try {
                    return body.call();
                } finally {
                    timer.record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
                }
            });
            CompletableFuture<T> unused = answer.whenComplete((done, thrown) -> {
                if (thrown != null && isFailure(thrown)) {
                    failures(what).increment();
                }
            });
            return answer;
        }

        @Override
        public void close() {
            thread.close();
        }

        private Timer timer(String what) {
            return Timer.builder("trialog.plugin.calls")
                    .description("Calls of tuners, assessors and training services, without their waiting for a thread")
                    .tags(tags)
                    .tag("call", what)
                    .serviceLevelObjectives(
                            Duration.ofMillis(1),
                            Duration.ofMillis(10),
                            Duration.ofMillis(100),
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(10))
                    .register(registry);
        }

        private Counter failures(String what) {
            return Counter.builder("trialog.plugin.failures")
                    .description("Calls of plugins that threw something or took too long")
                    .tags(tags)
                    .tag("call", what)
                    .register(registry);
        }
    }
}
