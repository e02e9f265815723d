package io.trialog.adapter.json;

import io.trialog.event.AssessorFailed;
import io.trialog.event.AttemptAwaited;
import io.trialog.event.AttemptEnded;
import io.trialog.event.AttemptRevived;
import io.trialog.event.AttemptScheduled;
import io.trialog.event.AttemptSilent;
import io.trialog.event.AttemptStarted;
import io.trialog.event.EndCause;
import io.trialog.event.Event;
import io.trialog.event.ExperimentCreated;
import io.trialog.event.ExperimentDeleted;
import io.trialog.event.ExperimentId;
import io.trialog.event.ExperimentState;
import io.trialog.event.ExperimentStateChanged;
import io.trialog.event.Failure;
import io.trialog.event.LimitsChanged;
import io.trialog.event.MetricKind;
import io.trialog.event.MetricReported;
import io.trialog.event.Outlook;
import io.trialog.event.ProposalTerms;
import io.trialog.event.RecordedEvent;
import io.trialog.event.ReportRefused;
import io.trialog.event.ReportsConsumed;
import io.trialog.event.RequeueCause;
import io.trialog.event.ResultImported;
import io.trialog.event.SearchSpaceChanged;
import io.trialog.event.ServerStarted;
import io.trialog.event.StopCause;
import io.trialog.event.SuggestionsAnswered;
import io.trialog.event.SuggestionsRequested;
import io.trialog.event.TrialDequeued;
import io.trialog.event.TrialEnded;
import io.trialog.event.TrialEnqueued;
import io.trialog.event.TrialProposed;
import io.trialog.event.TrialRequeued;
import io.trialog.event.TrialState;
import io.trialog.event.TrialStopRequested;
import io.trialog.event.TrialValueAveraged;
import io.trialog.event.TunerFailed;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One event of every type, and more of those with special cases: the records of {@code golden-events.jsonl}, line by line.
 * Add at the end; a line that was once released stays.
 */
final class GoldenEvents {

    private static final ExperimentId ID = new ExperimentId("q3kx9abd");
    private static final Instant AT = Instant.parse("2026-03-01T09:30:00.123456789Z");

    private GoldenEvents() {}

    static List<RecordedEvent> all() {
        List<Event> events = List.of(
                new ServerStarted("0.1.0", 4711),
                new ExperimentCreated(ID, configuration()),
                new ExperimentStateChanged(ID, ExperimentState.RUNNING, null),
                new SuggestionsRequested(ID, 0, 2),
                new TrialProposed(ID, 0, assignment(), "random"),
                new TrialProposed(ID, 1, Map.of(), null),
                new SuggestionsAnswered(ID, 4, 2, Outlook.MORE, null),
                new AttemptScheduled(ID, 0, 1),
                new AttemptStarted(ID, 0, 1, Instant.parse("2026-03-01T09:30:01Z")),
                new MetricReported(
                        ID,
                        0,
                        1,
                        1,
                        MetricKind.INTERMEDIATE,
                        Map.of("default", 0.1),
                        Instant.parse("2026-03-01T09:30:02.5Z")),
                new MetricReported(ID, 0, 1, 2, MetricKind.FINAL, values(), null),
                new ReportRefused(ID, 0, 1, 3, "value: \"high\" (expected: a number)"),
                new AttemptEnded(ID, 0, 1, EndCause.EXITED, 0, null, Instant.parse("2026-03-01T09:31:00.001Z")),
                new TrialEnded(ID, 0, TrialState.SUCCEEDED, 0.9375, null, null),
                new TrialEnded(ID, 1, TrialState.FAILED, Double.NaN, "not a number", null),
                new TrialEnded(ID, 2, TrialState.FAILED, null, "exit code 1", null),
                new TrialStopRequested(ID, 3, 1, StopCause.ASSESSOR, "below the median"),
                new TrialRequeued(ID, 4, "lost", null),
                LimitsChanged.trials(ID, 100),
                new LimitsChanged(ID, null, null, null, null, null),
                new TunerFailed(ID, "tpe 1.0", "no \u00e9lan \ud83d\ude00", "at a.B.c(B.java:7)\n\tat a.D.e"),
                new AssessorFailed(ID, "median-stop 1.0", "", ""),
                new AttemptSilent(ID, 5, 2, "no heartbeat for 60 s"),
                new AttemptRevived(ID, 5, 2, "a heartbeat"),
                new TrialEnded(ID, 5, TrialState.FAILED, null, "MemoryError", Failure.OUT_OF_MEMORY),
                new TrialRequeued(ID, 5, "tried again", RequeueCause.RETRY),
                new SuggestionsAnswered(ID, 4, 1, Outlook.WAITING, "trialog-tuners 0.1.0"),
                new LimitsChanged(ID, null, 4, "7200s", "90s", List.of("maxTrialNumber")),
                new AttemptScheduled(ID, 6, 2, "ask-17", "gpu-7", 300),
                new AttemptScheduled(ID, 7, 1, "ask-18", null, null),
                new SearchSpaceChanged(ID, Map.of("lr", Map.of("_value", List.of(1L, 0.5)))),
                new TrialEnqueued(ID, Map.of("lr", 0.001)),
                TrialProposed.queued(ID, 6, Map.of("lr", 0.001)),
                new TrialDequeued(ID, 30, "does not fit"),
                new ResultImported(ID, Map.of("units", 3L), -0.5),
                new ExperimentDeleted(ID),
                new SuggestionsAnswered(ID, 4, 2, Outlook.MORE, "trialog-tuners 0.1.0", List.of(0, 2), List.of(1)),
                new TrialValueAveraged(ID, 0, 0.25, 3),
                new TrialEnded(ID, 8, TrialState.SUCCEEDED, 0.5, null, null, Map.of("acc", 0.5)),
                new TrialEnded(ID, 9, TrialState.FAILED, Double.NaN, "odd", Failure.NOT_FINITE, odd()),
                new ResultImported(ID, Map.of("units", 3L), -0.5, Map.of("acc", -0.5), null),
                new TrialProposed(ID, 7, Map.of("lr", 0.5), null, new ProposalTerms("bracket 2", 27.0, 3L)),
                new ResultImported(ID, Map.of("units", 3L), -0.5, null, 27.0),
                new ReportsConsumed("trialog-reports@Vx3uJ1n0S2ykZ5Jm8kQ0aA", Map.of(0, 17L, 11, 1L << 40)),
                new AttemptAwaited(ID, 5, 2, "its reports"));
        List<RecordedEvent> recorded = new ArrayList<>();
        for (Event event : events) {
            long position = recorded.size() + 1L;
            String cause = position % 3 == 0 ? "@" + (position - 1) : "createExperiment";
            recorded.add(new RecordedEvent(position, AT.plusSeconds(position), cause, event));
        }
        return List.copyOf(recorded);
    }

    private static Map<String, Double> odd() {
        Map<String, Double> odd = new LinkedHashMap<>();
        odd.put("acc", Double.NaN);
        odd.put("size", 2.0);
        return odd;
    }

    private static Map<String, Object> configuration() {
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("name", "digits");
        configuration.put("seed", Long.MIN_VALUE);
        configuration.put("beyondLong", BigInteger.TWO.pow(64));
        configuration.put("maxTrialNumber", 24L);
        configuration.put("assessor", null);
        configuration.put("searchSpace", Map.of("lr", Map.of("_value", List.of(1e-4, 0.1))));
        return configuration;
    }

    /** Keys out of alphabetical order, nulls, and numbers that must keep being whole or not. */
    private static Map<String, Object> assignment() {
        Map<String, Object> assignment = new LinkedHashMap<>();
        assignment.put("units", 64L);
        assignment.put("lr", 0.001);
        assignment.put("decay", 1.0);
        assignment.put("batch", Arrays.asList(1L, null, 2.5, "x"));
        assignment.put("augment", true);
        assignment.put("dropout", null);
        return assignment;
    }

    private static Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("default", Double.NaN);
        values.put("up", Double.POSITIVE_INFINITY);
        values.put("down", Double.NEGATIVE_INFINITY);
        values.put("negativeZero", -0.0);
        values.put("smallest", Double.MIN_VALUE);
        values.put("largest", Double.MAX_VALUE);
        values.put("shortest", 2.0E-3);
        return values;
    }
}
