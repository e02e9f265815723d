package io.trialog.sdk;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends records from a daemon thread of its own, one at a time: Kafka's client may load, connect and look for the topic as long as it
 * likes. A channel is opened when first needed, and another after each failure: what was wrong may have been set right.
 */
final class KafkaSender {

    private static final long END_MILLIS = 1000;
    private static final String MISSING = "Kafka's client is not on the class path, or too old: add"
            + " org.apache.kafka:kafka-clients:4.4.0 and what it depends on";

    private final KafkaChannel.Opener opener;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(KafkaSender::thread);
    private @Nullable KafkaChannel channel;

    KafkaSender(KafkaChannel.Opener opener) {
        this.opener = opener;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "trialog-kafka");
        thread.setDaemon(true);
        // Kafka finds its classes by it
        thread.setContextClassLoader(KafkaSender.class.getClassLoader());
        return thread;
    }

    /** Sends a record as soon as those before it have met their fate; fails with a {@link KafkaFailure}. */
    CompletableFuture<@Nullable Void> send(byte[] key, byte[] value) {
        CompletableFuture<@Nullable Void> fate = new CompletableFuture<>();
        try {
            thread.execute(() -> send(key, value, fate));
        } catch (RejectedExecutionException ended) {
            fate.completeExceptionally(KafkaFailure.forGood("the program ends"));
        }
        return fate;
    }

    private void send(byte[] key, byte[] value, CompletableFuture<@Nullable Void> fate) {
        try {
            if (channel == null) {
                channel = opener.open();
            }
            channel.send(key, value);
            fate.complete(null);
        } catch (KafkaFailure failure) {
            if (failure.kind() != KafkaFailure.Kind.TOO_LARGE) {
                closeChannel();
            }
            fate.completeExceptionally(failure);
        } catch (InterruptedException ends) {
            fate.completeExceptionally(KafkaFailure.forGood("the program ends"));
        } catch (LinkageError missing) {
            fate.completeExceptionally(KafkaFailure.forGood(MISSING + " (" + missing + ")"));
        } catch (RuntimeException defect) { // of the client; must not end all further deliveries
            closeChannel();
            fate.completeExceptionally(KafkaFailure.forNow(defect.toString()));
        }
    }

    /** Closes the channel, and sends no more; for any thread. */
    void end() {
        thread.shutdownNow();
        try {
            if (thread.awaitTermination(END_MILLIS, TimeUnit.MILLISECONDS)) {
                closeChannel();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeChannel() {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }
}
