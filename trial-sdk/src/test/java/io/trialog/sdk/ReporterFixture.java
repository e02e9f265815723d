package io.trialog.sdk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Makes reporters and servers, and hears what the reporters say. */
abstract class ReporterFixture {

    static final Duration SHORT = Duration.ofMillis(100);

    @TempDir
    Path directory;

    final List<String> messages = new CopyOnWriteArrayList<>();
    private final List<FakeServer> servers = new ArrayList<>();
    Path spool = Path.of("");
    Path serverFile = Path.of("");
    WatchedDelivery delivery;

    @BeforeEach
    void nameFiles() {
        spool = directory.resolve("spool.jsonl");
        serverFile = directory.resolve("server.json");
    }

    @AfterEach
    void closeServers() throws IOException {
        for (FakeServer server : servers) {
            server.close();
        }
    }

    final FakeServer serve(FakeServer.Fault... faults) throws IOException {
        FakeServer server = FakeServer.listening(faults);
        servers.add(server);
        return server;
    }

    final FakeServer away() throws IOException {
        FakeServer server = FakeServer.away();
        servers.add(server);
        return server;
    }

    final void nameInServerFile(FakeServer server) throws IOException {
        Files.writeString(serverFile, "{\"url\": \"" + server.url() + "\"}");
    }

    final Reporter reporterFor(FakeServer server) {
        return reporterFor(server, limits(Duration.ofSeconds(30), 10_000, 100_000));
    }

    final Reporter reporterFor(FakeServer server, ReporterLimits limits) {
        return reporterFor(server, limits, null);
    }

    final Reporter reporterFor(FakeServer server, double leaseSeconds) {
        ReporterLimits limits = limits(Duration.ofSeconds(30), 10_000, 100_000);
        return reporterFor(server, limits, Lease.ofSeconds(leaseSeconds));
    }

    final Reporter reporterFor(FakeServer server, ReporterLimits limits, @Nullable Lease lease) {
        ServerAddress address = new ServerAddress(server.url(), serverFile);
        delivery = new WatchedDelivery(new HttpDelivery(address, FakeServer.PATH, FakeServer.TOKEN));
        return Reporter.start(delivery, lease, new Spool(spool, messages::add), limits, messages::add);
    }

    static ReporterLimits limits(Duration exit, int inMemory, int inMemoryWithoutSpool) {
        return limits(exit, inMemory, inMemoryWithoutSpool, Duration.ofSeconds(30));
    }

    static ReporterLimits limits(Duration exit, int inMemory, int inMemoryWithoutSpool, Duration tellAfter) {
        return new ReporterLimits(
                100,
                512 * 1024,
                inMemory,
                inMemoryWithoutSpool,
                2000,
                SHORT,
                SHORT,
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                Duration.ofSeconds(2),
                exit,
                Duration.ofSeconds(60),
                tellAfter);
    }

    /** Gives up requests after the given time. */
    static ReporterLimits impatient(Duration requestTimeout) {
        return requestingAndPausing(requestTimeout, SHORT);
    }

    /** Pauses so long after each failed delivery. */
    static ReporterLimits pausing(Duration pause) {
        return requestingAndPausing(Duration.ofSeconds(30), pause);
    }

    private static ReporterLimits requestingAndPausing(Duration requestTimeout, Duration pause) {
        return new ReporterLimits(
                100,
                512 * 1024,
                10_000,
                100_000,
                2000,
                pause,
                pause,
                Duration.ofSeconds(60),
                requestTimeout,
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                Duration.ofSeconds(30));
    }

    static void intermediate(Reporter reporter, int from, int to) {
        for (int value = from; value < to; value++) {
            reporter.report(Report.Kind.INTERMEDIATE, MetricValue.of(value));
        }
    }

    static List<Object> values(int from, int to) {
        return LongStream.range(from, to)
                .mapToObj(value -> (Object) (double) value)
                .toList();
    }

    static List<Map<?, ?>> spooled(Path file) throws IOException {
        List<Map<?, ?>> reports = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            reports.add((Map<?, ?>) Json.parse(line));
        }
        return reports;
    }
}
