package io.trialog.sdk;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Posts over kept-alive HTTP connections. */
final class HttpDelivery implements Delivery {

    private final ServerAddress address;
    private final String path;
    private final String token;
    private @Nullable HttpClient client;

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
    public Answer post(String body, Duration timeout) throws DeliveryException, InterruptedException {
        CompletableFuture<HttpResponse<String>> exchange = null;
        try {
            exchange = client().sendAsync(request(body), HttpResponse.BodyHandlers.ofString());
            // not the request's own timeout, which ends with the answer's headers
            HttpResponse<String> response = exchange.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return new Answer(response.statusCode(), retryAfter(response), response.body());
        } catch (IllegalArgumentException malformed) {
            throw new DeliveryException("server address \"" + address + "\" (expected: http://host:port)", malformed);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw new DeliveryException(cause.toString(), cause);
        } catch (TimeoutException late) {
            throw new DeliveryException("no answer within " + timeout.toMillis() + " ms", late);
        } finally {
            if (exchange != null) {
                exchange.cancel(true);
            }
        }
    }

    private HttpRequest request(String body) {
        String url = address.toString();
        return HttpRequest.newBuilder(URI.create((url.endsWith("/") ? url.substring(0, url.length() - 1) : url) + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
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
