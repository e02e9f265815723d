package io.trialog.tuning;

import io.trialog.engine.CommandSender;
import io.trialog.engine.Follower;
import io.trialog.event.AttemptScheduled;
import io.trialog.event.Event;
import io.trialog.event.ExperimentCreated;
import io.trialog.event.ExperimentId;
import io.trialog.event.Failure;
import io.trialog.event.MetricKind;
import io.trialog.event.MetricReported;
import io.trialog.event.RecordedEvent;
import io.trialog.event.StopCause;
import io.trialog.event.TrialEnded;
import io.trialog.event.TrialState;
import io.trialog.metric.ObjectiveMetric;
import io.trialog.port.GuestThread;
import io.trialog.spi.assessor.Assessment;
import io.trialog.spi.assessor.Assessor;
import io.trialog.spi.assessor.AssessorContext;
import io.trialog.spi.assessor.AssessorFactory;
import io.trialog.trial.StopTrial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Keeps an experiment's assessor: tells it intermediate metrics and ends in the order of the log, and stops trials. */
public final class AssessorRunner implements Follower {

    private static final Duration BUDGET = Duration.ofSeconds(10);

    /** How many events of the past an assessor is told at a time. */
    private static final int PART = 10_000;

    private final ExperimentId experiment;
    private final AssessorFactory factory;
    private final Supplier<? extends AssessorContext> context;
    private final Guest<Assessor> assessor;
    private final CommandSender sender;
    private final Map<Long, Curve> curves = new HashMap<>();
    private final Map<Long, Integer> attempts = new HashMap<>();
    private ObjectiveMetric metric = ObjectiveMetric.DEFAULT;
    private final List<Consumer<Assessor>> past = new ArrayList<>();
    private boolean isMade;
    private volatile boolean isClosed;

    /**
     * Keeps an assessor.
     *
     * @param context asked on the assessor's thread
     * @param origin name and version of the plugin, for the log
     * @param thread the assessor's own; closed with this
     */
    public AssessorRunner(
            ExperimentId experiment,
            AssessorFactory factory,
            Supplier<? extends AssessorContext> context,
            String origin,
            GuestThread thread,
            CommandSender sender) {
        this.experiment = experiment;
        this.factory = factory;
        this.context = context;
        this.sender = sender;
        this.assessor = new Guest<>(thread, (message, trace) -> {
            if (!isClosed) { // else another is in its place
                sender.post(new RecordAssessorFailure(experiment, origin, message, trace));
            }
        });
    }

    @Override
    public void replayed(RecordedEvent recorded) {
        Event event = recorded.event();
        if (event instanceof ExperimentCreated created) {
            metric = ObjectiveMetric.stored(created.configuration());
        } else if (event instanceof MetricReported report && isOnTheWay(report)) {
            List<Double> curve = extend(report);
            past.add(made -> made.assess(report.number(), curve));
        } else if (event instanceof TrialEnded ended) {
            forget(ended);
            past.add(made -> made.trialEnded(ended.number(), ended.state() == TrialState.SUCCEEDED));
        } else if (event instanceof AttemptScheduled scheduled) {
            begin(scheduled);
        }
        if (past.size() >= PART) {
            tellPast();
        }
    }

    @Override
    public void live() {
        tellPast();
    }

    @Override
    public void committed(RecordedEvent recorded) {
        Event event = recorded.event();
        if (event instanceof ExperimentCreated created) {
            metric = ObjectiveMetric.stored(created.configuration());
        } else if (event instanceof MetricReported report && isOnTheWay(report)) {
            List<Double> curve = extend(report);
            assessor.call(
                    "assess",
                    BUDGET,
                    made -> act(report.number(), Guest.answered(made.assess(report.number(), curve), "assess")));
        } else if (event instanceof TrialEnded ended) {
            forget(ended);
            boolean succeeded = ended.state() == TrialState.SUCCEEDED;
            assessor.call("trialEnded", BUDGET, made -> made.trialEnded(ended.number(), succeeded));
        } else if (event instanceof AttemptScheduled scheduled) {
            begin(scheduled);
        }
    }

    @Override
    public void close() {
        isClosed = true;
        assessor.close(Assessor::close);
    }

    /** In parts, as a long history with all its curves would fill the memory. */
    private void tellPast() {
        if (!isMade) {
            isMade = true;
            assessor.make(() -> factory.create(context.get()));
        }
        List<Consumer<Assessor>> part = List.copyOf(past);
        past.clear();
        if (!part.isEmpty()) {
            assessor.call("assess", Guest.REBUILD_BUDGET, made -> part.forEach(event -> event.accept(made)));
        }
    }

    private void begin(AttemptScheduled scheduled) {
        curves.remove(scheduled.number());
        attempts.put(scheduled.number(), scheduled.attempt());
    }

    /** Whether it belongs to the curve of the newest attempt: one that was replaced may report late, and all other numbers. */
    private boolean isOnTheWay(MetricReported report) {
        return report.kind() == MetricKind.INTERMEDIATE
                && metric.of(report.values()) != null
                && Objects.equals(attempts.get(report.number()), report.attempt());
    }

    /** A trial that was wrongly given up for lost goes on from where it was. */
    private void forget(TrialEnded ended) {
        if (ended.failure() != Failure.LOST) {
            curves.remove(ended.number());
            attempts.remove(ended.number());
        }
    }

    private List<Double> extend(MetricReported report) {
        Curve curve = curves.computeIfAbsent(report.number(), unused -> new Curve());
        curve.add(Objects.requireNonNull(metric.of(report.values()), metric.name()));
        return curve.soFar();
    }

    private void act(long trial, Assessment assessment) {
        assessment
                .reason()
                .ifPresent(reason -> sender.post(new StopTrial(experiment, trial, StopCause.ASSESSOR, reason)));
    }
}
