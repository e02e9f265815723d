package io.trialog.sdk;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Posts over Kafka while that acknowledges within its time, else over HTTP.
 *
 * <p>While Kafka is away, one record at a time is on its way there; when it is acknowledged, Kafka is back. That record is first the one that
 * was not acknowledged in time, later heartbeats: no report waits for the attempt.
 */
final class KafkaDelivery implements Delivery {

    private static final Duration ACKNOWLEDGEMENT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(100);

    private final String place;
    private final byte[] key;
    private final String head;
    private final KafkaSender sender;
    private final Delivery http;
    private final Consumer<String> messages;
    private final RetryPauses pauses;

    private @Nullable CompletableFuture<@Nullable Void> last;
    private State state = State.WORKS;
    private boolean tooLargeTold;
    private volatile boolean ended;
    private volatile @Nullable Hurry hurry;
    private volatile @Nullable Long abortedNanos;
    /** Completes no later than the record that is waited for. */
    private volatile @Nullable CompletableFuture<@Nullable Void> awaited;

    private enum State {
        WORKS,
        AWAY,
        UNUSABLE
    }

    /**
     * @param place the brokers, for messages
     * @param http the other way
     */
    KafkaDelivery(
            TrialEnvironment environment,
            String place,
            KafkaSender sender,
            Delivery http,
            RetryPauses pauses,
            Consumer<String> messages) {
        this.place = place;
        this.key = (environment.experimentId() + "/" + environment.number()).getBytes(StandardCharsets.UTF_8);
        this.head = "{\"attempt\": " + environment.attempt() + ", \"token\": " + Json.write(environment.token())
                + ", \"reports\": ";
        this.sender = sender;
        this.http = http;
        this.pauses = pauses;
        this.messages = messages;
    }

    /**
     * The way that the environment asks for: over Kafka, if it says how, else, after a message, over HTTP alone.
     *
     * @param kafka the value of {@code TRIALOG_KAFKA}
     */
    static Delivery of(TrialEnvironment environment, String kafka, Delivery http, Consumer<String> messages) {
        try {
            KafkaSettings settings = KafkaSettings.read(kafka);
            KafkaSender sender = new KafkaSender(() -> ProducerChannel.open(settings));
            return new KafkaDelivery(
                    environment,
                    settings.bootstrapServers(),
                    sender,
                    http,
                    new RetryPauses(System::nanoTime),
                    messages);
        } catch (KafkaFailure malformed) {
            messages.accept(malformed.getMessage() + "; reports go to the server over HTTP");
            return http;
        }
    }

    @Override
    public ServerAddress address() {
        return http.address();
    }

    @Override
    public Answer postReports(List<Report> reports, Duration timeout) throws DeliveryException, InterruptedException {
        long start = System.nanoTime();
        if (works()) {
            CompletableFuture<@Nullable Void> fate = sender.send(key, value(reports));
            last = fate;
            Duration half = timeout.dividedBy(2);
            KafkaFailure failure = failureOf(
                    fate, start, half.compareTo(ACKNOWLEDGEMENT_TIMEOUT) < 0 ? half : ACKNOWLEDGEMENT_TIMEOUT);
            if (failure == null) {
                return Answer.accepted(reports);
            }
            note(failure, reports.size());
        }
        return http.postReports(reports, left(timeout, start));
    }

    @Override
    public Answer postHeartbeat(Duration timeout) throws DeliveryException, InterruptedException {
        long start = System.nanoTime();
        if (works() && (last == null || last.isDone())) {
            CompletableFuture<@Nullable Void> fate = sender.send(key, value(List.of()));
            last = fate;
            if (failureOf(fate, start, timeout.dividedBy(2)) == null) {
                return Answer.HEARD;
            }
        }
        return http.postHeartbeat(left(timeout, start));
    }

    private static Duration left(Duration timeout, long start) {
        Duration left = timeout.minusNanos(System.nanoTime() - start);
        return left.compareTo(SHORTEST_TIMEOUT) < 0 ? SHORTEST_TIMEOUT : left;
    }

    private boolean works() {
        if (ended || last == null || state == State.WORKS) {
            return !ended && state == State.WORKS;
        }
        if (state == State.UNUSABLE || !last.isDone()) {
            return false;
        }
        if (!last.isCompletedExceptionally()) {
            state = State.WORKS;
            pauses.shorten();
            messages.accept("Kafka at " + place + " takes reports again");
            return true;
        }
        if (pauses.areOver()) {
            pauses.begin();
            last = sender.send(key, value(List.of()));
        }
        return false;
    }

    private byte[] value(List<Report> reports) {
        return (head + Report.listed(reports) + "}").getBytes(StandardCharsets.US_ASCII);
    }

    /** Waits for a record; {@code null} when it is acknowledged. */
    private @Nullable KafkaFailure failureOf(CompletableFuture<@Nullable Void> fate, long start, Duration timeout)
            throws DeliveryException, InterruptedException {
        CompletableFuture<@Nullable Void> waiting = fate.copy();
        awaited = waiting;
        heedEarlierCalls(waiting, start);
        try {
            waiting.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return null;
        } catch (TimeoutException late) {
            return notAcknowledged();
        } catch (ExecutionException failed) {
            return causeOf(failed) instanceof KafkaFailure failure ? failure : notAcknowledged();
        } catch (CancellationException aborted) {
            throw new DeliveryException("aborted", aborted);
        } finally {
            awaited = null;
        }
    }

    /** Cuts short what was hurried or aborted in the midst of the request, before there was something to wait for. */
    private void heedEarlierCalls(CompletableFuture<@Nullable Void> waiting, long start) {
        Long aborted = abortedNanos;
        if (aborted != null && aborted - start >= 0) {
            waiting.cancel(true);
        }
        Hurry hurried = hurry;
        if (hurried != null && hurried.sinceNanos() - start >= 0) {
            waiting.orTimeout(hurried.patience().toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** What the record failed with; that of a copy is wrapped. */
    private static @Nullable Throwable causeOf(ExecutionException failed) {
        Throwable cause = failed.getCause();
        return cause instanceof CompletionException ? cause.getCause() : cause;
    }

    private static KafkaFailure notAcknowledged() {
        return KafkaFailure.forNow("no acknowledgement");
    }

    private void note(KafkaFailure failure, int reports) {
        if (ended) {
            return;
        }
        switch (failure.kind()) {
            case TOO_LARGE -> {
                if (!tooLargeTold) {
                    tooLargeTold = true;
                    messages.accept("Kafka at " + place + " takes no record of " + Messages.count(reports) + " ("
                            + failure.getMessage() + "); such go to the server over HTTP");
                }
            }
            case FOR_NOW -> {
                state = State.AWAY;
                pauses.begin();
                messages.accept("Kafka at " + place + " does not take reports (" + failure.getMessage()
                        + "); they go to the server over HTTP until it does");
            }
            case FOR_GOOD -> {
                state = State.UNUSABLE;
                messages.accept(failure.getMessage() + "; reports go to the server over HTTP");
            }
        }
    }

    @Override
    public void hurry(Duration patience) {
        hurry = new Hurry(System.nanoTime(), patience);
        CompletableFuture<@Nullable Void> waiting = awaited;
        if (waiting != null) {
            waiting.orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void abort() {
        abortedNanos = System.nanoTime();
        CompletableFuture<@Nullable Void> waiting = awaited;
        if (waiting != null) {
            waiting.cancel(true);
        }
        http.abort();
    }

    @Override
    public void end() {
        ended = true;
        sender.end();
    }

    /** That somebody does not want to wait longer than so for what is under way. */
    private record Hurry(long sinceNanos, Duration patience) {}
}
