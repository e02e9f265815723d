package io.trialog.spi.testkit;

import io.trialog.spi.space.Configuration;
import io.trialog.spi.tuner.Direction;
import io.trialog.spi.tuner.Observation;
import io.trialog.spi.tuner.SuggestRequest;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.spi.tuner.Suggestions;
import io.trialog.spi.tuner.Suggestions.Outlook;
import io.trialog.spi.tuner.Tuner;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Plays an experiment with a tuner: asks for one configuration after the other, evaluates them, tells the results, as the
 * server does. With {@link #withConcurrency} of k, trial n is asked for when the results of the trials up to n - k are known
 * and the k - 1 newest still run. Mutable; for one thread.
 */
public final class Simulation {

    /** What is optimised. */
    public interface Objective {

        /** The value of a configuration; not-a-number makes the trial fail. */
        double evaluate(Configuration configuration);
    }

    private final Tuner tuner;
    private final Direction direction;
    private final List<Observation> log = new ArrayList<>();
    private final Deque<Observation> running = new ArrayDeque<>();
    private int concurrency = 1;
    private long nextTrial;
    private boolean exhausted;
    private double best = Double.NaN;

    /** An experiment that has not begun. */
    public Simulation(Tuner tuner, Direction direction) {
        this.tuner = tuner;
        this.direction = direction;
    }

    /** Lets this many trials run at a time, 1 or more. Returns this object. */
    public Simulation withConcurrency(int trials) {
        concurrency = trials;
        return this;
    }

    /** Runs this many trials more, or fewer when the tuner says that there are no others. Returns this object. */
    public Simulation run(int trials, Objective objective) {
        long end = nextTrial + trials;
        while (nextTrial < end && !exhausted) {
            Suggestions answer = tuner.suggest(SuggestRequest.of(nextTrial, 1));
            if (answer.proposals().isEmpty()) {
                haveNoProposal(answer.outlook());
                continue;
            }
            start(answer.proposals().get(0), objective);
            exhausted = answer.outlook() == Outlook.EXHAUSTED;
            while (running.size() >= concurrency) {
                endOldest();
            }
        }
        return this;
    }

    private void haveNoProposal(Outlook outlook) {
        switch (outlook) {
            case EXHAUSTED -> exhausted = true;
            case WAITING -> {
                if (running.isEmpty()) {
                    throw new AssertionError(
                            "The tuner waits for a result, but no trial runs: the experiment would hang."
                                    + " A tuner may wait only while there is a pending trial. [trial " + nextTrial
                                    + "]");
                }
                endOldest();
            }
            case MORE ->
                throw new AssertionError("The tuner gave no proposal with the outlook MORE: the server would ask again"
                        + " for ever. Fewer proposals than asked for mean Suggestions.waiting(...) or exhausted(...)."
                        + " [trial " + nextTrial + "]");
        }
    }

    private void start(Suggestion suggestion, Objective objective) {
        Configuration configuration = suggestion.configuration();
        double value = objective.evaluate(configuration);
        tell(Observation.pending(nextTrial, configuration));
        running.add(
                Double.isFinite(value)
                        ? Observation.succeeded(nextTrial, configuration, value)
                        : Observation.ended(nextTrial, configuration, Observation.State.FAILED));
        if (Double.isFinite(value) && direction.isBetter(value, best)) {
            best = value;
        }
        nextTrial++;
    }

    private void endOldest() {
        tell(running.remove());
    }

    private void tell(Observation observation) {
        log.add(observation);
        tuner.observe(List.of(observation));
    }

    /** All that the tuner was told, oldest first. */
    public List<Observation> log() {
        return List.copyOf(log);
    }

    /** The configurations that were proposed, by trial number. */
    public List<Configuration> proposals() {
        return log.stream()
                .filter(observation -> observation.state() == Observation.State.PENDING)
                .map(Observation::configuration)
                .toList();
    }

    /** Whether the tuner said that there are no other proposals. */
    public boolean isExhausted() {
        return exhausted;
    }

    /** The best value of all trials that were started. */
    public OptionalDouble best() {
        return Double.isNaN(best) ? OptionalDouble.empty() : OptionalDouble.of(best);
    }
}
