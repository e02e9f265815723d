package io.trialog.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Heartbeats among reports. */
class HeartbeatReporterTest extends ReporterFixture {

    @Test
    void shouldSendHeartbeatsThoughNothingIsReported() throws Exception {
        FakeServer server = serve();

        reporterFor(server, 0.3);

        server.awaitHeartbeats(3);
        assertThat(messages).isEmpty();
        assertThat(spool).doesNotExist();
    }

    @Test
    void shouldSendHeartbeatsBetweenReports() throws Exception {
        FakeServer server = serve();
        Reporter reporter = reporterFor(server, 0.3);

        intermediate(reporter, 1, 2);
        server.awaitHeartbeats(2);
        intermediate(reporter, 2, 3);
        server.awaitRecorded(2);
        server.awaitHeartbeats(4);

        assertThat(server.values()).isEqualTo(values(1, 3));
    }

    @Test
    void shouldSendNoneWhileReportsFlow() throws Exception {
        FakeServer server = serve();
        Reporter reporter = reporterFor(server, 6);

        int count = 0;
        long began = System.nanoTime();
        while (Duration.ofNanos(System.nanoTime() - began).compareTo(Duration.ofSeconds(3)) < 0) {
            intermediate(reporter, count, count + 1); // one and a half times the pause between heartbeats
            count++;
            server.awaitRecorded(count);
        }

        assertThat(delivery.heartbeats()).isZero();
    }

    @Test
    void shouldSendNoneWithoutALease() throws Exception {
        FakeServer server = serve();
        Reporter reporter = reporterFor(server);

        intermediate(reporter, 1, 2);
        server.awaitRecorded(1);
        reporter.close();

        assertThat(delivery.heartbeats()).isZero();
    }

    @Test
    void shouldGoByALeaseThatTheServerGrants() throws Exception {
        FakeServer server = serve();

        reporterFor(server, 3);

        server.awaitHeartbeats(11);
        long tenPauses = server.heartbeats().get(10) - server.heartbeats().get(0);
        assertThat(Duration.ofNanos(tenPauses)).isLessThan(Duration.ofSeconds(8)); // instead of 10
    }

    @Test
    void shouldFollowTheServerToAnotherPort() throws Exception {
        FakeServer server = serve();
        reporterFor(server, 0.3);
        server.awaitHeartbeats(1);
        server.kill();
        delivery.awaitFailures(3);

        FakeServer moved = serve();
        nameInServerFile(moved);

        moved.awaitHeartbeats(3);
        assertThat(messages).isEmpty();
    }

    @Test
    void shouldAskAtOnceWhereTheServerIsNow() throws Exception {
        FakeServer owner = serve();
        nameInServerFile(owner);

        long began = System.nanoTime();
        reporterFor(away(), 6);

        owner.awaitHeartbeats(1);
        assertThat(Duration.ofNanos(owner.heartbeats().get(0) - began)).isLessThan(Duration.ofSeconds(4));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 404})
    void shouldNotBelieveAStrangerOnTheOldPort(int status) throws Exception {
        FakeServer owner = serve();
        nameInServerFile(owner);
        FakeServer stranger = serve().meetHeartbeats(FakeServer.whatIsThat(status));

        reporterFor(stranger, 0.3);

        owner.awaitHeartbeats(2);
        assertThat(stranger.heartbeats()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 404})
    void shouldEndWhenTheServerDoesNotKnowTheAttempt(int status) throws Exception {
        FakeServer server = serve().meetHeartbeats(FakeServer.status(status, ""));
        reporterFor(server, 0.3);
        server.awaitHeartbeats(1);

        awaitSomePauses();

        assertThat(server.heartbeats()).hasSize(1);
        assertThat(messages).isEmpty();
    }

    @Test
    void shouldEndWithTheReports() throws Exception {
        FakeServer server = serve(FakeServer.always(FakeServer.status(401, "")));
        Reporter reporter = reporterFor(server, 3);
        intermediate(reporter, 1, 2);
        server.awaitRequests(1);

        awaitSomePauses();
        awaitSomePauses();
        awaitSomePauses();
        awaitSomePauses();

        assertThat(server.heartbeats()).isEmpty();
    }

    @Test
    void shouldNotAddToTheTrafficOfAnOutage() throws Exception {
        FakeServer server = away();
        Reporter reporter = reporterFor(server, pausing(Duration.ofMillis(500)), Lease.ofSeconds(0.3));

        intermediate(reporter, 1, 2);
        delivery.awaitFailures(3);

        assertThat(delivery.heartbeats()).isZero();
        server.listen();
        server.awaitRecorded(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void shouldGiveSignsOfLifeWhileTheServerAsksForPatience(int status) throws Exception {
        FakeServer server = serve(FakeServer.status(status, "2"));
        Reporter reporter = reporterFor(server, 0.3);

        intermediate(reporter, 1, 2);
        server.awaitHeartbeats(3);

        assertThat(server.recorded()).isEmpty();
        server.awaitRecorded(1);
    }

    @Test
    void shouldNotDelayTheEnd() throws Exception {
        CountDownLatch answerNow = new CountDownLatch(1);
        FakeServer server = serve().meetHeartbeats(FakeServer.hangUntil(answerNow));
        // pausing() waits for a heartbeat longer than the end waits for reports
        Reporter reporter = reporterFor(server, pausing(SHORT), Lease.ofSeconds(0.3));
        server.awaitHeartbeats(1);

        intermediate(reporter, 1, 2);
        reporter.close();

        assertThat(server.values()).isEqualTo(values(1, 2));
        assertThat(messages).isEmpty();
        answerNow.countDown();
    }

    /** Another reporter tells the time: four times the pause between heartbeats of a lease of 0.3 s. */
    private void awaitSomePauses() throws Exception {
        FakeServer other = serve();
        reporterFor(other, 0.3);
        other.awaitHeartbeats(4);
    }
}
