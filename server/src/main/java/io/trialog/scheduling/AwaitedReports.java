package io.trialog.scheduling;

import io.trialog.engine.CommandSender;
import io.trialog.event.ExperimentId;
import io.trialog.experiment.KafkaSettings;
import io.trialog.experiment.TransportSettings;
import io.trialog.port.Transports;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.TrialRow;
import io.trialog.spi.training.AttemptKey;
import io.trialog.spi.training.AttemptOutcome;
import io.trialog.trial.RecordAttemptAwaited;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Lets the end of an attempt wait for a final report that its trial has sent and nobody has read yet. Only where such a report
 * can be: reports come over Kafka, the attempt exited with 0, and none is known. Any thread.
 */
final class AwaitedReports {

    private final ExperimentId experiment;
    private final TransportSettings settings;
    private final Transports transports;
    private final ExperimentBoard board;
    private final CommandSender sender;
    private final Executor afterAWhile;
    private final Map<AttemptKey, CompletableFuture<Void>> waits = new ConcurrentHashMap<>();

    /**
     * Awaits nothing yet.
     *
     * @param afterAWhile runs what it is given later: waits that are over by then are not worth a line in the log
     */
    AwaitedReports(
            ExperimentId experiment,
            TransportSettings settings,
            Transports transports,
            ExperimentBoard board,
            CommandSender sender,
            Executor afterAWhile) {
        this.experiment = experiment;
        this.settings = settings;
        this.transports = transports;
        this.board = board;
        this.sender = sender;
        this.afterAWhile = afterAWhile;
    }

    /** Whether such a report can be, as far as the outcome tells. */
    boolean mayBe(AttemptOutcome outcome) {
        return settings.takesReportsFromKafka()
                && outcome.cause() == AttemptOutcome.Cause.EXITED
                && outcome.exitCode().orElse(-1) == 0;
    }

    /** Completes, never exceptionally, when the end of an attempt can be recorded; what it left behind is recorded before. */
    CompletableFuture<Void> before(AttemptKey key, AttemptOutcome outcome) {
        if (!mayBe(outcome) || !isWanted(key)) {
            return CompletableFuture.completedFuture(null);
        }
        // told again, as after a silence, it waits no second time
        CompletableFuture<Void> wait = waits.computeIfAbsent(key, unused -> transports.recorded(settings));
        if (!isWanted(key)) {
            release(key); // the stop came in between
        }
        if (!wait.isDone()) {
            afterAWhile.execute(() -> note(key, wait));
        }
        return wait.handle((done, failure) -> {
            waits.remove(key, wait);
            return null;
        });
    }

    /** The end of an attempt need not wait any longer: its final report is there, or nobody wants it. */
    void release(AttemptKey key) {
        CompletableFuture<Void> wait = waits.remove(key);
        if (wait != null) {
            wait.cancel(false);
        }
    }

    /** Whether a final report would make a difference. */
    private boolean isWanted(AttemptKey key) {
        return row(key).filter(trial -> trial.value() == null && !trial.isStopRequested())
                .isPresent();
    }

    private void note(AttemptKey key, CompletableFuture<Void> wait) {
        KafkaSettings kafka = settings.kafka();
        String reason = "exited with code 0; waiting for its reports in Kafka's topic " + kafka.reportTopic() + " at "
                + String.join(",", kafka.bootstrapServers());
        boolean isNoted =
                row(key).filter(trial -> reason.equals(trial.reason())).isPresent();
        if (!wait.isDone() && !isNoted) {
            sender.post(new RecordAttemptAwaited(key, reason));
        }
    }

    private Optional<TrialRow> row(AttemptKey key) {
        return board.trial(experiment, key.trialNumber()).filter(trial -> trial.attempt() == key.attempt());
    }
}
