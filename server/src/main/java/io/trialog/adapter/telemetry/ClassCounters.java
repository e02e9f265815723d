package io.trialog.adapter.telemetry;

import io.micrometer.core.instrument.Counter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A counter for each class of things, made when the first of them is counted. From then on counting allocates nothing. Any
 * thread.
 *
 * @param <T> the things
 */
final class ClassCounters<T> {

    private final Map<Class<?>, Counter> counters = new ConcurrentHashMap<>();
    private final Function<? super T, Counter> maker;

    /** @param maker the counter of a thing's class, the same whenever it is asked */
    ClassCounters(Function<? super T, Counter> maker) {
        this.maker = maker;
    }

    void count(T thing) {
        count(thing, 1);
    }

    /** Counts some that are of this one's class. */
    void count(T thing, int some) {
        Counter counter = counters.get(thing.getClass());
        if (counter == null) {
            counter = maker.apply(thing);
            counters.put(thing.getClass(), counter);
        }
        counter.increment(some);
    }
}
