package io.trialog.cli;

import io.trialog.adapter.json.EventTypeNames;
import io.trialog.event.Event;
import io.trialog.event.ExperimentEvent;
import io.trialog.event.ExperimentId;
import io.trialog.event.RecordedEvent;
import io.trialog.event.TrialEvent;
import io.trialog.port.EventLog;
import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which events somebody wants to see.
 *
 * @param experiment null for all
 * @param from the first position
 * @param to the last position
 * @param since recorded then or later; null for always
 * @param until recorded then or before; null for always
 * @param types names of types; empty for all
 * @param trials numbers of trials; empty for all, and for events of no trial
 */
record EventFilter(
        @Nullable ExperimentId experiment,
        long from,
        long to,
        @Nullable Instant since,
        @Nullable Instant until,
        Set<String> types,
        Set<Long> trials)
        implements Predicate<RecordedEvent> {

    EventFilter {
        types = Set.copyOf(types);
        trials = Set.copyOf(trials);
    }

    /** The same for one experiment. */
    EventFilter of(ExperimentId id) {
        return new EventFilter(id, from, to, since, until, types, trials);
    }

    /** Gives the events of a log to {@code visitor} until it answers false; reads no more of the log than it has to. */
    void read(EventLog log, Predicate<RecordedEvent> visitor) {
        log.read(
                from,
                event -> event.position() <= to && (!test(event) || visitor.test(event)) && event.position() < to);
    }

    @Override
    public boolean test(RecordedEvent recorded) {
        return recorded.position() >= from
                && recorded.position() <= to
                && (since == null || !recorded.at().isBefore(since))
                && (until == null || !recorded.at().isAfter(until))
                && (types.isEmpty() || types.contains(EventTypeNames.of(recorded.event())))
                && isOfExperiment(recorded.event())
                && isOfTrial(recorded.event());
    }

    private boolean isOfExperiment(Event event) {
        return experiment == null
                || (event instanceof ExperimentEvent one && one.experiment().equals(experiment));
    }

    private boolean isOfTrial(Event event) {
        return trials.isEmpty() || (event instanceof TrialEvent one && trials.contains(one.number()));
    }
}
