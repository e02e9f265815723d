package io.trialog.experiment;

import io.trialog.engine.CommandRegistry;
import io.trialog.engine.Decision;
import io.trialog.engine.ErrorCode;
import io.trialog.engine.Rejection;
import io.trialog.event.Event;
import io.trialog.event.ExperimentId;
import io.trialog.event.LimitsChanged;
import io.trialog.event.SearchSpaceChanged;
import io.trialog.event.TrialDequeued;
import io.trialog.event.TrialEnded;
import io.trialog.event.TrialState;
import io.trialog.spi.problem.Problem;
import io.trialog.spi.space.Configuration;
import io.trialog.spi.space.SearchSpace;
import io.trialog.trial.PreparedTrial;
import io.trialog.trial.QueuedTrial;
import io.trialog.trial.Trials;
import io.trialog.trial.TrialsView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Decides on changes of what holds for an experiment. That a complete one goes on follows from its new limits. */
public final class UpdateHandler {

    private static final String UNFIT = "does not fit the search space any more: ";

    private final Experiments experiments;
    private final Trials trials;
    private final ToIntFunction<ExperimentId> promised;

    /**
     * Decides by this state.
     *
     * @param promised how many trials the tuner of an experiment is being asked for
     */
    public UpdateHandler(Experiments experiments, Trials trials, ToIntFunction<ExperimentId> promised) {
        this.experiments = experiments;
        this.trials = trials;
        this.promised = promised;
    }

    /** Registers this feature's handlers. */
    public void register(CommandRegistry commands) {
        commands.on(UpdateExperiment.class, this::update);
    }

    private Decision<ExperimentId> update(UpdateExperiment command, Instant now) {
        Optional<ExperimentView> found = experiments.find(command.id());
        if (found.isEmpty()) {
            return Decision.reject(ErrorCode.EXPERIMENT_UNKNOWN, "there is no experiment " + command.id());
        }
        Integer limit = command.limits().maxTrialNumber();
        ExperimentConfig config = found.get().config();
        SearchSpace space = command.searchSpace();
        boolean otherSpace = space != null && !space.equals(config.searchSpace());
        // another space ends the open request
        int asked = otherSpace ? 0 : promised.applyAsInt(command.id());
        TrialsView own = trials.of(command.id());
        List<TrialDequeued> dropped = space == null ? List.of() : unfit(own, command.id(), space);
        TrialRoom taken = new TrialRoom(own.total(), asked, own.queued() - dropped.size());
        if (limit != null && limit < taken.least()) {
            Problem problem = new Problem(
                    ExperimentKeys.MAX_TRIAL_NUMBER,
                    limit + " (expected: >= " + taken.least() + ": there are " + taken + ")");
            return Decision.reject(new Rejection(ErrorCode.EXPERIMENT_STATE, problem.toString(), List.of(problem)));
        }
        LimitsChanged limits = command.limits().event(command.id());
        List<Event> events = new ArrayList<>();
        if (!config.limited(limits).equals(config)) {
            events.add(limits);
        }
        if (space != null && otherSpace) {
            events.add(new SearchSpaceChanged(command.id(), new LinkedHashMap<>(space.asMap())));
        }
        events.addAll(dropped);
        if (space != null) {
            events.addAll(givenUp(own, command.id(), space));
        }
        return Decision.accept(command.id(), events);
    }

    /** What waits to become a trial and cannot in this space. */
    private static List<TrialDequeued> unfit(TrialsView own, ExperimentId id, SearchSpace space) {
        List<TrialDequeued> unfit = new ArrayList<>();
        for (QueuedTrial queued : own.queue()) {
            List<Problem> problems = space.check(Configuration.of(queued.configuration()));
            if (!problems.isEmpty()) {
                unfit.add(new TrialDequeued(id, queued.position(), UNFIT + problems.get(0)));
            }
        }
        return unfit;
    }

    /** The end of what was proposed, has not begun, and cannot in this space. */
    private static List<TrialEnded> givenUp(TrialsView own, ExperimentId id, SearchSpace space) {
        List<TrialEnded> givenUp = new ArrayList<>();
        for (PreparedTrial trial : own.prepared()) {
            List<Problem> problems = space.check(Configuration.of(trial.configuration()));
            if (!problems.isEmpty()) {
                givenUp.add(new TrialEnded(
                        id,
                        trial.number(),
                        TrialState.SYS_CANCELED,
                        null,
                        "not begun: " + UNFIT + problems.get(0),
                        null));
            }
        }
        return givenUp;
    }
}
