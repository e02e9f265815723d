package io.trialog.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When heartbeats are due, by a clock of the test's own. */
class HeartbeatsTest {

    private long seconds = -1_000_000; // the clock's zero is anywhere
    private FakeServer server;

    @BeforeEach
    void serve() throws Exception {
        server = FakeServer.listening();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void shouldBeDueAThirdOfTheLeaseAfterTheLastRequest() {
        Heartbeats heartbeats = heartbeats(Lease.ofSeconds(60));
        assertThat(secondsLeft(heartbeats)).isEqualTo(20);

        seconds += 19;
        heartbeats.postpone();
        seconds += 19;

        assertThat(secondsLeft(heartbeats)).isEqualTo(1);
    }

    @Test
    void shouldBeOverdueAfterASuspension() {
        Heartbeats heartbeats = heartbeats(Lease.ofSeconds(60));

        seconds += 3600;

        assertThat(heartbeats.nanosLeft()).isNegative();
    }

    @Test
    void shouldGoByTheLeaseThatTheServerGrants() throws Exception {
        server.meetHeartbeats(FakeServer.grant(30));
        Heartbeats heartbeats = heartbeats(Lease.ofSeconds(60));
        seconds += 20;

        assertThat(heartbeats.send()).isFalse();

        assertThat(secondsLeft(heartbeats)).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"soon\"", "0", "-5", "[60]"})
    void shouldKeepItsLeaseWhenTheServerTalksNonsense(String nonsense) throws Exception {
        server.meetHeartbeats(FakeServer.grant(nonsense));
        Heartbeats heartbeats = heartbeats(Lease.ofSeconds(60));
        seconds += 20;

        assertThat(heartbeats.send()).isFalse();

        assertThat(secondsLeft(heartbeats)).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 405, 429, 500, 503})
    void shouldNotRepeatAFailedOneBeforeTheNextIsDue(int status) throws Exception {
        server.meetHeartbeats(FakeServer.status(status, "1"));
        Heartbeats heartbeats = heartbeats(Lease.ofSeconds(60));
        seconds += 20;

        assertThat(heartbeats.send()).isFalse();

        assertThat(secondsLeft(heartbeats)).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 404})
    void shouldEndWhenTheServerDoesNotKnowTheAttempt(int status) throws Exception {
        server.meetHeartbeats(FakeServer.status(status, ""));
        Heartbeats heartbeats = heartbeats(Lease.ofSeconds(60));

        assertThat(heartbeats.send()).isFalse();

        assertThat(heartbeats.nanosLeft()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldNeverBeDueWithoutALease() {
        Heartbeats heartbeats = heartbeats(null);

        heartbeats.postpone();
        seconds += 1_000_000;

        assertThat(heartbeats.nanosLeft()).isEqualTo(Long.MAX_VALUE);
    }

    private Heartbeats heartbeats(@Nullable Lease lease) {
        Path noServerFile = Path.of("no-such-file");
        return new Heartbeats(
                new HttpDelivery(new ServerAddress(server.url(), noServerFile), FakeServer.PATH, FakeServer.TOKEN),
                lease,
                Duration.ofSeconds(FakeServer.PATIENCE_SECONDS),
                () -> TimeUnit.SECONDS.toNanos(seconds));
    }

    private static long secondsLeft(Heartbeats heartbeats) {
        return TimeUnit.NANOSECONDS.toSeconds(heartbeats.nanosLeft());
    }
}
