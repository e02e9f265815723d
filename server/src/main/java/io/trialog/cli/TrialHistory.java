package io.trialog.cli;

import io.trialog.event.AttemptEnded;
import io.trialog.event.AttemptScheduled;
import io.trialog.event.AttemptStarted;
import io.trialog.event.MetricReported;
import io.trialog.event.RecordedEvent;
import io.trialog.event.TrialEvent;
import io.trialog.port.EventLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a trial.
 *
 * @param attempts by number
 * @param reports of all attempts, as recorded
 */
record TrialHistory(List<Attempt> attempts, List<RecordedEvent> reports) {

    TrialHistory {
        attempts = List.copyOf(attempts);
        reports = List.copyOf(reports);
    }

    /**
     * One execution.
     *
     * @param ended how; null while it runs
     */
    record Attempt(
            int number,
            Instant scheduledAt,
            @Nullable Instant startedAt,
            @Nullable AttemptEnded ended) {

        Map<String, @Nullable Object> json() {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("attempt", number);
            json.put("scheduledAt", scheduledAt.toString());
            json.put("startedAt", Objects.toString(startedAt, null));
            json.put("endedAt", ended == null ? null : Objects.toString(ended.endedAt(), null));
            json.put("cause", ended == null ? null : ended.cause().name());
            json.put("exitCode", ended == null ? null : ended.exitCode());
            json.put("message", ended == null ? null : ended.message());
            return json;
        }

        /** How it ended, for people: {@code exited, exit code 1}. */
        String end() {
            if (ended == null) {
                return startedAt == null ? "waits" : "runs";
            }
            Integer code = ended.exitCode();
            return ended.cause().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                    + (code == null ? "" : ", exit code " + code)
                    + (ended.message() == null ? "" : ": " + PrintableText.of(ended.message(), 80));
        }
    }

    /** Reads it from the log, from the experiment's beginning on. */
    static TrialHistory read(OpenedExperiment opened, long number) {
        EventLog log = opened.data().log();
        Map<Integer, Attempt> attempts = new LinkedHashMap<>();
        List<RecordedEvent> reports = new ArrayList<>();
        log.read(opened.board().beginning(opened.id()).orElse(1), recorded -> {
            if (recorded.event() instanceof TrialEvent event
                    && event.number() == number
                    && event.experiment().equals(opened.id())) {
                take(recorded, attempts, reports);
            }
            return true;
        });
        return new TrialHistory(List.copyOf(attempts.values()), reports);
    }

    private static void take(RecordedEvent recorded, Map<Integer, Attempt> attempts, List<RecordedEvent> reports) {
        if (recorded.event() instanceof AttemptScheduled scheduled) {
            attempts.put(scheduled.attempt(), new Attempt(scheduled.attempt(), recorded.at(), null, null));
        } else if (recorded.event() instanceof AttemptStarted started) {
            attempts.computeIfPresent(
                    started.attempt(),
                    (n, known) -> new Attempt(n, known.scheduledAt(), started.startedAt(), known.ended()));
        } else if (recorded.event() instanceof AttemptEnded ended) {
            attempts.computeIfPresent(
                    ended.attempt(), (n, known) -> new Attempt(n, known.scheduledAt(), known.startedAt(), ended));
        } else if (recorded.event() instanceof MetricReported) {
            reports.add(recorded);
        }
    }
}
