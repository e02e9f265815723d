package io.trialog.adapter.http;

import static io.trialog.adapter.http.HttpFixture.attempt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.trialog.adapter.http.EventStreamClient.Message;
import io.trialog.engine.Outcome;
import io.trialog.event.Event;
import io.trialog.event.ExperimentEvent;
import io.trialog.event.ExperimentId;
import io.trialog.event.MetricKind;
import io.trialog.event.RecordedEvent;
import io.trialog.event.ServerStarted;
import io.trialog.fixtures.InMemoryEventLog;
import io.trialog.fixtures.Seed;
import io.trialog.metric.Report;
import io.trialog.metric.ReportMetrics;
import io.trialog.metric.ReportResult;
import io.trialog.spi.training.AttemptKey;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class EventStreamTest {

    private static final ExperimentId Y = new ExperimentId("y");

    @Nested
    class Beginning {

        @Test
        void shouldGreetWithThePositionAndThenTellOfChanges() {
            try (HttpFixture fixture = new HttpFixture().running(1);
                    EventStreamClient events = fixture.events("")) {
                // given
                long position = fixture.log.lastPosition();
                Message hello = events.next();

                // when
                fixture.report(attempt(0), 0, 2);

                // then
                assertThat(hello.type()).isEqualTo("hello");
                assertThat(hello.id()).isEqualTo(position);
                assertThat(hello.json().path("position").asLong()).isEqualTo(position);
                Message first = events.next();
                assertThat(first.type()).isEqualTo("change");
                assertThat(first.id()).isEqualTo(position + 1);
                assertThat(first.json().path("type").asText()).isEqualTo("metric.reported");
                assertThat(first.json().path("experimentId").asText()).isEqualTo("x");
                assertThat(first.json().at("/metric/values/default").asDouble()).isZero();
                assertThat(first.json().at("/trial/number").asInt()).isZero();
                assertThat(first.json().has("experiment"))
                        .as("its counts are as they were")
                        .isFalse();
                assertThat(events.next().id()).isEqualTo(position + 2);
            }
        }

        @Test
        void shouldTellEverythingAfterTheLastEventId() {
            try (HttpFixture fixture = new HttpFixture().running(2)) {
                long end = fixture.log.lastPosition();
                try (EventStreamClient header = fixture.events("?lastEventId=1", "Last-Event-ID", "3");
                        EventStreamClient parameter = fixture.events("?lastEventId=0")) {
                    // then
                    assertThat(header.next((int) end - 3))
                            .extracting(Message::id)
                            .first()
                            .isEqualTo(4L);
                    assertThat(ids(parameter.next((int) end))).isEqualTo(range(1, end));

                    // and when
                    fixture.report(attempt(0), 0, 1);

                    // then
                    assertThat(header.next().id()).isEqualTo(end + 1);
                    assertThat(parameter.next().id()).isEqualTo(end + 1);
                }
            }
        }

        @Test
        void shouldBeginNowForAPositionThatTheLogDoesNotHave() {
            try (HttpFixture fixture = new HttpFixture().running(1);
                    EventStreamClient events = fixture.events("?lastEventId=1000000")) {
                assertThat(events.next().type()).isEqualTo("hello");
            }
        }

        @Test
        void shouldRefuseBadIdsAndUnknownExperiments() {
            try (HttpFixture fixture = new HttpFixture()) {
                assertThat(fixture.get("/api/v1/events?lastEventId=-1")
                                .isError(400, "REQUEST_MALFORMED")
                                .details())
                        .containsExactly("lastEventId: \"-1\" (expected: a position of the log, a whole number >= 0)");
                fixture.send(fixture.request("/api/v1/events").header("Last-Event-ID", "abc"))
                        .isError(400, "REQUEST_MALFORMED");
                fixture.get("/api/v1/events?experiment=nothing").isError(404, "EXPERIMENT_UNKNOWN");
            }
        }

        @Test
        void shouldTellOfOneExperimentOnlyWhenAsked() {
            try (HttpFixture fixture = new HttpFixture().running(1).running(Y, 1)) {
                try (EventStreamClient events = fixture.events("?experiment=y&lastEventId=0")) {
                    // given
                    fixture.report(attempt(0), 0, 3);
                    fixture.send(new ReportMetrics(
                            new AttemptKey("y", 0, 1),
                            List.of(Report.of(0, MetricKind.FINAL, Map.of("default", 1.0), null))));
                    List<Long> expected = positions(fixture, 1, Y);

                    // then
                    List<Message> messages = events.next(expected.size());
                    assertThat(ids(messages)).isEqualTo(expected);
                    assertThat(messages)
                            .allMatch(message ->
                                    message.json().path("experimentId").asText().equals("y"));
                }
            }
        }
    }

    @Nested
    class Life {

        @Test
        void shouldShowThatTheConnectionLives() {
            HttpSettings usual = HttpFixture.settings("site");
            HttpSettings quick = new HttpSettings(
                    1,
                    usual.maxBodyBytes(),
                    Duration.ofMillis(20),
                    usual.recentChanges(),
                    usual.recentBytes(),
                    usual.chunkBytes(),
                    usual.webRoot());
            try (HttpFixture fixture = new HttpFixture(options -> options.withSettings(quick));
                    EventStreamClient events = fixture.events("")) {
                assertThat(events.next().type()).isEqualTo("hello");
                assertThat(events.next().type()).isEqualTo("comment");
                assertThat(events.next().type()).isEqualTo("comment");
            }
        }

        @Test
        void shouldEndWithTheServer() {
            HttpFixture fixture = new HttpFixture();
            try (fixture;
                    EventStreamClient events = fixture.events("")) {
                // given
                events.next();

                // when
                fixture.server.close();

                // then
                assertThat(events.next().type()).isEqualTo("end");
            }
        }

        @Test
        void shouldForgetViewersThatAreGone() {
            try (HttpFixture fixture = new HttpFixture()) {
                // given
                EventStreamClient first = fixture.events("");
                EventStreamClient second = fixture.events("");
                assertThat(fixture.server.viewers()).isEqualTo(2);

                // when
                first.close();
                second.close();

                // then
                await().atMost(Duration.ofSeconds(10)).until(() -> fixture.server.viewers() == 0);
            }
        }

        @Test
        void shouldTellOfEveryExperimentThatANewServerFoundInterrupted() {
            // given a client that knew a running experiment when its server died
            InMemoryEventLog log = new InMemoryEventLog();
            long known;
            try (HttpFixture before =
                    new HttpFixture(options -> options.withLog(log)).running(1).running(Y, 1)) {
                known = log.lastPosition();
            }
            Event started = new ServerStarted("0.1.0", 1);
            log.append(List.of(new RecordedEvent(known + 1, Instant.EPOCH, "start", started)));

            // when
            try (HttpFixture after = new HttpFixture(options -> options.withLog(log));
                    EventStreamClient all = after.events("", "Last-Event-ID", Long.toString(known));
                    EventStreamClient one = after.events("?experiment=x", "Last-Event-ID", Long.toString(known))) {
                List<Message> messages = all.next(2);

                // then
                assertThat(messages)
                        .extracting(message ->
                                message.json().at("/experiment/state").asText())
                        .containsExactly("STOPPED", "STOPPED");
                assertThat(messages)
                        .extracting(
                                message -> message.json().path("experimentId").asText())
                        .containsExactlyInAnyOrder("x", "y");
                assertThat(messages)
                        .extracting(Message::lastEventId)
                        .as("cut off between them, both come again")
                        .containsExactly("", Long.toString(known + 1));
                JsonNode only = one.next().json();
                assertThat(only.path("experimentId").asText()).isEqualTo("x");
                assertThat(only.path("type").asText()).isEqualTo("server.started");
            }
        }
    }

    @Nested
    class Delivery {

        /** A ring that the commits overrun all the time, so that viewers change between ring and log. */
        private final HttpSettings narrow =
                new HttpSettings(2, 1 << 20, Duration.ofSeconds(15), 16, 4000, 2000, "io/trialog/adapter/http/site");

        @Test
        void shouldLoseNothingAndRepeatNothingWhileCommitsAndReconnectsCross() throws Exception {
            // given
            Random random = Seed.random(EventStreamTest.class);
            try (HttpFixture fixture = new HttpFixture(options -> options.withSettings(narrow))
                    .running(3)
                    .running(Y, 2)) {
                long begin = fixture.log.lastPosition();
                ExecutorService threads = Executors.newCachedThreadPool();
                List<CompletableFuture<Outcome<List<ReportResult>>>> replies = new ArrayList<>();
                CompletableFuture<Long> end = new CompletableFuture<>();
                List<Future<List<Long>>> viewers = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    ExperimentId only = i % 4 == 3 ? Y : null;
                    long seed = random.nextLong();
                    viewers.add(threads.submit(() -> follow(fixture, only, begin, end, new Random(seed))));
                }

                // when
                for (int i = 0; i < 400; i++) {
                    boolean ofX = random.nextInt(3) > 0;
                    var key = new AttemptKey(ofX ? "x" : "y", random.nextInt(ofX ? 3 : 2), 1);
                    int count = random.nextInt(10) == 0 ? 1 + random.nextInt(100) : 1 + random.nextInt(3);
                    List<Report> reports = new ArrayList<>();
                    for (int k = 0; k < count; k++) {
                        reports.add(Report.of(i * 1000L + k, MetricKind.INTERMEDIATE, Map.of("default", 0.5), null));
                    }
                    replies.add(fixture.engine.submit(new ReportMetrics(key, reports)));
                    if (random.nextInt(4) == 0) {
                        replies.get(replies.size() - 1).get(10, TimeUnit.SECONDS);
                    }
                }
                for (var reply : replies) {
                    assertThat(reply.get(10, TimeUnit.SECONDS)).isInstanceOf(Outcome.Accepted.class);
                }
                // the last event is of Y, so that every viewer is told of it
                fixture.send(new ReportMetrics(
                        new AttemptKey("y", 0, 1),
                        List.of(Report.of(999_999, MetricKind.FINAL, Map.of("default", 1.0), null))));
                end.complete(fixture.log.lastPosition());

                // then
                for (int i = 0; i < viewers.size(); i++) {
                    List<Long> expected = i % 4 == 3
                            ? positions(fixture, begin + 1, Y)
                            : range(begin + 1, fixture.log.lastPosition());
                    assertThat(viewers.get(i).get(60, TimeUnit.SECONDS))
                            .as("viewer %d", i)
                            .isEqualTo(expected);
                }
                threads.shutdown();
            }
        }

        /** Reads until the last event, with a new connection after every few messages. */
        private List<Long> follow(
                HttpFixture fixture,
                @Nullable ExperimentId only,
                long after,
                CompletableFuture<Long> end,
                Random random) {
            List<Long> seen = new ArrayList<>();
            String query = only == null ? "" : "?experiment=" + only;
            long last = after;
            while (!end.isDone() || last < end.join()) {
                try (EventStreamClient events = fixture.events(query, "Last-Event-ID", Long.toString(last))) {
                    int count = 1 + random.nextInt(300);
                    for (int i = 0; i < count && !(end.isDone() && last >= end.join()); i++) {
                        Message message = events.next();
                        assertThat(message.type()).isEqualTo("change");
                        assertThat(message.json().path("position").asLong()).isEqualTo(message.id());
                        last = message.id();
                        seen.add(last);
                    }
                }
            }
            return seen;
        }

        @Test
        void shouldServeASlowClientInFullWithoutWaitingForIt() throws Exception {
            try (HttpFixture fixture = new HttpFixture(options -> options.withSettings(narrow)).running(1);
                    Socket slow = new Socket()) {
                // given a client that asks and then does not read
                slow.setReceiveBufferSize(4096);
                slow.connect(new InetSocketAddress(HttpFixture.LOOPBACK, fixture.port));
                slow.setSoTimeout(20_000);
                slow.getOutputStream().write("GET /api/v1/events HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                InputStream in = slow.getInputStream();
                assertThat(RawHttp.head(in)).startsWith("HTTP/1.0 200 ");
                long begin = fixture.log.lastPosition();

                // when more is told than all buffers on the way can hold
                for (int i = 0; i < 60; i++) {
                    fixture.report(attempt(0), i * 500L, 500);
                }
                long end = fixture.log.lastPosition();

                // then others are served meanwhile, and the slow one misses nothing
                try (EventStreamClient quick = fixture.events("", "Last-Event-ID", Long.toString(end - 1))) {
                    assertThat(quick.next().id()).isEqualTo(end);
                }
                EventStreamClient events = new EventStreamClient(in);
                assertThat(events.next().type()).isEqualTo("hello");
                for (long position = begin + 1; position <= end; position++) {
                    assertThat(events.next().id()).isEqualTo(position);
                }
            }
        }

        @Test
        void shouldBreakOffWhenTheLogCannotBeRead() {
            // given
            GatedEventLog log = new GatedEventLog(new InMemoryEventLog());
            try (HttpFixture fixture =
                    new HttpFixture(options -> options.withLog(log).withSettings(narrow)).running(1)) {
                fixture.report(attempt(0), 0, 100);
                log.damage();

                // when
                EventStreamClient events = fixture.events("?lastEventId=0");

                // then
                assertThatThrownBy(events::next).isInstanceOf(UncheckedIOException.class);
                assertThat(fixture.get("/healthz").status()).isEqualTo(200);
            }
        }
    }

    private static List<Long> ids(List<Message> messages) {
        return messages.stream().map(Message::id).toList();
    }

    private static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    private static List<Long> positions(HttpFixture fixture, long from, ExperimentId experiment) {
        List<Long> positions = new ArrayList<>();
        fixture.log.read(from, recorded -> {
            if (recorded.event() instanceof ExperimentEvent event
                    && event.experiment().equals(experiment)) {
                positions.add(recorded.position());
            }
            return true;
        });
        return positions;
    }
}
