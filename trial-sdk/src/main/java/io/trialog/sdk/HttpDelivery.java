package io.trialog.sdk;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Posts over kept-alive HTTP connections. */
final class HttpDelivery implements Delivery {

    private final ServerAddress address;
    private final String path;
    private final String token;
    private @Nullable HttpClient client;
    /** Whether the next request may go over a connection that the server has closed meanwhile. */
    private boolean keptAlive;

    private volatile @Nullable CompletableFuture<?> inProgress;

    /**
     * @param path of the attempt, relative to the server's address
     */
    HttpDelivery(ServerAddress address, String path, String token) {
        this.address = address;
        this.path = path;
        this.token = token;
    }

    @Override
    public ServerAddress address() {
        return address;
    }

    @Override
    public Answer postReports(List<Report> reports, Duration timeout) throws DeliveryException, InterruptedException {
        String body = "{\"reports\": " + Report.listed(reports) + "}";
        return post(
                "/reports",
                request -> request.header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                timeout);
    }

    @Override
    public Answer postHeartbeat(Duration timeout) throws DeliveryException, InterruptedException {
        return post("/heartbeat", request -> request.POST(HttpRequest.BodyPublishers.noBody()), timeout);
    }

    private Answer post(String resource, UnaryOperator<HttpRequest.Builder> content, Duration timeout)
            throws DeliveryException, InterruptedException {
        boolean mayBeStale = keptAlive;
        keptAlive = false;
        CompletableFuture<HttpResponse<String>> exchange = null;
        try {
            HttpRequest request = content.apply(request(resource)).build();
            exchange = client().sendAsync(request, HttpResponse.BodyHandlers.ofString());
            inProgress = exchange;
            // not the request's own timeout, which ends with the answer's headers
            HttpResponse<String> response = exchange.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            keptAlive = true;
            return new Answer(response.statusCode(), retryAfter(response), response.body());
        } catch (IllegalArgumentException malformed) {
            throw new DeliveryException("server address \"" + address + "\" (expected: http://host:port)", malformed);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw new DeliveryException(cause.toString(), cause, mayBeStale);
        } catch (TimeoutException late) {
            throw new DeliveryException("no answer within " + timeout.toMillis() + " ms", late);
        } catch (CancellationException aborted) {
            throw new DeliveryException("aborted", aborted);
        } finally {
            inProgress = null;
            if (exchange != null) {
                exchange.cancel(true);
            }
        }
    }

    @Override
    public void abort() {
        CompletableFuture<?> exchange = inProgress;
        if (exchange != null) {
            exchange.cancel(true);
        }
    }

    private HttpRequest.Builder request(String resource) {
        String url = address.toString();
        String base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        return HttpRequest.newBuilder(URI.create(base + path + resource)).header("Authorization", "Bearer " + token);
    }

    /** Built when first needed: it takes some 100 ms, which the training's thread need not wait for. */
    private HttpClient client() {
        HttpClient built = client;
        if (built == null) {
            built = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    // the server is near, and a proxy in between would only lose reports
                    .proxy(HttpClient.Builder.NO_PROXY)
                    .build();
            client = built;
        }
        return built;
    }

    private static @Nullable Duration retryAfter(HttpResponse<?> response) {
        Optional<String> header = response.headers().firstValue("Retry-After");
        try {
            double seconds = header.map(Double::parseDouble).orElse(-1.0);
            return seconds >= 0 && seconds < Integer.MAX_VALUE ? Duration.ofMillis((long) (1000 * seconds)) : null;
        } catch (NumberFormatException date) { // the header's other form, which the protocol does not use
            return null;
        }
    }
}
