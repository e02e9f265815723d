package io.trialog.bootstrap;

import io.trialog.engine.Command;
import io.trialog.engine.Outcome;
import io.trialog.event.ExperimentCreated;
import io.trialog.event.ExperimentId;
import io.trialog.event.MetricReported;
import io.trialog.event.RecordedEvent;
import io.trialog.event.ReportRefused;
import io.trialog.event.SuggestionsAnswered;
import io.trialog.experiment.CreateExperiment;
import io.trialog.metric.ConsumeReports;
import io.trialog.metric.ReportMetrics;
import io.trialog.metric.ReportResult;
import io.trialog.spi.training.AttemptKey;
import io.trialog.tuning.RecordSuggestions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a log says once and for all: that an experiment was created, a report was made, a tuner's question was answered. */
final class RecordedFacts {

    private RecordedFacts() {}

    static Set<String> in(List<RecordedEvent> events) {
        return events.stream().flatMap(RecordedFacts::of).collect(Collectors.toSet());
    }

    static Stream<String> of(RecordedEvent recorded) {
        if (recorded.event() instanceof ExperimentCreated created) {
            return Stream.of(experiment(created.experiment()));
        } else if (recorded.event() instanceof SuggestionsAnswered answered) {
            return Stream.of(answer(answered.request()));
        } else if (recorded.event() instanceof MetricReported report) {
            return Stream.of(report(report.experiment(), report.number(), report.attempt(), report.sequence()));
        } else if (recorded.event() instanceof ReportRefused report) {
            return Stream.of(report(report.experiment(), report.number(), report.attempt(), report.sequence()));
        }
        return Stream.empty();
    }

    /** What somebody who got this answer may rely on. */
    static Set<String> promisedBy(Command<?> command, Outcome<?> outcome) {
        Object reply = ((Outcome.Accepted<?>) outcome).reply();
        if (command instanceof ReportMetrics reports) {
            return taken(reports, (List<?>) reply).collect(Collectors.toSet());
        }
        if (command instanceof ConsumeReports consumed) {
            Set<String> facts = new HashSet<>();
            for (int i = 0; i < consumed.reports().size(); i++) {
                if (((List<?>) reply).get(i) instanceof Outcome.Accepted<?> accepted) {
                    taken(consumed.reports().get(i), (List<?>) accepted.reply()).forEach(facts::add);
                }
            }
            return facts;
        }
        boolean isNews = !Boolean.FALSE.equals(reply);
        return isNews ? wantedBy(command).collect(Collectors.toSet()) : Set.of();
    }

    private static Stream<String> taken(ReportMetrics reports, List<?> results) {
        return results.stream()
                .map(ReportResult.class::cast)
                .filter(result -> result.status() != ReportResult.Status.REFUSED)
                .map(result -> report(reports.key(), result.sequence()));
    }

    /** The one thing that a command wants to be recorded, for the commands that want one. */
    static Stream<String> wantedBy(Command<?> command) {
        if (command instanceof CreateExperiment create) {
            return Stream.of(experiment(create.id()));
        } else if (command instanceof RecordSuggestions suggestions) {
            return Stream.of(answer(suggestions.request()));
        }
        return Stream.empty();
    }

    static String report(AttemptKey key, long sequence) {
        return report(new ExperimentId(key.experimentId()), key.trialNumber(), key.attempt(), sequence);
    }

    private static String report(ExperimentId experiment, long number, int attempt, long sequence) {
        return "report %d of attempt %d of %s-%d".formatted(sequence, attempt, experiment.value(), number);
    }

    private static String experiment(ExperimentId id) {
        return "experiment " + id.value();
    }

    private static String answer(long request) {
        return "answer to " + request;
    }
}
