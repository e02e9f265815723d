package io.trialog.scheduling;

import io.trialog.engine.CommandSender;
import io.trialog.engine.Outcome;
import io.trialog.event.EndCause;
import io.trialog.metric.Report;
import io.trialog.metric.ReportMetrics;
import io.trialog.port.TrialFormat;
import io.trialog.spi.training.AttemptKey;
import io.trialog.spi.training.AttemptListener;
import io.trialog.spi.training.AttemptOutcome;
import io.trialog.trial.RecordAttemptEnded;
import io.trialog.trial.RecordAttemptStarted;
import java.time.Instant;
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

    AttemptEvents(TrialFormat format, CommandSender sender, AwaitedReports awaited) {
        this.format = format;
        this.sender = sender;
        this.awaited = awaited;
    }

    @Override
    public void started(AttemptKey key, Instant startedAt) {
        sender.post(new RecordAttemptStarted(key, startedAt));
    }

    @Override
    public void ended(AttemptKey key, AttemptOutcome outcome) {
        List<Report> reports = format.spooledReports(outcome.undeliveredReports());
        CompletableFuture<?> delivered = CompletableFuture.completedFuture(null);
        for (int from = 0; from < reports.size(); from += REPORTS_PER_COMMAND) {
            List<Report> some = reports.subList(from, Math.min(reports.size(), from + REPORTS_PER_COMMAND));
            delivered = delivered.thenCompose(before -> sender.send(ReportMetrics.leftBehind(key, some)));
        }
        CommandSender.complete(
                "RecordAttemptEnded",
                delivered
                        .thenCompose(before -> awaited.before(key, outcome))
                        .thenCompose(before -> sendEnd(key, outcome)));
    }

    private CompletableFuture<Outcome<Boolean>> sendEnd(AttemptKey key, AttemptOutcome outcome) {
        Integer exitCode = outcome.exitCode().isPresent() ? outcome.exitCode().getAsInt() : null;
        return sender.send(new RecordAttemptEnded(
                key,
                cause(outcome.cause()),
                exitCode,
                outcome.message().orElse(null),
                outcome.endedAt().orElse(null)));
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
