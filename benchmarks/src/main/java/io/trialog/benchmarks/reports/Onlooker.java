package io.trialog.benchmarks.reports;

import io.trialog.benchmarks.Latencies;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Somebody who looks at a page of a server every now and then, on a thread of its own, and notes how long it takes. */
final class Onlooker implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpRequest request;
    private final Latencies latencies = new Latencies();
    private final Thread thread = new Thread(this::look, "onlooker");
    private volatile boolean isOver;
    private volatile String problem = "";

    /** Begins to look. */
    Onlooker(URI page) {
        request = HttpRequest.newBuilder(page).build();
        thread.start();
    }

    /**
     * Ends looking.
     *
     * @throws IllegalStateException when a look failed
     */
    Latencies end() {
        close();
        if (!problem.isEmpty()) {
            throw new IllegalStateException(request.uri() + ": " + problem);
        }
        return latencies;
    }

    @Override
    public void close() {
        isOver = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            do {
                long begin = System.nanoTime();
                HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
                latencies.add(System.nanoTime() - begin);
                if (answer.statusCode() != 200) {
                    problem = "status " + answer.statusCode();
                    return;
                }
                Thread.sleep(PAUSE.toMillis());
            } while (!isOver);
        } catch (IOException e) {
            problem = e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
