package io.trialog.adapter.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PeriodicSyncTest {

    @Test
    void shouldCallUntilClosed() throws InterruptedException {
        // given
        CountDownLatch twice = new CountDownLatch(2);
        AtomicInteger calls = new AtomicInteger();
        PeriodicSync sync = PeriodicSync.of(() -> {
            calls.incrementAndGet();
            twice.countDown();
        });

        // when
        assertThat(twice.await(30, TimeUnit.SECONDS)).isTrue();
        sync.close();

        // then
        int atClose = calls.get();
        assertThat(new CountDownLatch(1).await(250, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(calls).hasValue(atClose);
    }
}
