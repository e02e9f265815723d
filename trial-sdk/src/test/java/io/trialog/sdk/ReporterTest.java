package io.trialog.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReporterTest extends ReporterFixture {

    @Test
    void shouldNumberAndDeliverInOrder() throws Exception {
        FakeServer server = serve();
        Reporter reporter = reporterFor(server);

        reporter.report(Report.Kind.INTERMEDIATE, MetricValue.of(0.5));
        reporter.report(Report.Kind.INTERMEDIATE, MetricValue.of(Map.of("default", Double.NaN)));
        reporter.report(Report.Kind.FINAL, MetricValue.of(Double.NEGATIVE_INFINITY));
        reporter.close();

        assertThat(server.values()).containsExactly(0.5, Map.of("default", "NaN"), "-Infinity");
        assertThat(server.recorded())
                .extracting(report -> report.get("sequence"), report -> report.get("kind"))
                .containsExactly(tuple(0L, "intermediate"), tuple(1L, "intermediate"), tuple(2L, "final"));
        assertThat(server.recorded().get(0).get("at").toString())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z");
        assertThat(messages).isEmpty();
        assertThat(spool).doesNotExist();
    }

    @Test
    void shouldSendWhatWaitsInBatches() throws Exception {
        CountDownLatch answerNow = new CountDownLatch(1);
        FakeServer server = serve(FakeServer.hangUntil(answerNow));
        Reporter reporter = reporterFor(server);

        intermediate(reporter, 0, 1);
        server.awaitRequests(1);
        intermediate(reporter, 1, 251);
        answerNow.countDown();
        reporter.close();

        assertThat(server.values()).isEqualTo(values(0, 251));
        assertThat(server.batches()).extracting(List::size).containsExactly(1, 100, 100, 50);
    }

    @Test
    void shouldKeepRequestsBelowTheSizeLimit() throws Exception {
        FakeServer server = serve();
        Reporter reporter = reporterFor(server);

        for (int i = 0; i < 40; i++) {
            reporter.report(Report.Kind.INTERMEDIATE, MetricValue.of(Map.of("default", 1, "x".repeat(60_000), 1)));
        }
        reporter.close();

        assertThat(server.values()).hasSize(40); // the fake server notices bodies beyond 1 MiB
    }

    @Test
    void shouldSpoolWhileTheServerIsAwayAndDeliverWhenItComes() throws Exception {
        FakeServer server = away();
        Reporter reporter = reporterFor(server);

        intermediate(reporter, 1, 2);
        delivery.awaitFailures(2);
        reporter.report(Report.Kind.FINAL, MetricValue.of(Map.of("default", Double.POSITIVE_INFINITY)));
        delivery.awaitFailures(2);

        assertThat(spooled(spool))
                .extracting(
                        report -> report.get("sequence"), report -> report.get("kind"), report -> report.get("value"))
                .containsExactly(tuple(0L, "intermediate", 1.0), tuple(1L, "final", Map.of("default", "Infinity")));
        server.listen();
        reporter.close();
        assertThat(server.values()).containsExactly(1.0, Map.of("default", "Infinity"));
        assertThat(messages).isEmpty();
    }

    @Test
    void shouldRepeatAfter429And503() throws Exception {
        FakeServer server = serve(
                FakeServer.status(429, "0.2"),
                FakeServer.status(503, "0"),
                FakeServer.status(503, ""),
                FakeServer.status(429, "soon"));
        Reporter reporter = reporterFor(server);

        intermediate(reporter, 1, 2);
        server.awaitRecorded(1);
        reporter.close();

        assertThat(server.batches()).hasSize(5).containsOnly(List.of(0L));
        assertThat(messages).isEmpty();
    }

    @Test
    void shouldNotFloodABusyServer() throws Exception {
        FakeServer server = serve(
                FakeServer.status(503, "0"),
                FakeServer.status(503, "0"),
                FakeServer.status(503, "0"),
                FakeServer.status(503, "0"),
                FakeServer.status(503, "0"));
        Reporter reporter = reporterFor(server);

        long began = System.nanoTime();
        intermediate(reporter, 1, 2);
        server.awaitRecorded(1);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(SHORT.multipliedBy(4));
    }

    @Test
    void shouldWaitOutABusyServer() throws Exception {
        FakeServer.Fault[] busy = new FakeServer.Fault[10];
        Arrays.setAll(busy, i -> FakeServer.status(i % 2 == 0 ? 503 : 429, "0"));
        FakeServer server = serve(busy);
        Reporter reporter = reporterFor(server);

        for (int i = 0; i < 10; i++) {
            intermediate(reporter, 100 * i, 100 * (i + 1));
            server.awaitRequests(i + 2);
        }
        server.awaitRecorded(1000);
        reporter.close();

        assertThat(server.values()).isEqualTo(values(0, 1000));
        assertThat(server.arrivals())
                .isEqualTo(LongStream.range(0, 1000).boxed().toList());
        assertThat(messages).isEmpty();
    }

    @Test
    void shouldSpoolWhenAServerThatAnsweredHangs() throws Exception {
        CountDownLatch answerNow = new CountDownLatch(1);
        FakeServer server = serve(FakeServer.properly(), FakeServer.hangUntil(answerNow));
        Reporter reporter = reporterFor(server, impatient(Duration.ofMillis(500)));
        intermediate(reporter, 1, 2);
        server.awaitRecorded(1);

        intermediate(reporter, 2, 3);
        server.awaitRequests(3);
        reporter.close();
        answerNow.countDown();

        assertThat(spooled(spool)).extracting(report -> report.get("value")).isEqualTo(values(2, 3));
        assertThat(server.values()).isEqualTo(values(1, 3));
    }

    @Test
    void shouldSpoolWhatIsReportedWhileAnotherTryHangs() throws Exception {
        CountDownLatch answerNow = new CountDownLatch(1);
        FakeServer server = serve(FakeServer.status(500, ""), FakeServer.hangUntil(answerNow));
        Reporter reporter = reporterFor(server);
        intermediate(reporter, 1, 2);
        server.awaitRequests(2);

        intermediate(reporter, 2, 3);

        assertThat(spooled(spool)).extracting(report -> report.get("value")).isEqualTo(values(1, 3));
        answerNow.countDown();
        reporter.close();
        assertThat(server.values()).isEqualTo(values(1, 3));
    }

    @Test
    void shouldWaitLongerAtTheEndWhileTheServerIsBusy() throws Exception {
        // the patience of an ordinary end is less than what the server asks for
        FakeServer server = serve(FakeServer.status(429, "3"));
        Reporter reporter = reporterFor(server, limits(Duration.ofSeconds(2), 10_000, 100_000));

        intermediate(reporter, 1, 2);
        server.awaitRequests(1);
        reporter.close();

        assertThat(server.values()).containsExactly(1.0);
        assertThat(messages).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 408})
    void shouldSurviveOtherServerErrors(int status) throws Exception {
        FakeServer server = serve(FakeServer.status(status, ""));
        Reporter reporter = reporterFor(server);

        intermediate(reporter, 1, 2);
        reporter.close();

        assertThat(server.values()).containsExactly(1.0);
        assertThat(server.batches()).hasSize(2);
    }

    @Test
    void shouldSendAgainWhenTheAnswerIsLost() throws Exception {
        FakeServer server = serve(FakeServer.dropAfterRecording());
        Reporter reporter = reporterFor(server);

        intermediate(reporter, 1, 2);
        server.awaitRequests(2);
        intermediate(reporter, 2, 3);
        reporter.close();

        assertThat(server.values()).containsExactly(1.0, 2.0);
        assertThat(server.batches().subList(0, 2)).containsExactly(List.of(0L), List.of(0L));
        assertThat(messages).isEmpty();
    }

    @Test
    void shouldSurviveARestartOfTheServer() throws Exception {
        FakeServer server = serve();
        Reporter reporter = reporterFor(server);
        intermediate(reporter, 1, 2);
        server.awaitRecorded(1);

        server.restart();
        intermediate(reporter, 2, 3);
        reporter.close();

        assertThat(server.values()).containsExactly(1.0, 2.0);
        assertThat(messages).isEmpty();
    }

    @Test
    void shouldFollowTheServerToAnotherPort() throws Exception {
        Reporter reporter = reporterFor(away());
        intermediate(reporter, 1, 2);
        delivery.awaitFailures(1);
        Files.writeString(serverFile, "{"); // just being written
        delivery.awaitFailures(2);

        FakeServer moved = serve();
        Files.writeString(serverFile, "{\"url\": \"" + moved.url() + "\"}");
        moved.awaitRecorded(1);
        reporter.close();

        assertThat(moved.values()).containsExactly(1.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 401, 403, 404, 405, 413, 501})
    void shouldNotBelieveAStrangerOnTheOldPort(int status) throws Exception {
        FakeServer owner = serve();
        FakeServer stranger = serve(status == 200 ? FakeServer.somebodyElse() : FakeServer.whatIsThat(status));
        Files.writeString(serverFile, "{\"url\": \"" + owner.url() + "\"}");
        Reporter reporter = reporterFor(stranger);

        intermediate(reporter, 1, 2);
        reporter.close();

        assertThat(owner.values()).containsExactly(1.0);
        assertThat(messages).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 404})
    void shouldStopWhenTheServerDoesNotKnowTheAttempt(int status) throws Exception {
        FakeServer server = serve(FakeServer.always(FakeServer.status(status, "")));
        Reporter reporter = reporterFor(server);

        intermediate(reporter, 1, 2);
        server.awaitRequests(1);
        intermediate(reporter, 2, 3);
        reporter.close();

        assertThat(server.batches()).hasSize(1);
        assertThat(spooled(spool)).extracting(report -> report.get("value")).isEqualTo(values(1, 3));
        assertThat(messages.get(0))
                .contains("does not take this trial's reports (HTTP " + status + ": as asked); reporting stops");
        assertThat(messages.get(messages.size() - 1)).contains("2 reports could not be delivered", spool.toString());
    }

    @Test
    void shouldNotRepeatAMalformedRequest() throws Exception {
        FakeServer server = serve(FakeServer.status(400, ""), FakeServer.status(413, ""));
        Reporter reporter = reporterFor(server);

        for (int i = 1; i <= 3; i++) {
            intermediate(reporter, i, i + 1);
            server.awaitRequests(i);
        }
        reporter.close();

        assertThat(server.values()).containsExactly(3.0);
        assertThat(messages).hasSize(2);
        assertThat(messages.get(0)).endsWith("refused 1 report: HTTP 400: as asked");
    }

    @Test
    void shouldSayWhichReportWasRefused() throws Exception {
        FakeServer server = serve(FakeServer.refuseAll("value: too odd"));
        Reporter reporter = reporterFor(server);

        intermediate(reporter, 1, 2);
        server.awaitRequests(1);
        intermediate(reporter, 2, 3);
        reporter.close();

        assertThat(server.values()).containsExactly(2.0);
        assertThat(messages).containsExactly("the server refused the intermediate result number 0: value: too odd");
    }

    @Test
    void shouldSayThatAnotherProcessUsedTheNumbers() throws Exception {
        FakeServer server = serve();
        Reporter other = reporterFor(server);
        intermediate(other, 1, 2);
        other.close();

        Reporter reporter = reporterFor(server);
        intermediate(reporter, 2, 3);
        reporter.close();

        assertThat(messages).hasSize(1);
        assertThat(messages.get(0)).contains("number 0 of this attempt from another process");
    }

    @Test
    void shouldBoundMemoryByTheSpoolAndLoseNothing() throws Exception {
        FakeServer server = away();
        Reporter reporter = reporterFor(server, limits(Duration.ofSeconds(30), 10, 10));

        intermediate(reporter, 0, 200);
        delivery.awaitFailures(2);
        intermediate(reporter, 200, 400);
        server.listen();
        server.awaitRecorded(400);
        intermediate(reporter, 400, 401);
        reporter.close();

        assertThat(server.values()).isEqualTo(values(0, 401));
        assertThat(spooled(spool).stream()
                        .<Object>map(report -> report.get("sequence"))
                        .toList())
                .containsAll(
                        LongStream.range(0, 400).<Object>mapToObj(Long::valueOf).toList());
        assertThat(server.batches()).allMatch(batch -> batch.size() <= 25);
        assertThat(messages).isEmpty();
    }

    @Test
    void shouldBoundMemoryWithoutASpoolAndKeepTheFinalResult() throws Exception {
        spool = directory.resolve("missing").resolve("spool");
        FakeServer server = away();
        Reporter reporter = reporterFor(server, limits(Duration.ofSeconds(30), 10, 20));

        intermediate(reporter, 0, 30);
        reporter.report(Report.Kind.FINAL, MetricValue.of(30));
        server.listen();
        reporter.close();

        List<Object> expected = new ArrayList<>(values(0, 20));
        expected.add(30.0);
        assertThat(server.values()).isEqualTo(expected);
        assertThat(String.join("\n", messages))
                .contains("cannot write the report spool", "dropping intermediate results")
                .contains("10 reports could not be delivered", "lost, as no spool file could be written");
    }

    @Test
    void shouldKeepWhatRemainsAtTheEnd() throws Exception {
        FakeServer server = away();
        Reporter reporter = reporterFor(server, limits(Duration.ofMillis(300), 10_000, 100_000));

        intermediate(reporter, 1, 3);
        reporter.close();
        reporter.close(); // by the shutdown hook: neither waits nor tells again

        assertThat(spooled(spool)).extracting(report -> report.get("value")).isEqualTo(values(1, 3));
        assertThat(messages)
                .containsExactly("2 reports could not be delivered to " + server.url() + ": kept in " + spool
                        + ", where the server looks for them");
    }

    @Test
    void shouldNotWaitForASlowServerLongerThanTheProtocolSays() throws Exception {
        CountDownLatch answerNow = new CountDownLatch(1);
        FakeServer server = serve(FakeServer.hangUntil(answerNow));
        Reporter reporter = reporterFor(server, limits(Duration.ofMillis(300), 10_000, 100_000));

        intermediate(reporter, 1, 2);
        server.awaitRequests(1);
        reporter.close();

        assertThat(answerNow.getCount()).isEqualTo(1);
        assertThat(spooled(spool)).extracting(report -> report.get("value")).isEqualTo(values(1, 2));
        assertThat(messages).hasSize(1);
        answerNow.countDown();
    }

    @Test
    void shouldGoOnAfterClose() throws Exception {
        FakeServer server = serve();
        Reporter reporter = reporterFor(server);
        intermediate(reporter, 1, 2);
        reporter.close();

        intermediate(reporter, 2, 3);
        reporter.close();

        assertThat(server.values()).containsExactly(1.0, 2.0);
    }

    @Test
    void shouldTellOfALongOutageAndOfItsEnd() throws Exception {
        FakeServer server = away();
        Reporter reporter = reporterFor(server, limits(Duration.ofSeconds(30), 10_000, 100_000, Duration.ZERO));

        intermediate(reporter, 1, 2);
        delivery.awaitFailures(3);
        server.listen();
        reporter.close();

        assertThat(messages).hasSize(2);
        assertThat(messages.get(0)).contains("cannot be reached", "ConnectException", "the training goes on");
        assertThat(messages.get(1)).isEqualTo("results are delivered again");
    }

    @Test
    void shouldTakeReportsOfManyThreads() throws Exception {
        FakeServer server = serve();
        Reporter reporter = reporterFor(server);
        List<Thread> threads = new ArrayList<>();

        for (int i = 0; i < 8; i++) {
            int start = 500 * i;
            threads.add(new Thread(() -> intermediate(reporter, start, start + 500)));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        reporter.close();

        assertThat(server.recorded())
                .extracting(report -> report.get("sequence"))
                .isEqualTo(LongStream.range(0, 4000).boxed().toList());
        assertThat(server.values()).containsExactlyInAnyOrderElementsOf(values(0, 4000));
    }

    @Test
    void shouldRefuseOddValuesWithAMessage() throws Exception {
        FakeServer server = serve();
        Reporter reporter = reporterFor(server);

        reporter.report(Report.Kind.FINAL, MetricValue.of(Map.of()));
        reporter.report(Report.Kind.FINAL, MetricValue.of(1));
        reporter.report(Report.Kind.FINAL, MetricValue.of(2));
        reporter.close();

        assertThat(server.values()).containsExactly(1.0, 2.0);
        assertThat(messages)
                .containsExactly(
                        "the final result is not reported: value: an empty map (expected: one or more numbers, among them the one that is optimized)",
                        "a final result was reported again; the first one counts");
    }
}
