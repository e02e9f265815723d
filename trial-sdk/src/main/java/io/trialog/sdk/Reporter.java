package io.trialog.sdk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Delivers reports from one daemon thread, the way the trial protocol says, and heartbeats when there are none.
 *
 * <p>{@link #report} and {@link #close} may be called by any thread; everything private below the line is the delivering thread's.
 */
final class Reporter implements ReportSink {

    private final Delivery delivery;
    private final Spool spool;
    private final ReporterLimits limits;
    private final Consumer<String> messages;
    private final ReportQueue queue;
    private final Outage outage;
    private final Heartbeats heartbeats;
    private final ExitPatience patience;

    /** Whether a close has waited in vain, and nothing was delivered since: the next one need not wait again. */
    private volatile boolean gaveUp;

    private ReportQueue.Undelivered told = new ReportQueue.Undelivered(0, 0);

    /** Whether a delivery is tried in an outage, for half a minute if need be, in which nobody else puts new reports into the spool. */
    private volatile boolean retrying;

    private boolean stopped;
    private long sentBelow;
    private boolean foreignReportsTold;

    private Reporter(
            Delivery delivery, @Nullable Lease lease, Spool spool, ReporterLimits limits, Consumer<String> messages) {
        this.delivery = delivery;
        this.spool = spool;
        this.limits = limits;
        this.messages = messages;
        this.queue = new ReportQueue(spool, limits, messages);
        this.outage = new Outage(limits);
        this.heartbeats = new Heartbeats(delivery, lease, limits.heartbeatTimeout(), System::nanoTime);
        this.patience = new ExitPatience(limits);
    }

    /**
     * @param lease {@code null} for no heartbeats
     */
    static Reporter start(
            Delivery delivery, @Nullable Lease lease, Spool spool, ReporterLimits limits, Consumer<String> messages) {
        Reporter reporter = new Reporter(delivery, lease, spool, limits, messages);
        Thread thread = new Thread(reporter::run, "trialog-reports");
        thread.setDaemon(true);
        thread.start();
        return reporter;
    }

    @Override
    public void report(Report.Kind kind, MetricValue value) {
        if (value.problem() == null) {
            queue.add(kind, value.json(), Instant.now());
            if (retrying) {
                queue.spoolWaiting();
            }
        } else {
            messages.accept("the " + kind.text() + " result is not reported: " + value.problem());
        }
    }

    @Override
    public synchronized void close() {
        patience.begin();
        queue.wake();
        if (!queue.isEmpty()) {
            heartbeats.abandon(); // the end waits for reports only
            delivery.hurry(limits.exit().dividedBy(2));
        }
        try {
            long seen = queue.changes();
            while (!gaveUp && !queue.isEmpty() && patience.nanosLeft() > 0) {
                queue.awaitChange(seen, patience.nanosLeft());
                seen = queue.changes();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        gaveUp = !queue.isEmpty();
        queue.spoolWaiting();
        tellWhatRemains();
        patience.end();
    }

    /** Closes, and gives back what must not outlive the program; even then more can be reported. */
    void end() {
        close();
        delivery.end();
    }

    private void tellWhatRemains() {
        ReportQueue.Undelivered undelivered = queue.undelivered();
        if (undelivered.equals(told)) {
            return;
        }
        told = undelivered;
        if (undelivered.kept() > 0) {
            messages.accept(Messages.count(undelivered.kept()) + " could not be delivered to " + delivery.address()
                    + ": kept in " + spool + ", where the server looks for them");
        }
        if (undelivered.inMemory() > 0) {
            messages.accept(Messages.count(undelivered.inMemory()) + " could not be delivered to " + delivery.address()
                    + ": lost, as no spool file could be written");
        }
    }

    // ---- the delivering thread

    private void run() {
        try {
            while (true) {
                long seen = queue.changes();
                if (!queue.isEmpty()) {
                    deliverGuarded();
                } else if (heartbeats.nanosLeft() > 0) {
                    queue.awaitChange(seen, heartbeats.nanosLeft());
                } else {
                    heartbeats.send();
                }
            }
        } catch (InterruptedException nobodyDoesThat) {
            messages.accept("the reporting thread was interrupted; results are reported no more");
        }
    }

    private void deliverGuarded() throws InterruptedException {
        try {
            deliver();
        } catch (RuntimeException defect) { // must not end the delivery of all further reports
            failed(defect.toString());
        }
    }

    private void deliver() throws InterruptedException {
        if (stopped) {
            queue.leaveToSpool();
            return;
        }
        List<Report> batch = queue.firstBatch();
        if (batch.isEmpty()) {
            return;
        }
        long firstTimeFrom = sentBelow;
        sentBelow = Math.max(sentBelow, batch.get(batch.size() - 1).sequence() + 1);
        heartbeats.postpone();
        try {
            handle(post(batch), batch, firstTimeFrom);
        } catch (DeliveryException failure) {
            if (!failure.isStale()) {
                failed(String.valueOf(failure.getMessage()));
            }
        }
    }

    private Answer post(List<Report> batch) throws DeliveryException, InterruptedException {
        if (!outage.lasts()) {
            return delivery.postReports(batch, requestTimeout());
        }
        retrying = true; // before the spooling: what is reported from now on, report() puts there
        try {
            queue.spoolWaiting();
            return delivery.postReports(batch, requestTimeout());
        } finally {
            retrying = false;
        }
    }

    private Duration requestTimeout() {
        long nanos = Math.min(patience.nanosLeft(), limits.requestTimeout().toNanos());
        return Duration.ofNanos(Math.max(nanos, Duration.ofMillis(100).toNanos()));
    }

    private void handle(Answer answer, List<Report> batch, long firstTimeFrom) throws InterruptedException {
        switch (answer.status()) {
            case 200 -> settle(answer.results(), batch, firstTimeFrom);
            case 429 -> {
                patience.bearWithBusyServer(answer.retryAfter() == null ? limits.longestPause() : answer.retryAfter());
                pause("is busy (" + answer.message() + ")", answer.retryAfter());
            }
            case 503 -> pause("is busy (" + answer.message() + ")", answer.retryAfter());
            case 401, 404 -> {
                // Another server may have taken the old port; only when the address is still right is the answer final.
                if (!delivery.address().relocate()) {
                    stop(answer);
                }
            }
            default -> {
                if (answer.isRefusal() && answer.status() != 408) {
                    queue.remove(batch);
                    messages.accept("the server at " + delivery.address() + " refused " + Messages.count(batch.size())
                            + ": " + answer.message());
                } else {
                    failed(answer.message());
                }
            }
        }
    }

    private void settle(Map<Long, Answer.Result> results, List<Report> batch, long firstTimeFrom)
            throws InterruptedException {
        List<Report> settled = new ArrayList<>();
        for (Report report : batch) {
            Answer.Result result = results.get(report.sequence());
            if (result != null && result.outcome() != Answer.Outcome.UNKNOWN) {
                settled.add(report);
                tellOddOutcome(report, result, report.sequence() >= firstTimeFrom);
            }
        }
        if (settled.isEmpty()) { // somebody else listens on the port now
            failed("the answer is not that of a Trialog server");
            return;
        }
        if (outage.over()) {
            messages.accept("results are delivered again");
        }
        gaveUp = false;
        queue.remove(settled);
    }

    private void tellOddOutcome(Report report, Answer.Result result, boolean sentFirstTime) {
        if (result.outcome() == Answer.Outcome.REFUSED) {
            messages.accept("the server refused the " + report.kind().text() + " result number " + report.sequence()
                    + ": " + result.message());
        } else if (result.outcome() == Answer.Outcome.DUPLICATE && sentFirstTime && !foreignReportsTold) {
            foreignReportsTold = true;
            messages.accept("the server already has a result number " + report.sequence()
                    + " of this attempt from another process; results of this process are lost"
                    + " (expected: one process of a trial reports)");
        }
    }

    private void stop(Answer answer) {
        stopped = true;
        heartbeats.end();
        messages.accept(
                "the server at " + delivery.address() + " does not take this trial's reports (" + answer.message()
                        + "); reporting stops" + (spool.usable() ? ", further results are only kept in " + spool : ""));
        queue.leaveToSpool();
    }

    private void failed(String reason) throws InterruptedException {
        if (!delivery.address().relocate()) {
            pause("cannot be reached (" + reason + ")", null);
        }
    }

    /**
     * Pauses before the next delivery, putting into the spool what is reported meanwhile. The end of the program cuts a pause of our own
     * choosing short, and begins with short pauses again.
     */
    private void pause(String reason, @Nullable Duration asked) throws InterruptedException {
        boolean wasClosing = patience.isTried();
        Duration pause = asked == null ? outage.pause() : bounded(asked);
        long start = System.nanoTime();
        if (outage.mustBeTold(start)) {
            messages.accept("the server at " + delivery.address() + " " + reason
                    + "; the training goes on, its results wait and are sent again");
        }
        while (true) {
            long seen = queue.changes();
            queue.spoolWaiting();
            if (patience.isTried() && !wasClosing && asked == null) {
                outage.shortenPauses();
                return;
            }
            long left = pause.toNanos() - (System.nanoTime() - start);
            if (left <= 0) {
                return;
            }
            // A server that is only busy hears of us as ever; one that is away will, by the next delivery.
            boolean withHeartbeats = asked != null && !patience.isTried();
            long toHeartbeat = withHeartbeats ? heartbeats.nanosLeft() : Long.MAX_VALUE;
            if (toHeartbeat > 0) {
                queue.awaitChange(seen, Math.min(left, toHeartbeat));
            } else if (heartbeats.send()) {
                return;
            }
        }
    }

    /** A pause that the server asked for; one that says "at once" for long is not to be flooded. */
    private Duration bounded(Duration asked) {
        Duration atLeast = asked.compareTo(limits.firstPause()) < 0 ? limits.firstPause() : asked;
        return atLeast.compareTo(limits.longestRetryAfter()) > 0 ? limits.longestRetryAfter() : atLeast;
    }
}
