package io.trialog.tuners.pbt;

import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.tuner.Observation;
import io.trialog.spi.tuner.SuggestRequest;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.spi.tuner.Suggestions;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.tuners.history.History;
import io.trialog.tuners.pbt.Founders.Founder;
import io.trialog.tuners.space.Point;
import io.trialog.tuners.space.SeenPoints;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Population based training (Jaderberg et al., arXiv:1711.09846): members train side by side, generation by generation. After
 * each, the worst give way to copies of the best, model and all, whose hyperparameters {@link Exploration} varies (truncation
 * selection); the others train on. What is found is a schedule of hyperparameters, and a model that was trained by it.
 *
 * <p>A training is a trial that continues an earlier one, so that it begins with a copy of that one's checkpoint; its tag says
 * which generation and member it is. A member goes on as soon as half the population has ended its generation, and is
 * compared with those: no slot waits for the slowest. One that falls far behind and does not survive catches up as a copy of
 * a member of the newest generation. Members without a value never survive.
 *
 * <p>A proposal costs O(n log n) in the size of the population.
 */
final class PbtTuner implements Tuner {

    private final TunerContext context;
    private final PbtSettings settings;
    private final History history;
    private final List<Observation> observations = new ArrayList<>();
    private Population population;
    private Founders founders;

    PbtTuner(TunerContext context, PbtSettings settings) {
        this.context = context;
        this.settings = settings;
        this.history = new History(context);
        this.population = new Population(settings);
        this.founders = new Founders();
    }

    @Override
    public Suggestions suggest(SuggestRequest request) {
        SeenPoints seen = history.seen().fork();
        Set<Integer> leaving = new HashSet<>();
        Set<Point> begun = new HashSet<>();
        List<Suggestion> proposals = new ArrayList<>();
        for (int i = 0; i < request.count(); i++) {
            RandomGenerator random = context.random(request.firstTrialNumber() + i);
            OptionalInt unborn = population.unborn(leaving);
            if (unborn.isPresent()) {
                leaving.add(unborn.getAsInt());
                proposals.add(begin(new Place(0, unborn.getAsInt()), begun, seen, random));
                continue;
            }
            Optional<Training> ready = population.ready(leaving);
            if (ready.isEmpty()) {
                return Suggestions.waiting(proposals);
            }
            leaving.add(ready.get().place().member());
            proposals.add(goOn(ready.get(), seen, random));
        }
        return Suggestions.of(proposals);
    }

    /** Half of the population begins with what is known from elsewhere, if there is so much. */
    private Suggestion begin(Place place, Set<Point> begun, SeenPoints seen, RandomGenerator random) {
        Optional<Founder> founder =
                place.member() < settings.population() / 2 ? founders.next(begun) : Optional.empty();
        if (founder.isEmpty()) {
            return fresh(place, seen, random);
        }
        begun.add(founder.get().point());
        Suggestion suggestion = suggestion(place, founder.get().point());
        return founder.get().isTrial()
                ? suggestion.continuing(founder.get().number())
                : suggestion.withNote("an imported result");
    }

    private Suggestion fresh(Place place, SeenPoints seen, RandomGenerator random) {
        Point point = seen.sampleUnseen(random).orElseGet(() -> history.space().sample(random));
        seen.add(point);
        return suggestion(place, point);
    }

    private Suggestion goOn(Training last, SeenPoints seen, RandomGenerator random) {
        Exploration exploration = new Exploration(history.space(), settings, random);
        int own = last.place().generation();
        if (population.survives(last)) {
            return suggestion(last.place().in(own + 1), exploration.completed(last.point()))
                    .continuing(last.trialNumber());
        }
        List<Training> donors = population.donors(last);
        if (donors.isEmpty()) {
            return fresh(last.place().in(own + 1), seen, random);
        }
        Training donor = donors.get(random.nextInt(donors.size()));
        int next = Math.max(own, donor.place().generation()) + 1;
        return suggestion(last.place().in(next), exploration.near(donor.point()))
                .continuing(donor.trialNumber())
                .withNote("a copy of trial " + donor.trialNumber() + " in place of trial " + last.trialNumber());
    }

    private Suggestion suggestion(Place place, Point point) {
        return Suggestion.of(history.space().decode(point)).withTag(place.tag());
    }

    @Override
    public void observe(List<Observation> news) {
        observations.addAll(news);
        history.observe(news);
        news.forEach(this::take);
    }

    private void take(Observation observation) {
        founders.take(observation, history.space(), context.direction());
        observation
                .tag()
                .flatMap(Place::ofTag)
                .ifPresent(
                        place -> population.put(Training.of(place, observation, history.space(), context.direction())));
    }

    @Override
    public void updateSearchSpace(SearchSpace searchSpace) {
        history.updateSearchSpace(searchSpace);
        population = new Population(settings);
        founders = new Founders();
        observations.forEach(this::take);
    }
}
