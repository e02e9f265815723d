package io.trialog.trainingservice.local;

import io.trialog.spi.training.AttemptOutcome;
import io.trialog.spi.training.AttemptOutcome.Cause;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides how an attempt ended, from what it left behind. */
final class Verdict {

    private Verdict() {}

    /**
     * @param kill the decision to end it, when there was one
     * @param exit how the command ended, when that is known
     */
    static AttemptOutcome of(AttemptDirectory directory, Optional<Kill> kill, Optional<Exit> exit) throws IOException {
        Instant endedAt = exit.map(Exit::endedAt).orElseGet(Instant::now);
        List<String> reports = ReportSpool.lines(directory.reportSpool(), ReportSpool.MAX_BYTES);
        return cause(directory, kill.filter(decision -> exit.isEmpty() || decision.caused(exit.get())), exit)
                .withEndedAt(endedAt)
                .withUndeliveredReports(reports);
    }

    private static AttemptOutcome cause(AttemptDirectory directory, Optional<Kill> kill, Optional<Exit> exit) {
        if (kill.isPresent()) {
            return kill.get().cause() == Cause.TIMED_OUT
                    ? AttemptOutcome.timedOut().withMessage("it ran longer than its time limit")
                    : AttemptOutcome.killed();
        }
        if (exit.isEmpty()) {
            return AttemptOutcome.lost("the processes of the attempt are gone and left no exit code; was the machine"
                    + " restarted, or the shell above the command killed? [" + directory.path() + "]");
        }
        AttemptOutcome outcome = AttemptOutcome.exited(exit.get().code());
        String lastWords = FileTail.of(directory.stderr());
        return lastWords.isEmpty() ? outcome : outcome.withMessage(lastWords);
    }
}
