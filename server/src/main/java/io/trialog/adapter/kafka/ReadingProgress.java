package io.trialog.adapter.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** How far a topic is read, and who waits until it is read to where it ended when they asked. Any thread. */
final class ReadingProgress {

    /** Where a topic ended. */
    private record Ends(String source, Map<Integer, Long> offsets) {}

    /** Who waits for that. */
    private record Waiting(Ends ends, List<CompletableFuture<Void>> waiters) {}

    private final BrokerWatch watch;
    private final String topic;
    private final List<Waiting> waiting = new ArrayList<>();
    private final Map<Integer, Long> done = new TreeMap<>();
    private List<CompletableFuture<Void>> newcomers = new ArrayList<>();
    private boolean isAsking;
    private String source = "";

    ReadingProgress(BrokerWatch watch, String topic) {
        this.watch = watch;
        this.topic = topic;
    }

    /** Completes when all is done that is in the topic at this call; not while no broker answers. Never exceptionally. */
    CompletableFuture<Void> end() {
        CompletableFuture<Void> waiter = new CompletableFuture<>();
        synchronized (this) {
            newcomers.add(waiter);
        }
        watch.later(Duration.ZERO, this::ask);
        return waiter;
    }

    /** The topic is read from here on. */
    void begin(String newSource, Map<Integer, Long> next) {
        synchronized (this) {
            if (!newSource.equals(source)) {
                source = newSource;
                done.clear();
                waiting.forEach(some -> newcomers.addAll(some.waiters())); // what they waited for is gone
                waiting.clear();
            }
        }
        reached(newSource, next);
        ask();
    }

    /** All before these offsets is done. */
    void reached(String reachedSource, Map<Integer, Long> next) {
        List<CompletableFuture<Void>> ready = new ArrayList<>();
        synchronized (this) {
            if (!reachedSource.equals(source)) {
                return;
            }
            next.forEach((partition, offset) -> done.merge(partition, offset, Math::max));
            for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
                Waiting some = all.next();
                if (isReached(some.ends())) {
                    ready.addAll(some.waiters());
                    all.remove();
                }
            }
        }
        ready.forEach(waiter -> waiter.complete(null));
    }

    private boolean isReached(Ends ends) {
        return ends.source().equals(source)
                && ends.offsets().entrySet().stream()
                        .allMatch(end -> done.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    /** One question at a time, for all who came until then. */
    private void ask() {
        List<CompletableFuture<Void>> asked;
        synchronized (this) {
            newcomers.removeIf(CompletableFuture::isDone);
            if (isAsking || newcomers.isEmpty()) {
                return;
            }
            isAsking = true;
            asked = newcomers;
            newcomers = new ArrayList<>();
        }
        CompletionStage<Void> unused = ends().handle((ends, failure) -> {
            answered(asked, ends, failure);
            return null;
        });
    }

    private CompletionStage<Ends> ends() {
        try {
            Admin admin = watch.admin();
            return Topics.describe(admin, topic)
                    .toCompletionStage()
                    .thenCompose(description -> ends(admin, Topic.of(description)));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static CompletionStage<Ends> ends(Admin admin, Topic found) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        for (int partition = 0; partition < found.partitions(); partition++) {
            wanted.put(new TopicPartition(found.name(), partition), OffsetSpec.latest());
        }
        return admin.listOffsets(wanted).all().toCompletionStage().thenApply(answers -> {
            Map<Integer, Long> offsets = new TreeMap<>();
            answers.forEach((partition, answer) -> offsets.put(partition.partition(), answer.offset()));
            return new Ends(found.source(), offsets);
        });
    }

    private void answered(List<CompletableFuture<Void>> asked, @Nullable Ends ends, @Nullable Throwable failure) {
        boolean ready;
        synchronized (this) {
            isAsking = false;
            ready = ends == null ? isEmptyTopic(failure) : isReached(ends);
            if (ends != null && !ready) {
                waiting.add(new Waiting(ends, asked));
            } else if (!ready) {
                newcomers.addAll(asked);
            }
        }
        if (ready) {
            asked.forEach(waiter -> waiter.complete(null));
        }
        watch.later(ends == null ? BrokerWatch.EVERY : Duration.ZERO, this::ask);
    }

    private static boolean isEmptyTopic(@Nullable Throwable failure) {
        return failure != null && Answer.cause(failure) instanceof UnknownTopicOrPartitionException;
    }
}
