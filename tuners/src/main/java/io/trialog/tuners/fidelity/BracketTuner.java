package io.trialog.tuners.fidelity;

import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.tuner.Observation;
import io.trialog.spi.tuner.SuggestRequest;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.spi.tuner.Suggestions;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.tuners.history.History;
import io.trialog.tuners.space.Point;
import io.trialog.tuners.space.SeenPoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * Hyperband (Li et al., arXiv:1603.06560): brackets of successive halving, each with another balance between many
 * configurations with a small budget and few with a large one.
 *
 * <p>A budget is what a configuration may spend in all, what its trials on lower rungs spent included. A trial that goes on
 * is a new trial with a larger budget that continues the old one, so it need only spend the difference if it finds a
 * checkpoint. Bracket and rung of a trial are in its tag. A proposal costs time in proportion to the size of the brackets that
 * are not over.
 */
public final class BracketTuner implements Tuner {

    private final TunerContext context;
    private final List<BracketPlan> plans;
    private final boolean parallel;
    private final Sampler sampler;
    private final History history;
    private final List<Observation> observations = new ArrayList<>();
    private Brackets brackets;

    /**
     * Knows nothing of its experiment yet.
     *
     * @param plans the brackets, which follow each other in this order for ever
     * @param parallel whether a bracket is begun when those before it wait for results
     * @param sampler where new configurations come from
     */
    public BracketTuner(TunerContext context, List<BracketPlan> plans, boolean parallel, Sampler sampler) {
        this.context = context;
        this.plans = List.copyOf(plans);
        this.parallel = parallel;
        this.sampler = sampler;
        this.history = new History(context);
        this.brackets = new Brackets(plans, parallel);
    }

    @Override
    public Suggestions suggest(SuggestRequest request) {
        Brackets schedule = brackets.copy();
        SeenPoints seen = history.seen().fork();
        List<Point> running = new ArrayList<>(history.pending());
        List<Suggestion> proposals = new ArrayList<>();
        for (long number = request.firstTrialNumber();
                number < request.firstTrialNumber() + request.count();
                number++) {
            Optional<Suggestion> proposal = propose(number, schedule, seen, running);
            if (proposal.isEmpty()) {
                return schedule.isRunning() ? Suggestions.waiting(proposals) : Suggestions.exhausted(proposals);
            }
            proposals.add(proposal.get());
        }
        return Suggestions.of(proposals);
    }

    private Optional<Suggestion> propose(long number, Brackets schedule, SeenPoints seen, List<Point> running) {
        RandomGenerator random = context.random(number);
        Optional<Seat> seat = schedule.next(true);
        Optional<Point> point = seat.flatMap(free -> point(free, seen, running, random));
        if (point.isEmpty()) { // it is another one's turn, or there are no new points
            seat = schedule.next(false);
            point = seat.flatMap(free -> point(free, seen, running, random));
        }
        if (seat.isEmpty() || point.isEmpty()) {
            return Optional.empty();
        }
        Contender promoted = seat.get().promoted();
        OptionalLong parent = promoted == null ? OptionalLong.empty() : OptionalLong.of(promoted.trialNumber());
        schedule.put(seat.get(), Contender.starting(number, point.get(), parent));
        seen.add(point.get());
        running.add(point.get());
        Suggestion suggestion = Suggestion.of(history.space().decode(point.get()))
                .withTag(seat.get().tag())
                .withBudget(schedule.budget(seat.get()));
        return Optional.of(parent.isPresent() ? suggestion.continuing(parent.getAsLong()) : suggestion);
    }

    private Optional<Point> point(Seat seat, SeenPoints seen, List<Point> running, RandomGenerator random) {
        Contender promoted = seat.promoted();
        return promoted != null ? Optional.of(promoted.point()) : sampler.draw(seen, running, random);
    }

    @Override
    public void observe(List<Observation> news) {
        observations.addAll(news);
        history.observe(news);
        sampler.observe(news);
        news.forEach(this::take);
    }

    private void take(Observation observation) {
        observation
                .tag()
                .flatMap(Seat::ofTag)
                .ifPresent(seat -> brackets.put(seat, Contender.of(observation, history.space(), context.direction())));
    }

    @Override
    public void updateSearchSpace(SearchSpace searchSpace) {
        history.updateSearchSpace(searchSpace);
        sampler.updateSearchSpace(searchSpace);
        brackets = new Brackets(plans, parallel);
        observations.forEach(this::take);
    }
}
