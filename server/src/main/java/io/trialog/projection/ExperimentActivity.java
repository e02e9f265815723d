package io.trialog.projection;

import io.trialog.event.AssessorFailed;
import io.trialog.event.Event;
import io.trialog.event.EventType;
import io.trialog.event.ExperimentId;
import io.trialog.event.ExperimentState;
import io.trialog.event.ExperimentStateChanged;
import io.trialog.event.Failure;
import io.trialog.event.MetricReported;
import io.trialog.event.Outlook;
import io.trialog.event.RecordedEvent;
import io.trialog.event.RequeueCause;
import io.trialog.event.ResultImported;
import io.trialog.event.SearchSpaceChanged;
import io.trialog.event.SuggestionsAnswered;
import io.trialog.event.SuggestionsRequested;
import io.trialog.event.TrialEnded;
import io.trialog.event.TrialRequeued;
import io.trialog.event.TrialState;
import io.trialog.event.TunerFailed;
import io.trialog.port.SnapshotLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment did last, as far as the log tells. Immutable.
 *
 * @param askedAt since when its tuner is being asked for proposals; null when it is not
 * @param lastProposalAt when its tuner last proposed something; null before
 * @param lastEndedAt when a trial of it last ended; null before
 * @param outlook whether its tuner has more, as far as it said
 * @param problems what failed in it, newest first: the last {@value #MAX_PROBLEMS}
 */
public record ExperimentActivity(
        @Nullable Instant askedAt,
        @Nullable Instant lastProposalAt,
        @Nullable Instant lastEndedAt,
        Outlook outlook,
        List<RecordedProblem> problems) {

    static final String ENTITY = "activity";

    /** Nothing happened yet. */
    static final ExperimentActivity NONE = new ExperimentActivity(null, null, null, Outlook.MORE, List.of());

    private static final int MAX_PROBLEMS = 20;

    public ExperimentActivity {
        problems = List.copyOf(problems);
    }

    /** The activity after the next event of the experiment. */
    ExperimentActivity after(RecordedEvent recorded) {
        Event event = recorded.event();
        Instant at = recorded.at();
        if (event instanceof MetricReported) {
            return this; // most events are
        }
        if (event instanceof SuggestionsRequested) {
            return asked(at, outlook);
        }
        if (event instanceof SuggestionsAnswered answer) {
            Instant proposedAt = answer.count() > 0 ? at : lastProposalAt;
            return new ExperimentActivity(null, proposedAt, lastEndedAt, answer.outlook(), problems);
        }
        if (event instanceof TunerFailed failed) {
            return asked(null, outlook).with(problem(recorded, failed.message(), null));
        }
        if (event instanceof AssessorFailed failed) {
            return with(problem(recorded, failed.message(), null));
        }
        if (event instanceof SearchSpaceChanged) {
            return asked(null, Outlook.MORE); // another tuner
        }
        if (event instanceof ExperimentStateChanged changed && changed.state() == ExperimentState.RUNNING) {
            return asked(askedAt == null ? null : at, Outlook.MORE); // asked again
        }
        if (event instanceof ResultImported) {
            return stirred();
        }
        if (event instanceof TrialRequeued requeued && isFailure(requeued)) {
            return with(problem(recorded, requeued.reason(), requeued.number()));
        }
        return event instanceof TrialEnded ended ? ended(ended, recorded) : this;
    }

    private ExperimentActivity ended(TrialEnded ended, RecordedEvent recorded) {
        ExperimentActivity next =
                new ExperimentActivity(askedAt, lastProposalAt, recorded.at(), outlook, problems).stirred();
        boolean isFailure = ended.state() == TrialState.FAILED || ended.failure() == Failure.TIMED_OUT;
        String reason = Objects.requireNonNullElse(ended.reason(), "failed");
        return isFailure ? next.with(problem(recorded, reason, ended.number())) : next;
    }

    private static boolean isFailure(TrialRequeued requeued) {
        return requeued.by() == RequeueCause.FAILURE
                || requeued.by() == RequeueCause.LOSS
                || requeued.by() == RequeueCause.LAUNCH;
    }

    private static RecordedProblem problem(RecordedEvent recorded, String message, @Nullable Long trial) {
        EventType type = Objects.requireNonNull(recorded.event().getClass().getAnnotation(EventType.class));
        return new RecordedProblem(recorded.position(), recorded.at(), type.value(), message, trial);
    }

    private ExperimentActivity asked(@Nullable Instant since, Outlook said) {
        return new ExperimentActivity(since, lastProposalAt, lastEndedAt, said, problems);
    }

    /** Something happened that a waiting tuner may have waited for. */
    private ExperimentActivity stirred() {
        return outlook == Outlook.WAITING ? asked(askedAt, Outlook.MORE) : this;
    }

    /** With one more problem, which is the newest. */
    ExperimentActivity with(RecordedProblem problem) {
        List<RecordedProblem> newest = Stream.concat(Stream.of(problem), problems.stream())
                .limit(MAX_PROBLEMS)
                .toList();
        return new ExperimentActivity(askedAt, lastProposalAt, lastEndedAt, outlook, newest);
    }

    /** Without its problems, which are lines of their own. */
    SnapshotLine toLine(ExperimentId experiment) {
        return SnapshotLine.of(ENTITY)
                .with("experiment", experiment.value())
                .withText("askedAt", askedAt)
                .withText("lastProposalAt", lastProposalAt)
                .withText("lastEndedAt", lastEndedAt)
                .withText("outlook", outlook);
    }

    static ExperimentActivity of(SnapshotLine line) {
        return new ExperimentActivity(
                line.optionalInstant("askedAt"),
                line.optionalInstant("lastProposalAt"),
                line.optionalInstant("lastEndedAt"),
                line.constant("outlook", Outlook.class),
                List.of());
    }

    /** It and its problems, oldest first. */
    Stream<SnapshotLine> snapshot(ExperimentId experiment) {
        List<RecordedProblem> oldestFirst = new ArrayList<>(problems);
        Collections.reverse(oldestFirst);
        return Stream.concat(
                Stream.of(toLine(experiment)), oldestFirst.stream().map(problem -> problem.toLine(experiment)));
    }
}
