package io.trialog.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.adapter.json.EventLines;
import io.trialog.adapter.plugin.AlgorithmList;
import io.trialog.adapter.plugin.PluginCatalog;
import io.trialog.adapter.yaml.YamlConfigSource;
import io.trialog.bootstrap.ExperimentCore;
import io.trialog.engine.Command;
import io.trialog.engine.CommandSender;
import io.trialog.engine.CommitListener;
import io.trialog.engine.Engine;
import io.trialog.engine.Outcome;
import io.trialog.event.EndCause;
import io.trialog.event.ExperimentId;
import io.trialog.event.MetricKind;
import io.trialog.event.Outlook;
import io.trialog.event.RecordedEvent;
import io.trialog.event.SuggestionsRequested;
import io.trialog.experiment.CreateExperiment;
import io.trialog.experiment.UpdateExperiment;
import io.trialog.experiment.UpdateReader;
import io.trialog.fixtures.Configs;
import io.trialog.fixtures.FakePlugins;
import io.trialog.fixtures.InMemoryEventLog;
import io.trialog.fixtures.InMemoryStorePlace;
import io.trialog.metric.Report;
import io.trialog.metric.ReportMetrics;
import io.trialog.port.EventLog;
import io.trialog.port.IdSource;
import io.trialog.port.Neighbours;
import io.trialog.port.SortedStorePlace;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.ExperimentSummary;
import io.trialog.projection.LiveFeed;
import io.trialog.projection.activity.LaunchWaits;
import io.trialog.projection.series.SeriesProjection;
import io.trialog.scheduling.LeaseWatch;
import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.space.Configuration;
import io.trialog.spi.training.AttemptKey;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.trial.RecordAttemptEnded;
import io.trialog.trial.RecordAttemptStarted;
import io.trialog.trial.TrialTokens;
import io.trialog.tuners.BuiltInTuners;
import io.trialog.tuning.RecordSuggestions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A real engine with a log in memory behind a real HTTP server on a free port. */
final class HttpFixture implements AutoCloseable {

    private static final Map<String, @Nullable Object> ALGORITHMS =
            AlgorithmList.of(PluginCatalog.of(new BuiltInTuners()));

    final AtomicInteger stopRequests = new AtomicInteger();
    /** What other data directories have. */
    volatile Neighbours neighbours = Neighbours.NONE;
    /** The time of day for those who answer; for the engine it stands still. */
    volatile Instant now = NOW;
    /** Method, route and status of the requests that were answered. */
    final List<String> answered = new CopyOnWriteArrayList<>();

    static final ExperimentId X = new ExperimentId("x");
    static final String LOOPBACK = "127.0.0.1";
    static final ObjectMapper JSON = new ObjectMapper();

    static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    final EventLog log;
    private final Path data;
    final ExperimentBoard board = new ExperimentBoard();
    final LiveFeed feed = new LiveFeed();
    final AtomicLong nanos = new AtomicLong();
    final LeaseWatch leases = new LeaseWatch(nanos::get, this::post);
    final Engine engine;
    final SeriesProjection series;
    final LaunchWaits waits = new LaunchWaits(() -> NOW);
    final TrialTokens tokens = new TrialTokens("0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    final HttpServerAdapter server;
    final int port;
    final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    /** What a test wants to be different. */
    record Options(
            EventLog log,
            int queueCapacity,
            HttpSettings settings,
            @Nullable String serverToken,
            String host,
            boolean readOnly,
            SortedStorePlace place,
            Path data) {

        Options withLog(EventLog other) {
            return new Options(other, queueCapacity, settings, serverToken, host, readOnly, place, data);
        }

        Options withQueue(int capacity) {
            return new Options(log, capacity, settings, serverToken, host, readOnly, place, data);
        }

        Options withSettings(HttpSettings other) {
            return new Options(log, queueCapacity, other, serverToken, host, readOnly, place, data);
        }

        Options withToken(String token) {
            return new Options(log, queueCapacity, settings, token, host, readOnly, place, data);
        }

        Options withHost(String other) {
            return new Options(log, queueCapacity, settings, serverToken, other, readOnly, place, data);
        }

        Options withPlace(SortedStorePlace other) {
            return new Options(log, queueCapacity, settings, serverToken, host, readOnly, other, data);
        }

        /** Where the trials' files are. */
        Options withData(Path folder) {
            return new Options(log, queueCapacity, settings, serverToken, host, readOnly, place, folder);
        }

        Options asView() {
            return new Options(log, queueCapacity, settings, serverToken, host, true, place, data);
        }
    }

    HttpFixture() {
        this(options -> options);
    }

    HttpFixture(UnaryOperator<Options> change) {
        Options options = change.apply(new Options(
                new InMemoryEventLog(),
                1024,
                settings("site"),
                null,
                LOOPBACK,
                false,
                new InMemoryStorePlace(),
                Path.of("/data")));
        log = options.log();
        data = options.data();
        ExperimentCore core = new ExperimentCore();
        series = new SeriesProjection(log, options.place(), SeriesProjection.PATIENCE, SeriesProjection.PAUSE);
        List<CommitListener> listeners = List.of(events -> events.forEach(board::apply), series, leases, feed);
        engine = new Engine(
                log,
                core.commands(),
                core.appliers(),
                core.followUp(),
                listeners,
                () -> NOW,
                (what, cause) -> {
                    throw new AssertionError(what, cause);
                },
                options.queueCapacity());
        engine.replay(recorded -> {
            board.apply(recorded);
            feed.startAfter(recorded.position());
        });
        engine.start();
        series.start();
        server = new HttpServerAdapter(
                dependencies(options.readOnly() ? null : engine, options.serverToken()), options.settings());
        try {
            port = server.start(options.host(), 0).get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the server did not start", e);
        }
    }

    HttpDependencies dependencies(@Nullable Engine commands, @Nullable String serverToken) {
        return new HttpDependencies(
                commands,
                board,
                feed,
                log,
                series,
                tokens,
                waits,
                leases,
                HttpFixture::parse,
                HttpFixture::parseUpdate,
                new CountingIds(),
                () -> now,
                new EventLines()::format,
                this::directory,
                new ServerInfo("0.1.0", Path.of("/data"), 4711, NOW),
                serverToken,
                ALGORITHMS,
                () -> neighbours.experiments(),
                stopRequests::incrementAndGet,
                (method, route, status, nanos) -> answered.add(method + " " + route + " " + status),
                () -> "trialog_trials 0\n");
    }

    /** Where the files of an attempt are. */
    Path directory(AttemptKey key) {
        return data.resolve("trials").resolve(key.trialId()).resolve("attempt-" + key.attempt());
    }

    /** Defaults but for the folder of the page: one below this package. */
    static HttpSettings settings(String site) {
        HttpSettings usual = HttpSettings.DEFAULT;
        return new HttpSettings(
                usual.eventLoops(),
                usual.maxBodyBytes(),
                usual.heartbeat(),
                usual.recentChanges(),
                usual.recentBytes(),
                usual.chunkBytes(),
                "io/trialog/adapter/http/" + site);
    }

    /** The real reader is another adapter's matter: here a text is valid unless it says otherwise. */
    private static ConfigurationParser.Result parse(String text, @Nullable Path base) {
        return text.contains("bad")
                ? new ConfigurationParser.Invalid(List.of(
                        new ErrorDetail("trialConcurrency", 3, "-1 (expected: >= 1)"),
                        new ErrorDetail("tunre", 4, "unknown key; did you mean 'tuner'?")))
                : new ConfigurationParser.Valid(
                        Configs.of(10, 2), List.of(new ErrorDetail("debug", 3, "has no effect in " + base)));
    }

    private static UpdateExperiment parseUpdate(ExperimentSummary experiment, String text) {
        return new UpdateReader(new FakePlugins().withTuner("Random", OptionSchema.none()))
                .read(experiment.id(), experiment.created(), new YamlConfigSource().parse(text));
    }

    /** An experiment with as many running trials. */
    HttpFixture running(int trials) {
        return running(X, trials);
    }

    HttpFixture running(ExperimentId id, int trials) {
        send(new CreateExperiment(id, Configs.of(1000, trials)));
        return propose(id, trials);
    }

    /** Lets the tuner propose as many as there are slots. */
    HttpFixture propose(ExperimentId id, int trials) {
        List<RecordedEvent> requests = new ArrayList<>();
        log.read(1, recorded -> {
            if (recorded.event() instanceof SuggestionsRequested request
                    && request.experiment().equals(id)) {
                requests.add(recorded);
            }
            return true;
        });
        RecordedEvent request = requests.get(requests.size() - 1);
        List<Suggestion> proposals = new ArrayList<>();
        for (int i = 0; i < trials; i++) {
            proposals.add(Suggestion.of(Configuration.of(Map.of("lr", 0.01 * (i + 1)))));
        }
        send(new RecordSuggestions(id, request.position(), proposals, Outlook.MORE, "test-tuners 1.0"));
        for (int i = 0; i < trials; i++) {
            send(new RecordAttemptStarted(new AttemptKey(id.value(), i, 1), NOW));
        }
        return this;
    }

    /** Reports of an attempt that do not come over HTTP. */
    void report(AttemptKey key, long firstSequence, int count) {
        List<Report> reports = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            reports.add(Report.of(
                    firstSequence + i, MetricKind.INTERMEDIATE, Map.of("default", (double) (firstSequence + i)), null));
        }
        send(new ReportMetrics(key, reports));
    }

    void succeed(AttemptKey key, long sequence, double value) {
        send(new ReportMetrics(key, List.of(Report.of(sequence, MetricKind.FINAL, Map.of("default", value), null))));
        send(new RecordAttemptEnded(key, EndCause.EXITED, 0, null, NOW.plusSeconds(5)));
    }

    /** A command whose reply nobody waits for. */
    private void post(Command<?> command) {
        CommandSender.complete(command.name(), engine.submit(command));
    }

    <R> R send(Command<R> command) {
        try {
            Outcome<R> outcome = engine.submit(command).get(10, TimeUnit.SECONDS);
            assertThat(outcome).as("outcome of %s", command).isInstanceOf(Outcome.Accepted.class);
            return ((Outcome.Accepted<R>) outcome).reply();
        } catch (Exception e) {
            throw new AssertionError("no answer to " + command, e);
        }
    }

    static AttemptKey attempt(long number) {
        return new AttemptKey(X.value(), number, 1);
    }

    Instant now() {
        return NOW;
    }

    URI uri(String path) {
        return URI.create("http://" + LOOPBACK + ":" + port + path);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(20));
    }

    Answer get(String path) {
        return send(request(path));
    }

    Answer postJson(String path, String body) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    Answer patchJson(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(body)));
    }

    Answer postNothing(String path) {
        return send(request(path).POST(BodyPublishers.noBody()));
    }

    /** Reports with the attempt's own token. */
    Answer postReports(AttemptKey key, String body) {
        return send(reportRequest(key).POST(BodyPublishers.ofString(body)));
    }

    /** A sign of life with the attempt's own token. */
    Answer postHeartbeat(AttemptKey key) {
        return send(request(heartbeatPath(key))
                .header("Authorization", "Bearer " + tokens.of(key))
                .POST(BodyPublishers.noBody()));
    }

    static String heartbeatPath(AttemptKey key) {
        return reportsPath(key).replaceFirst("reports$", "heartbeat");
    }

    HttpRequest.Builder reportRequest(AttemptKey key) {
        return request(reportsPath(key))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + tokens.of(key));
    }

    static String reportsPath(AttemptKey key) {
        return "/api/v1/experiments/" + key.experimentId() + "/trials/" + key.trialNumber() + "/attempts/"
                + key.attempt() + "/reports";
    }

    Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(client.send(request.build(), BodyHandlers.ofString()));
        } catch (Exception e) {
            throw new AssertionError("no answer", e);
        }
    }

    EventStreamClient events(String query, String... headers) {
        return EventStreamClient.open(client, request("/api/v1/events" + query), headers);
    }

    /** A status, headers and JSON. */
    record Answer(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        String text() {
            return response.body();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        JsonNode json() {
            try {
                return JSON.readTree(text());
            } catch (Exception e) {
                throw new AssertionError("no JSON: " + text(), e);
            }
        }

        /** It is an error of the one shape. */
        Answer isError(int status, String code) {
            assertThat(status()).as("status of %s", text()).isEqualTo(status);
            assertThat(header("content-type")).isEqualTo("application/json");
            assertThat(json().path("code").asText()).isEqualTo(code);
            assertThat(json().path("message").asText()).isNotBlank();
            assertThat(json().path("details").isArray()).isTrue();
            assertThat(text()).doesNotContain("Exception", "\tat ", "io.trialog", "io.vertx", "com.fasterxml");
            return this;
        }

        /** The details as "path: message". */
        List<String> details() {
            List<String> details = new ArrayList<>();
            json().path("details")
                    .forEach(detail -> details.add(detail.path("path").asText() + ": "
                            + detail.path("message").asText()));
            return details;
        }
    }

    private static final class CountingIds implements IdSource {
        private final AtomicInteger drawn = new AtomicInteger();

        @Override
        public String experimentId() {
            return "new" + drawn.incrementAndGet();
        }

        @Override
        public long seed() {
            return 7;
        }
    }

    @Override
    public void close() {
        server.close();
        engine.close();
        series.close();
    }
}
