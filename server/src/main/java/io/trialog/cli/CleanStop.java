package io.trialog.cli;

import io.trialog.engine.Outcome;
import io.trialog.event.ExperimentId;
import io.trialog.event.ExperimentState;
import io.trialog.port.Clock;
import io.trialog.projection.ExperimentSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Stops what runs in a server before the server ends. */
final class CleanStop {

    /** Local trials have 5 s to end before they are killed; the rest is for slow disks. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final RunningServer server;
    private final Screen screen;
    private final Clock clock;

    CleanStop(RunningServer server, Screen screen, Clock clock) {
        this.server = server;
        this.screen = screen;
        this.clock = clock;
    }

    /** Stops all that runs, waits for it, and says what it was. */
    List<ExperimentId> stopAll(String reason) {
        List<ExperimentSummary> active = active();
        if (active.isEmpty()) {
            return List.of();
        }
        int trials =
                active.stream().mapToInt(summary -> summary.counts().running()).sum();
        screen.line("stopping: " + trials + " running trial" + (trials == 1 ? "" : "s")
                + " ... (Ctrl-C again ends at once)");
        List<CompletableFuture<Outcome<ExperimentId>>> requests = new ArrayList<>();
        for (ExperimentSummary summary : active) {
            if (summary.state() != ExperimentState.STOPPING) {
                requests.add(server.stop(summary.id(), reason));
            }
        }
        Instant deadline = clock.now().plus(PATIENCE);
        while ((!active().isEmpty() || requests.stream().anyMatch(request -> !request.isDone()))
                && clock.now().isBefore(deadline)) {
            LockSupport.parkNanos(TICK_NANOS);
        }
        active().forEach(summary -> screen.complain("trialog: experiment " + summary.id() + " did not stop in "
                + DurationText.of(PATIENCE) + "; its trials run on, and the next server finds them"));
        return active.stream().map(ExperimentSummary::id).toList();
    }

    private List<ExperimentSummary> active() {
        return server.board().experiments().stream().filter(CleanStop::isActive).toList();
    }

    /** Those on hold may still have trials that run. */
    private static boolean isActive(ExperimentSummary summary) {
        return summary.state().needsStop(summary.counts().running());
    }
}
