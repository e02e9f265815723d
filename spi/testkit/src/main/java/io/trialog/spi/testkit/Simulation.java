package io.trialog.spi.testkit;

import io.trialog.spi.space.Configuration;
import io.trialog.spi.tuner.Direction;
import io.trialog.spi.tuner.Observation;
import io.trialog.spi.tuner.SuggestRequest;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.spi.tuner.Suggestions;
import io.trialog.spi.tuner.Suggestions.Outlook;
import io.trialog.spi.tuner.Tuner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Plays an experiment with a tuner: asks for one configuration after the other, evaluates them, tells the results, as the
 * server does. With {@link #withConcurrency} of k, trial n is asked for when the results of the trials up to n - k are known
 * and the k - 1 newest still run. Tag, budget and parent of a proposal come back with its observations. Mutable; for one thread.
 */
public final class Simulation {

    /** What is optimised. */
    public interface Objective {

        /** The value of a configuration; not-a-number makes the trial fail. */
        double evaluate(Configuration configuration);
    }

    /** What trials do whose value depends on more than their configuration: on the budget, say, or on the trial they continue. */
    public interface Training {

        /** The value of a trial; not-a-number makes it fail. Called when the trial starts. */
        double run(long trialNumber, Suggestion suggestion);
    }

    private final Tuner tuner;
    private final Direction direction;
    private final List<Observation> log = new ArrayList<>();
    private final List<Suggestion> suggestions = new ArrayList<>();
    private final List<Observation> running = new ArrayList<>();
    private final Set<Long> ended = new HashSet<>();
    private @Nullable RandomGenerator order;
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

    /** Lets running trials end in a random order instead of oldest first. Returns this object. */
    public Simulation withResultsInAnyOrder(long seed) {
        order = new SplittableRandom(seed);
        return this;
    }

    /** Runs this many trials more, or fewer when the tuner says that there are no others. Returns this object. */
    public Simulation run(int trials, Objective objective) {
        return train(trials, (number, suggestion) -> objective.evaluate(suggestion.configuration()));
    }

    /** Runs this many trials more, or fewer when the tuner says that there are no others. Returns this object. */
    public Simulation train(int trials, Training training) {
        long end = nextTrial + trials;
        while (nextTrial < end && !exhausted) {
            Suggestions answer = tuner.suggest(SuggestRequest.of(nextTrial, 1));
            if (answer.proposals().isEmpty()) {
                haveNoProposal(answer.outlook());
                continue;
            }
            start(answer.proposals().get(0), training);
            exhausted = answer.outlook() == Outlook.EXHAUSTED;
            while (running.size() >= concurrency) {
                endOne();
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
                endOne();
            }
            case MORE ->
                throw new AssertionError("The tuner gave no proposal with the outlook MORE: the server would ask again"
                        + " for ever. Fewer proposals than asked for mean Suggestions.waiting(...) or exhausted(...)."
                        + " [trial " + nextTrial + "]");
        }
    }

    private void start(Suggestion suggestion, Training training) {
        suggestion.parent().ifPresent(this::checkHasEnded);
        Configuration configuration = suggestion.configuration();
        double value = training.run(nextTrial, suggestion);
        suggestions.add(suggestion);
        tell(Observation.pending(nextTrial, configuration).proposedAs(suggestion));
        Observation end = Double.isFinite(value)
                ? Observation.succeeded(nextTrial, configuration, value)
                : Observation.ended(nextTrial, configuration, Observation.State.FAILED);
        running.add(end.proposedAs(suggestion));
        if (Double.isFinite(value) && direction.isBetter(value, best)) {
            best = value;
        }
        nextTrial++;
    }

    private void checkHasEnded(long parent) {
        if (!ended.contains(parent)) {
            throw new AssertionError("A proposal continues a trial that has not ended: there is no checkpoint to start"
                    + " from yet. [trial " + nextTrial + ", parent " + parent + "]");
        }
    }

    private void endOne() {
        Observation end = running.remove(order == null ? 0 : order.nextInt(running.size()));
        ended.add(end.trialNumber());
        tell(end);
    }

    private void tell(Observation observation) {
        log.add(observation);
        tuner.observe(List.of(observation));
    }

    /** All that the tuner was told, oldest first. */
    public List<Observation> log() {
        return List.copyOf(log);
    }

    /** What was proposed, by trial number. */
    public List<Suggestion> suggestions() {
        return List.copyOf(suggestions);
    }

    /** The configurations that were proposed, by trial number. */
    public List<Configuration> proposals() {
        return suggestions.stream().map(Suggestion::configuration).toList();
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
