package io.trialog.sdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A server that speaks the trial protocol and keeps its rules strictly. Each request with reports is met by the next of the faults, and
 * properly when there are none left; heartbeats are all met alike.
 */
final class FakeServer implements AutoCloseable {

    static final String PATH = "/api/v1/experiments/exp1/trials/17/attempts/2";
    static final String TOKEN = "secret-token";

    /** How long a test waits for what must happen. */
    static final long PATIENCE_SECONDS = 60;

    static {
        // else each answer takes 40 ms: its headers and body are two packets, and the second waits for the first one's
        // acknowledgment
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** On the ports of closed servers: reporters try them for ever, and would reach the server of a later test. */
    private static final Queue<ServerSocket> RETIRED = new ConcurrentLinkedQueue<>();

    private final Deque<Fault> faults;
    private final int port;
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final Map<Long, Map<?, ?>> recorded = new TreeMap<>();
    private final List<List<Long>> batches = new ArrayList<>();
    private final List<Long> arrivals = new ArrayList<>();
    private final List<Long> heartbeats = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private HttpServer http;
    private volatile Fault heartbeat = grant(0.3);

    private FakeServer(List<Fault> faults) throws IOException {
        this.faults = new ArrayDeque<>(faults);
        this.http = bind(0);
        this.port = http.getAddress().getPort();
    }

    static FakeServer listening(Fault... faults) throws IOException {
        return new FakeServer(List.of(faults));
    }

    /** A server that is away: nothing listens on its port until {@link #listen}. */
    static FakeServer away() throws IOException {
        FakeServer server = new FakeServer(List.of());
        server.http.stop(0);
        return server;
    }

    void listen() throws IOException {
        http = bind(port);
    }

    /** Breaks all connections, and listens no more. */
    void kill() {
        http.stop(0);
    }

    /** Knows what another server has acknowledged. */
    synchronized void take(FakeServer predecessor) {
        predecessor.recorded().forEach(report -> recorded.put((Long) report.get("sequence"), report));
    }

    /** How heartbeats are met from now on. */
    FakeServer meetHeartbeats(Fault fault) {
        heartbeat = fault;
        return this;
    }

    /** Ends all connections and comes back on the same port. */
    void restart() throws IOException {
        http.stop(0);
        listen();
    }

    private HttpServer bind(int onPort) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), onPort), 0);
        server.createContext("/", this::handle);
        server.setExecutor(executor);
        server.start();
        return server;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    private void handle(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().equals(PATH + "/heartbeat")) {
            admitHeartbeat(exchange);
            heartbeat.meet(this, exchange, List.of());
            return;
        }
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        List<Map<?, ?>> reports = new ArrayList<>();
        if (Json.parse(body) instanceof Map<?, ?> fields && fields.get("reports") instanceof List<?> list) {
            list.forEach(report -> reports.add((Map<?, ?>) report));
        }
        Fault fault = admit(exchange, body, reports);
        fault.meet(this, exchange, reports);
    }

    private synchronized void admitHeartbeat(HttpExchange exchange) throws IOException {
        check(exchange.getRequestBody().readAllBytes().length == 0, "a heartbeat with a body");
        check(!exchange.getRequestHeaders().containsKey("Content-Type"), "a heartbeat with a type");
        check(("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization")), "authorization");
        heartbeats.add(System.nanoTime());
        notifyAll();
    }

    private synchronized Fault admit(HttpExchange exchange, String body, List<Map<?, ?>> reports) {
        check(exchange.getRequestURI().getPath().equals(PATH + "/reports"), "path " + exchange.getRequestURI());
        check(("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization")), "authorization");
        check("application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type")), "content type");
        check(!reports.isEmpty() && reports.size() <= 500 && body.length() <= 1024 * 1024, "size " + body.length());
        for (Map<?, ?> report : reports) {
            check(report.keySet().equals(Set.of("sequence", "kind", "value", "at")), "fields " + report.keySet());
            check(Set.of("intermediate", "final").contains(report.get("kind")), "kind " + report.get("kind"));
        }
        batches.add(
                reports.stream().map(report -> (Long) report.get("sequence")).toList());
        notifyAll();
        Fault fault = faults.size() == 1 && faults.peek() instanceof Always ? faults.peek() : faults.poll();
        return fault == null ? FakeServer::recordAndAnswer : fault;
    }

    private void check(boolean kept, String what) {
        if (!kept) {
            violations.add(what);
        }
    }

    private void recordAndAnswer(HttpExchange exchange, List<Map<?, ?>> reports) throws IOException {
        answer(exchange, 200, "{\"results\": [" + String.join(", ", record(reports)) + "]}");
    }

    private synchronized List<String> record(List<Map<?, ?>> reports) {
        List<String> results = new ArrayList<>();
        for (Map<?, ?> report : reports) {
            Long sequence = (Long) report.get("sequence");
            boolean isNew = recorded.putIfAbsent(sequence, report) == null;
            if (isNew) {
                arrivals.add(sequence);
            }
            results.add("{\"sequence\": " + sequence + ", \"status\": \"" + (isNew ? "accepted" : "duplicate") + "\"}");
        }
        notifyAll();
        return results;
    }

    /** The request is met as ever. */
    static Fault properly() {
        return FakeServer::recordAndAnswer;
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    void awaitRecorded(int count) {
        // many take their time
        await(() -> recorded.size() >= count, count + " reports", PATIENCE_SECONDS + count / 1000);
    }

    void awaitRequests(int count) {
        await(() -> batches.size() >= count, count + " requests");
    }

    void awaitHeartbeats(int count) {
        await(() -> heartbeats.size() >= count, count + " heartbeats");
    }

    private void await(BooleanSupplier condition, String what) {
        await(condition, what, PATIENCE_SECONDS);
    }

    private synchronized void await(BooleanSupplier condition, String what, long patienceSeconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(patienceSeconds);
        while (!condition.getAsBoolean()) {
            long milliseconds = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (milliseconds <= 0) {
                throw new AssertionError(what + " expected; there are " + batches + " of " + recorded.keySet());
            }
            try {
                wait(milliseconds);
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }
    }

    /** The recorded values in the order of their numbers. */
    synchronized List<Object> values() {
        return recorded.values().stream()
                .map(report -> (Object) report.get("value"))
                .toList();
    }

    synchronized List<Map<?, ?>> recorded() {
        return List.copyOf(recorded.values());
    }

    /** The numbers of the reports that were recorded here, in the order in which they came. */
    synchronized List<Long> arrivals() {
        return List.copyOf(arrivals);
    }

    synchronized List<List<Long>> batches() {
        return List.copyOf(batches);
    }

    /** When heartbeats came, in the terms of {@code System.nanoTime}. */
    synchronized List<Long> heartbeats() {
        return List.copyOf(heartbeats);
    }

    @Override
    public synchronized void close() throws IOException {
        http.stop(0);
        executor.shutdownNow();
        retirePort();
        if (!violations.isEmpty()) {
            throw new AssertionError("protocol violated: " + violations);
        }
    }

    /** Takes the port for as long as this JVM runs; nobody answers there. */
    private void retirePort() throws IOException {
        RETIRED.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
    }

    /** How a request is met. */
    @FunctionalInterface
    interface Fault {
        void meet(FakeServer server, HttpExchange exchange, List<Map<?, ?>> reports) throws IOException;
    }

    private record Always(Fault fault) implements Fault {
        @Override
        public void meet(FakeServer server, HttpExchange exchange, List<Map<?, ?>> reports) throws IOException {
            fault.meet(server, exchange, reports);
        }
    }

    /** This request and all further ones are met so. */
    static Fault always(Fault fault) {
        return new Always(fault);
    }

    static Fault status(int status, String retryAfter) {
        return (server, exchange, reports) -> {
            if (!retryAfter.isEmpty()) {
                exchange.getResponseHeaders().set("Retry-After", retryAfter);
            }
            answer(exchange, status, "{\"code\": \"TEST\", \"message\": \"as asked\", \"details\": []}");
        };
    }

    /** The reports arrive, the answer does not. */
    static Fault dropAfterRecording() {
        return (server, exchange, reports) -> {
            server.record(reports);
            exchange.close();
        };
    }

    /** A heartbeat is answered with a lease. */
    static Fault grant(Object seconds) {
        return (server, exchange, reports) -> answer(exchange, 200, "{\"leaseSeconds\": " + seconds + "}");
    }

    /** Another program listens on the port, and knows no trials. */
    static Fault whatIsThat(int status) {
        return (server, exchange, reports) -> answer(exchange, status, "{\"error\": \"no such thing\"}");
    }

    /** Another program listens on the port, and likes everything. */
    static Fault somebodyElse() {
        return (server, exchange, reports) -> answer(exchange, 200, "hello");
    }

    static Fault refuseAll(String message) {
        return (server, exchange, reports) -> answer(
                exchange,
                200,
                "{\"results\": ["
                        + String.join(
                                ", ",
                                reports.stream()
                                        .map(report -> "{\"sequence\": " + report.get("sequence")
                                                + ", \"status\": \"refused\", \"message\": \"" + message + "\"}")
                                        .toList())
                        + "]}");
    }

    /** A slow server: the answer comes when the test says so. */
    static Fault hangUntil(CountDownLatch answerNow) {
        return (server, exchange, reports) -> {
            try {
                if (!answerNow.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    throw new AssertionError("never told to answer");
                }
                server.recordAndAnswer(exchange, reports);
            } catch (InterruptedException ended) {
                exchange.close();
            }
        };
    }
}
