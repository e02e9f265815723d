package io.trialog.scheduling;

import io.trialog.engine.CommandSender;
import io.trialog.event.EndCause;
import io.trialog.metric.Report;
import io.trialog.metric.ReportMetrics;
import io.trialog.port.TrialFormat;
import io.trialog.projection.activity.LaunchWaits;
import io.trialog.spi.training.AttemptKey;
import io.trialog.spi.training.AttemptListener;
import io.trialog.spi.training.AttemptOutcome;
import io.trialog.trial.RecordAttemptEnded;
import io.trialog.trial.RecordAttemptStarted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Brings what a training service saw back as commands: first the reports that a trial left behind, then, when no more are on
 * their way, its end.
 */
final class AttemptEvents implements AttemptListener {

    private static final int REPORTS_PER_COMMAND = 500;

    private final TrialFormat format;
    private final CommandSender sender;
    private final AwaitedReports awaited;
    private final LaunchWaits waits;

    AttemptEvents(TrialFormat format, CommandSender sender, AwaitedReports awaited, LaunchWaits waits) {
        this.format = format;
        this.sender = sender;
        this.awaited = awaited;
        this.waits = waits;
    }

    @Override
    public void waiting(AttemptKey key, String reason) {
        waits.note(key, reason);
    }

    @Override
    public void started(AttemptKey key, Instant startedAt) {
        waits.forget(key);
        sender.post(new RecordAttemptStarted(key, startedAt));
    }

    @Override
    public void ended(AttemptKey key, AttemptOutcome outcome) {
        waits.forget(key);
        CommandSender.complete("RecordAttemptEnded", send(leftBehind(key, outcome), key, outcome));
    }

    private CompletableFuture<?> send(List<ReportMetrics> leftBehind, AttemptKey key, AttemptOutcome outcome) {
        // The last go with the end, unless that may have to wait for others: one fsync less before the next trial.
        int together = leftBehind.isEmpty() || awaited.mayBe(outcome) ? 0 : 1;
        int alone = leftBehind.size() - together;
        CompletableFuture<?> delivered = CompletableFuture.completedFuture(null);
        for (ReportMetrics reports : leftBehind.subList(0, alone)) {
            delivered = delivered.thenCompose(before -> sender.send(reports));
        }
        RecordAttemptEnded end = end(key, outcome);
        return together > 0
                ? delivered.thenCompose(before -> sender.send(leftBehind.get(alone), end))
                : delivered.thenCompose(before -> awaited.before(key, outcome)).thenCompose(before -> sender.send(end));
    }

    private List<ReportMetrics> leftBehind(AttemptKey key, AttemptOutcome outcome) {
        List<Report> reports = format.spooledReports(outcome.undeliveredReports());
        List<ReportMetrics> commands = new ArrayList<>();
        for (int from = 0; from < reports.size(); from += REPORTS_PER_COMMAND) {
            commands.add(ReportMetrics.leftBehind(
                    key, reports.subList(from, Math.min(reports.size(), from + REPORTS_PER_COMMAND))));
        }
        return commands;
    }

    private static RecordAttemptEnded end(AttemptKey key, AttemptOutcome outcome) {
        Integer exitCode = outcome.exitCode().isPresent() ? outcome.exitCode().getAsInt() : null;
        return new RecordAttemptEnded(
                key,
                cause(outcome.cause()),
                exitCode,
                outcome.message().orElse(null),
                outcome.endedAt().orElse(null));
    }

    private static EndCause cause(AttemptOutcome.Cause cause) {
        return switch (cause) {
            case EXITED -> EndCause.EXITED;
            case KILLED -> EndCause.KILLED;
            case TIMED_OUT -> EndCause.TIMED_OUT;
            case LAUNCH_FAILED -> EndCause.LAUNCH_FAILED;
            case LOST -> EndCause.LOST;
        };
    }
}
