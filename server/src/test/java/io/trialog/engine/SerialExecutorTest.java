package io.trialog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SerialExecutorTest {

    private final List<Integer> done = new ArrayList<>();

    @Test
    void shouldHoldAThreadOnlyWhileThereAreTasks() {
        // given
        Queue<Runnable> threads = new ArrayDeque<>();
        SerialExecutor executor = new SerialExecutor(threads::add);
        // when
        executor.execute(() -> {
            done.add(1);
            executor.execute(() -> done.add(3));
            throw new IllegalStateException("one");
        });
        executor.execute(() -> done.add(2));
        // then
        assertThat(threads).hasSize(1);
        threads.remove().run();
        assertThat(done).containsExactly(1, 2, 3);
        assertThat(threads).isEmpty();
        // when
        executor.execute(() -> done.add(4));
        // then
        assertThat(threads).hasSize(1);
    }

    @Test
    void shouldKeepTheOrderOnManyThreads() throws InterruptedException {
        // given
        ExecutorService threads = Executors.newFixedThreadPool(3);
        SerialExecutor executor = new SerialExecutor(threads);
        List<Integer> expected = new ArrayList<>();
        // when
        for (int i = 0; i < 10_000; i++) {
            int number = i;
            expected.add(number);
            executor.execute(() -> done.add(number)); // not thread-safe: one at a time is enough
        }
        threads.shutdown();
        // then
        assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(done).isEqualTo(expected);
    }
}
