package io.trialog.benchmarks.history;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/** Some that follow an event stream, as web pages do. {@link #expect} and {@link #await} by one thread. */
final class Viewers {

    private static final long LIMIT_SECONDS = 60;

    private volatile String wanted = "";
    private volatile CountDownLatch missing = new CountDownLatch(0);

    private Viewers() {}

    /** Connects them, and waits until all are greeted. */
    static Viewers open(int count, URI events, HttpClient client) throws InterruptedException {
        Viewers viewers = new Viewers();
        viewers.expect("event: hello", count);
        HttpRequest request = HttpRequest.newBuilder(events).build();
        for (int i = 0; i < count; i++) {
            var unused = client.sendAsync(request, HttpResponse.BodyHandlers.fromLineSubscriber(viewers.new Viewer()));
        }
        viewers.await();
        return viewers;
    }

    /** From now on, so many are to see a line with this text. */
    void expect(String text, int count) {
        missing = new CountDownLatch(count);
        wanted = text;
    }

    /** Returns when all have seen it. */
    void await() throws InterruptedException {
        if (!missing.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(missing.getCount() + " viewers did not see: " + wanted);
        }
    }

    private final class Viewer implements Flow.Subscriber<String> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            if (line.contains(wanted)) {
                missing.countDown();
            }
        }

        @Override
        public void onError(Throwable failure) {
            // the server was stopped
        }

        @Override
        public void onComplete() {
            // the server was stopped
        }
    }
}
