package io.trialog.adapter.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trialog.spi.problem.InvalidInputException;
import io.trialog.spi.problem.Problem;
import io.trialog.spi.tuner.UnsupportedSearchSpaceUpdateException;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PluginThreadTest {

    private static final Duration AMPLE = Duration.ofSeconds(20);
    private static final Duration TIGHT = Duration.ofMillis(50);

    private final ClassLoader pluginLoader = new URLClassLoader(new URL[0]);
    private final PluginThread thread = new PluginThread("sample", "exp1", pluginLoader);

    @AfterEach
    void close() {
        thread.close();
    }

    @Test
    void shouldReturnWhatThePluginReturns() {
        // when / then
        assertThat(thread.call("add", AMPLE, () -> 1 + 2).join()).isEqualTo(3);
    }

    @Test
    void shouldRunOnADaemonNamedAfterPluginAndExperiment() {
        // when
        Thread own = thread.call("look", AMPLE, Thread::currentThread).join();

        // then
        assertThat(own.getName()).isEqualTo("plugin-sample-exp1");
        assertThat(own.isDaemon()).isTrue();
    }

    @Test
    void shouldHoldNoThreadBetweenCalls() {
        // given
        Set<Thread> used = new HashSet<>();
        // when
        for (int i = 0; i < 200; i++) {
            try (PluginThread instance = new PluginThread("sample", "exp" + i, pluginLoader)) {
                used.add(instance.call("look", AMPLE, Thread::currentThread).join());
            }
        }
        // then
        assertThat(used).hasSizeLessThan(100);
    }

    @Test
    void shouldSetTheContextClassLoaderForThePluginOnly() {
        // given
        CountDownLatch listening = new CountDownLatch(1);

        // when
        CompletableFuture<ClassLoader> inside = thread.call("look", AMPLE, () -> {
            listening.await();
            return Thread.currentThread().getContextClassLoader();
        });
        CompletableFuture<ClassLoader> after =
                inside.thenApply(seen -> Thread.currentThread().getContextClassLoader());
        listening.countDown();

        // then
        assertThat(inside.join()).isSameAs(pluginLoader);
        assertThat(after.join()).isNotSameAs(pluginLoader);
    }

    @Test
    void shouldRunCallsOneAtATimeInOrderWithoutMakingTheCallerWait() {
        // given
        CountDownLatch gate = new CountDownLatch(1);
        List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
        CompletableFuture<?> first = thread.run("wait", AMPLE, () -> await(gate));

        // when
        CompletableFuture<?>[] calls = IntStream.range(0, 100)
                .mapToObj(i -> thread.run("add", AMPLE, () -> seen.add(i)))
                .toArray(CompletableFuture[]::new);
        boolean waited = first.isDone();
        gate.countDown();
        CompletableFuture.allOf(calls).join();

        // then
        assertThat(waited).isFalse();
        assertThat(seen).isEqualTo(IntStream.range(0, 100).boxed().toList());
    }

    @Test
    void shouldKeepAnInterruptOfThePluginsMakingFromTheNextCall() {
        // given
        thread.run("interrupt", AMPLE, () -> Thread.currentThread().interrupt()).join();

        // when / then
        assertThat(thread.call("look", AMPLE, Thread::interrupted).join()).isFalse();
    }

    @Test
    void shouldRunWhatWasCalledBeforeCloseAndRefuseTheRest() {
        // given
        CountDownLatch gate = new CountDownLatch(1);
        thread.run("wait", AMPLE, () -> await(gate));
        CompletableFuture<String> before = thread.call("before", AMPLE, () -> "ran");

        // when
        thread.close();
        CompletableFuture<String> after = thread.call("after", AMPLE, () -> "ran");
        gate.countDown();

        // then
        assertThat(before.join()).isEqualTo("ran");
        assertThat(failureOf(after)).hasMessage("plugin 'sample', after: not called: this instance was closed");
    }

    @Test
    void shouldRefuseABudgetOfNothing() {
        // when / then
        assertThatThrownBy(() -> thread.call("look", Duration.ZERO, () -> 1))
                .hasMessage("budget: PT0S (expected: > 0)");
    }

    @Nested
    class Failures {

        @Test
        void shouldBecomeTextWithTheStackTrace() {
            // when
            PluginFailure failure = failureOf(thread.call("tuner TPE, suggest", AMPLE, () -> {
                throw new IllegalStateException("outer", new ArithmeticException("inner"));
            }));

            // then
            assertThat(failure)
                    .hasMessage(
                            "plugin 'sample', tuner TPE, suggest: java.lang.IllegalStateException: outer; root cause:"
                                    + " java.lang.ArithmeticException: inner")
                    .hasNoCause();
            assertThat(failure.plugin()).isEqualTo("sample");
            assertThat(failure.call()).isEqualTo("tuner TPE, suggest");
            assertThat(failure.timedOut()).isFalse();
            assertThat(failure.stackTraceText())
                    .startsWith("java.lang.IllegalStateException: outer")
                    .contains("at " + PluginThreadTest.class.getName())
                    .contains("Caused by: java.lang.ArithmeticException: inner");
        }

        @Test
        void shouldCoverErrorsAndLeaveTheThreadUsable() {
            // given
            List<Error> errors = List.of(
                    new NoClassDefFoundError("lib/Gone"),
                    new OutOfMemoryError("Requested array size exceeds VM limit"),
                    new AssertionError("never"),
                    new ThreadDeath());

            for (Error error : errors) {
                // when
                PluginFailure failure = failureOf(thread.call("fail", AMPLE, () -> {
                    throw error;
                }));

                // then
                assertThat(failure.getMessage()).endsWith(error.toString());
                assertThat(thread.call("go on", AMPLE, () -> "fine").join()).isEqualTo("fine");
            }
        }

        @Test
        void shouldCoverARealStackOverflow() {
            // when
            PluginFailure failure = failureOf(thread.call("recurse", AMPLE, () -> depth(0)));

            // then
            assertThat(failure).hasMessage("plugin 'sample', recurse: java.lang.StackOverflowError");
            assertThat(failure.stackTraceText()).hasSizeLessThan(17_000);
            assertThat(thread.call("go on", AMPLE, () -> "fine").join()).isEqualTo("fine");
        }

        @Test
        void shouldCoverAnExceptionThatThrowsWhenItIsPrinted() {
            // when
            PluginFailure failure = failureOf(thread.call("fail", AMPLE, () -> {
                throw new Unprintable();
            }));

            // then
            assertThat(failure.getMessage()).endsWith(Unprintable.class.getName());
            assertThat(failure.stackTraceText()).contains("cannot be printed");
        }

        @Test
        void shouldPassOnAPluginsProperWaysToSayNo() {
            // given
            RuntimeException badInput = new InvalidInputException(new Problem("lr", "-1 (expected: > 0)"));
            RuntimeException fixedSpace = new UnsupportedSearchSpaceUpdateException();

            for (RuntimeException no : List.of(badInput, fixedSpace)) {
                // when / then
                assertThatThrownBy(() -> thread.call("ask", AMPLE, () -> {
                                    throw no;
                                })
                                .join())
                        .cause()
                        .isSameAs(no);
            }
        }
    }

    @Nested
    class TimeOuts {

        @Test
        void shouldFailTheCallAndTellWhereThePluginIsStuck() {
            // when
            PluginFailure failure = failureOf(thread.run("suggest", TIGHT, PluginThreadTest::hang));

            // then
            assertThat(failure)
                    .hasMessage(
                            "plugin 'sample', suggest: no answer within 50 ms; its thread was interrupted and given up");
            assertThat(failure.timedOut()).isTrue();
            assertThat(failure.stackTraceText()).contains("PluginThreadTest.hang");
        }

        @Test
        void shouldFailWaitingAndLaterCallsAtOnceAndRunNoneOfThem() {
            // given
            CountDownLatch ran = new CountDownLatch(1);
            CompletableFuture<?> stuck = thread.run("suggest", TIGHT, PluginThreadTest::hang);
            CompletableFuture<?> waiting = thread.run("observe", AMPLE, ran::countDown);

            // when
            failureOf(stuck);
            CompletableFuture<?> later = thread.run("close", AMPLE, ran::countDown);

            // then
            String reason = ": not called: an earlier call (suggest) gave no answer in time";
            assertThat(failureOf(waiting)).hasMessage("plugin 'sample', observe" + reason);
            assertThat(later).isDone();
            assertThat(failureOf(later)).hasMessage("plugin 'sample', close" + reason);
            assertThat(ran.getCount()).isEqualTo(1);
        }

        @Test
        void shouldInterruptTheStuckThreadAndIgnoreItsLateAnswer() throws InterruptedException {
            // given
            CountDownLatch interrupted = new CountDownLatch(1);

            // when
            CompletableFuture<String> answer = thread.call("suggest", TIGHT, () -> {
                try {
                    return String.valueOf(new CountDownLatch(1).await(1, TimeUnit.DAYS));
                } catch (InterruptedException e) {
                    interrupted.countDown();
                    return "late";
                }
            });

            // then
            interrupted.await();
            assertThat(failureOf(answer).timedOut()).isTrue();
        }

        @Test
        void shouldCountFromTheBeginningOfTheCallAndNotTheWaitBefore() {
            // given
            CountDownLatch gate = new CountDownLatch(1);
            thread.run("wait", AMPLE, () -> await(gate));
            CompletableFuture<String> second = thread.call("quick", Duration.ofSeconds(1), () -> "in time");

            // when: another call's time-out is the clock
            try (PluginThread other = new PluginThread("sample", "exp2", pluginLoader)) {
                failureOf(other.run("hang", Duration.ofMillis(1100), PluginThreadTest::hang));
            }
            gate.countDown();

            // then
            assertThat(second.join()).isEqualTo("in time");
        }

        @Test
        void shouldNotHurtOtherInstancesOfThePlugin() {
            // given
            try (PluginThread other = new PluginThread("sample", "exp2", pluginLoader)) {
                failureOf(thread.run("suggest", TIGHT, PluginThreadTest::hang));

                // when / then
                assertThat(other.call("suggest", AMPLE, () -> "fine").join()).isEqualTo("fine");
            }
        }
    }

    private static PluginFailure failureOf(CompletableFuture<?> answer) {
        CompletionException thrown = catchThrowableOfType(CompletionException.class, answer::join);
        assertThat(thrown.getCause()).isInstanceOf(PluginFailure.class);
        return (PluginFailure) thrown.getCause();
    }

    private static void hang() {
        await(new CountDownLatch(1));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int depth(int depth) {
        return 1 + depth(depth + 1);
    }

    private static final class Unprintable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("not even this");
        }
    }
}
