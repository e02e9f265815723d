package io.trialog.engine;

import io.trialog.event.Event;
import io.trialog.event.ExperimentEvent;
import io.trialog.event.ExperimentId;
import io.trialog.event.RecordedEvent;
import io.trialog.port.Clock;
import io.trialog.port.EventLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop.
 *
 * <pre>
 *   submit --> queue --> [ decide -> apply ]*  --> append + one fsync --> listeners --> replies
 *              (bounded)  engine thread                                   commit thread
 * </pre>
 *
 * <p>One engine thread owns the state. It drains its queue, turns each command into events or a rejection, applies the
 * events, and appends the whole batch with one fsync. Memory may run ahead of disk; answers never do: listeners hear of
 * events, and senders get replies, only after that, on the commit thread, while the next batch is already decided.
 *
 * <p>{@link #submit} may be called by any thread and never blocks. A full queue refuses with {@link ErrorCode#BUSY}.
 */
public final class Engine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final int MAX_BATCH_COMMANDS = 1024;
    /** Beyond all that can follow from one command, such as a trial for each of thousands of slots. */
    private static final int MAX_FOLLOW_UP_ROUNDS = 1_000_000;

    /** So few commands at a time, and there are no others whom it would be worth to let go first. */
    private static final int SMALL_BATCH = 4;

    /** A command with its reply, and one that precedes it; one without command only wakes the engine. */
    private record Work<R>(
            @Nullable Command<?> first, @Nullable Command<R> command, Consumer<? super Outcome<R>> reply) {
        void refuse(ErrorCode code, String message) {
            reply.accept(new Outcome.Rejected<>(Rejection.of(code, message)));
        }
    }

    private final EventLog log;
    private final CommandRegistry commands;
    private final ApplierRegistry appliers;
    private final FollowUp followUp;
    private final Clock clock;
    private final FaultHandler faults;
    private final CommitQueue commits;
    private final BlockingQueue<Work<?>> queue;
    private final Thread thread;

    private BetweenBatches betweenBatches = (position, isLast) -> null;
    private volatile EngineMonitor monitor = EngineMonitor.NONE;
    private volatile boolean accepting;
    private volatile boolean running;
    private long position;
    private int lastSize;

    /**
     * Puts the engine together; {@link #replay} and {@link #start} bring it to life.
     *
     * @param queueCapacity how many commands may wait, 1 or more
     */
    public Engine(
            EventLog log,
            CommandRegistry commands,
            ApplierRegistry appliers,
            FollowUp followUp,
            List<CommitListener> listeners,
            Clock clock,
            FaultHandler faults,
            int queueCapacity) {
        this.log = log;
        this.commands = commands;
        this.appliers = appliers;
        this.followUp = followUp;
        this.clock = clock;
        this.faults = faults;
        this.commits = new CommitQueue(listeners);
        this.queue = new ArrayBlockingQueue<>(queueCapacity);
        this.thread = new Thread(this::loop, "trialog-engine");
    }

    /**
     * Builds the state from the log.
     *
     * @param alsoTo is given every event too, in order: the projections
     */
    public void replay(Consumer<RecordedEvent> alsoTo) {
        replay(0, 0, alsoTo);
    }

    /**
     * Brings a state of the past up to the end of the log.
     *
     * @param known the last event that the state knows, 0 for none
     * @param alsoKnown the last event that {@code alsoTo} knows, 0 for none
     * @param alsoTo is given every event after that too, in order: the projections
     */
    public void replay(long known, long alsoKnown, Consumer<RecordedEvent> alsoTo) {
        position = known;
        log.read(Math.min(known, alsoKnown) + 1, recorded -> {
            if (recorded.position() > known) {
                appliers.apply(recorded);
                position = recorded.position();
            }
            if (recorded.position() > alsoKnown) {
                alsoTo.accept(recorded);
            }
            return true;
        });
    }

    /** Has somebody look at the state between batches; to be called before the start. */
    public void betweenBatches(BetweenBatches next) {
        betweenBatches = next;
    }

    /** Has somebody watch the engine from now on, instead of who did before. Any thread. */
    public void monitor(EngineMonitor next) {
        monitor = next;
    }

    /** How many commands wait. Any thread. */
    public int waiting() {
        return queue.size();
    }

    /** Begins to take commands. */
    public void start() {
        running = true;
        accepting = true;
        commits.start();
        thread.start();
    }

    /**
     * Sends a command.
     *
     * @return completes when what the command did is durable, on the commit thread
     */
    public <R> CompletableFuture<Outcome<R>> submit(Command<R> command) {
        CompletableFuture<Outcome<R>> reply = new CompletableFuture<>();
        submit(command, reply::complete);
        return reply;
    }

    /**
     * Sends a command.
     *
     * @param reply is given what became of it, once: when what it did is durable, on the commit thread, or at once when the
     *     engine does not take it; returns quickly
     */
    public <R> void submit(Command<R> command, Consumer<? super Outcome<R>> reply) {
        submit(command, new Work<>(null, command, reply));
    }

    /**
     * Sends two commands that belong together: the engine takes both or none, decides on the second right after the first,
     * whatever became of that, and makes what they did durable with one fsync.
     *
     * @return the second's; completes as with a single one
     */
    public <R> CompletableFuture<Outcome<R>> submit(Command<?> first, Command<R> second) {
        CompletableFuture<Outcome<R>> reply = new CompletableFuture<>();
        submit(second, new Work<>(first, second, reply::complete));
        return reply;
    }

    private <R> void submit(Command<R> command, Work<R> work) {
        if (!accepting) {
            monitor.rejected(command, ErrorCode.UNAVAILABLE);
            work.refuse(ErrorCode.UNAVAILABLE, "the server is starting or stopping; try again in a moment");
        } else if (!queue.offer(work)) {
            monitor.rejected(command, ErrorCode.BUSY);
            work.refuse(ErrorCode.BUSY, "the server has too many requests waiting; try again in a moment");
        } else if (!accepting && queue.remove(work)) {
            // the engine ended in between, and may have emptied its queue before this came into it
            work.refuse(ErrorCode.UNAVAILABLE, "the server stops");
        }
    }

    /** Refuses new commands, finishes those that wait, and returns when all that was accepted is durable and answered. */
    @Override
    public void close() {
        accepting = false;
        running = false;
        wakeUp();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        commits.close();
        refuseWaiting();
    }

    /** Ends the engine's waiting. Not by an interrupt: that could hit the log in the middle of an append. */
    private void wakeUp() {
        boolean unused = queue.offer(new Work<>(null, null, outcome -> {})); // a full queue needs no waking
    }

    private void loop() {
        List<Work<?>> batch = new ArrayList<>(MAX_BATCH_COMMANDS);
        try {
            while (running || !queue.isEmpty()) {
                Work<?> first = poll();
                if (first != null) {
                    batch.add(first);
                    gather(batch);
                    process(batch);
                    batch.clear();
                }
                look(false);
            }
            look(true);
        } catch (RuntimeException | Error e) {
            stopAfter(e, batch);
        }
    }

    /**
     * Takes what else waits. When the batch before was no small one, those who are about to submit do so first, if they wait for a
     * processor: fewer, larger batches leave them more of it. An idle machine has nobody who waits.
     */
    @SuppressWarnings("ThreadPriorityCheck") // nothing but speed depends on it
    private void gather(List<Work<?>> batch) {
        if (lastSize >= SMALL_BATCH) {
            Thread.yield();
        }
        queue.drainTo(batch, MAX_BATCH_COMMANDS - 1);
        lastSize = batch.size();
    }

    private void look(boolean isLast) {
        Runnable told = betweenBatches.at(position, isLast);
        if (told != null) {
            commits.put(List.of(), List.of(told));
        }
    }

    private void stopAfter(Throwable fault, List<Work<?>> batch) {
        accepting = false;
        running = false;
        // Nobody is told that these were accepted: whether they are on disk is not known.
        batch.forEach(work -> work.refuse(ErrorCode.INTERNAL, "the server failed and stops: " + fault));
        refuseWaiting();
        faults.fatal("the engine stopped after position " + log.lastPosition(), fault);
    }

    private @Nullable Work<?> poll() {
        try {
            return queue.poll(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return queue.poll();
        }
    }

    private void process(List<Work<?>> batch) {
        List<RecordedEvent> recorded = new ArrayList<>();
        List<Runnable> replies = new ArrayList<>(batch.size());
        for (Work<?> work : batch) {
            replies.add(decide(work, recorded));
        }
        if (!recorded.isEmpty()) {
            log.append(recorded);
        }
        monitor.processed(batch.size(), recorded.size());
        commits.put(recorded, replies);
    }

    private <R> Runnable decide(Work<R> work, List<RecordedEvent> recorded) {
        if (work.command() == null) {
            return () -> {};
        }
        if (work.first() != null) {
            decide(work.first(), recorded);
        }
        Outcome<R> outcome = decide(work.command(), recorded);
        return () -> work.reply().accept(outcome);
    }

    private <R> Outcome<R> decide(Command<R> command, List<RecordedEvent> recorded) {
        Instant now = clock.now();
        Decision<R> decision = consider(command, now);
        tell(command, decision.outcome());
        Set<ExperimentId> touched = new LinkedHashSet<>();
        if (decision.touched() != null) {
            touched.add(decision.touched());
        }
        record(decision.events(), command.name(), now, recorded, touched);
        for (ExperimentId experiment : touched) {
            follow(experiment, now, recorded);
        }
        return decision.outcome();
    }

    private <R> Decision<R> consider(Command<R> command, Instant now) {
        try {
            return commands.handle(command, now);
        } catch (RuntimeException e) {
            // Handlers are pure: nothing has happened, so this defect costs one command and not the server.
            LOG.error("a command handler failed [command: {}]", command, e);
            return Decision.reject(ErrorCode.INTERNAL, "the server failed on this request: " + e);
        }
    }

    private <R> void tell(Command<R> command, Outcome<R> outcome) {
        if (outcome instanceof Outcome.Rejected<R> rejected) {
            monitor.rejected(command, rejected.rejection().code());
        } else {
            monitor.accepted(command);
        }
    }

    private void follow(ExperimentId experiment, Instant now, List<RecordedEvent> recorded) {
        for (int round = 0; round < MAX_FOLLOW_UP_ROUNDS; round++) {
            List<? extends Event> events = followUp.next(experiment, now);
            if (events.isEmpty()) {
                return;
            }
            record(events, "@" + position, now, recorded, new LinkedHashSet<>());
        }
        throw new IllegalStateException("scheduling does not come to rest [experiment: " + experiment + "]");
    }

    private void record(
            List<? extends Event> events,
            String cause,
            Instant now,
            List<RecordedEvent> recorded,
            Set<ExperimentId> touched) {
        for (Event event : events) {
            position++;
            RecordedEvent next = new RecordedEvent(position, now, cause, event);
            appliers.apply(next);
            recorded.add(next);
            if (event instanceof ExperimentEvent inExperiment && followUp.canFollow(event)) {
                touched.add(inExperiment.experiment());
            }
        }
    }

    private void refuseWaiting() {
        List<Work<?>> waiting = new ArrayList<>();
        queue.drainTo(waiting);
        waiting.forEach(work -> work.refuse(ErrorCode.UNAVAILABLE, "the server stops"));
        if (!waiting.isEmpty()) {
            LOG.info("{} commands were refused because the server stops", waiting.size());
        }
    }
}
