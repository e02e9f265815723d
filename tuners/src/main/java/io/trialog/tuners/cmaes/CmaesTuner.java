package io.trialog.tuners.cmaes;

import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.tuner.Observation;
import io.trialog.spi.tuner.SuggestRequest;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.spi.tuner.Suggestions;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.tuners.history.Trial;
import io.trialog.tuners.qmc.SobolDesign;
import io.trialog.tuners.space.ModelSpace;
import io.trialog.tuners.space.Point;
import io.trialog.tuners.space.SeenPoints;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * CMA-ES that needs no rounds: every request is a draw from the newest distribution, which moves on as soon as enough results are there. An
 * observation is folded in once; only when a trial that had ended is tried again, or the space changes, is the fold
 * done anew.
 */
final class CmaesTuner implements Tuner {

    private static final int MAX_DRAWS = 50;

    private final TunerContext context;
    private final CmaesSettings settings;
    private final List<@Nullable Observation> events = new ArrayList<>(); // null: an end that does not count any more
    private final Map<Long, Integer> ends = new HashMap<>(); // looked up only
    private ModelSpace space;
    private SobolDesign design;
    private SeenPoints seen;
    private Search search;
    private boolean isOutdated;

    CmaesTuner(TunerContext context, CmaesSettings settings) {
        this.context = context;
        this.settings = settings;
        this.space = ModelSpace.of(context.searchSpace());
        this.design = new SobolDesign(space, context.seed());
        this.seen = SeenPoints.none(space);
        this.search = newSearch();
    }

    private Search newSearch() {
        return new Search(space, settings, context.seed(), context::random);
    }

    @Override
    public Suggestions suggest(SuggestRequest request) {
        refoldIfOutdated();
        SeenPoints seenOrProposed = seen.fork();
        List<Suggestion> proposals = new ArrayList<>();
        for (int i = 0; i < request.count(); i++) {
            long trial = request.firstTrialNumber() + i;
            Optional<Point> point = propose(trial, seenOrProposed);
            if (point.isEmpty()) {
                return Suggestions.exhausted(proposals);
            }
            seenOrProposed.add(point.get());
            proposals.add(Suggestion.of(space.decode(point.get())).withTag(search.tag()));
        }
        return Suggestions.of(proposals);
    }

    private Optional<Point> propose(long trial, SeenPoints seenOrProposed) {
        RandomGenerator random = context.random(trial);
        Population population = search.population();
        if (population == null) {
            return design.freePoint(trial, seenOrProposed, random);
        }
        Point point = space.point(population.draw(random));
        for (int i = 1; i < MAX_DRAWS && !seenOrProposed.isFree(point); i++) {
            point = space.point(population.draw(random));
        }
        if (!space.allows(point)) {
            point = space.repaired(point, random);
        }
        return seenOrProposed.isFree(point) ? Optional.of(point) : seenOrProposed.sampleUnseen(random);
    }

    @Override
    public void observe(List<Observation> observations) {
        for (Observation observation : observations) {
            forgetEarlierEnd(observation.trialNumber());
            if (observation.state() != Observation.State.PENDING) {
                ends.put(observation.trialNumber(), events.size());
            }
            events.add(observation);
            Point point = space.encode(observation.configuration());
            seen.add(point);
            if (!isOutdated) {
                fold(observation, point, events.size());
            }
        }
    }

    private void forgetEarlierEnd(long trial) {
        Integer place = ends.remove(trial);
        if (place != null) {
            events.set(place, null);
            isOutdated = true;
        }
    }

    private void fold(Observation observation, Point point, long time) {
        switch (observation.state()) {
            case PENDING ->
                search.proposed(
                        observation.trialNumber(), point, observation.tag().orElse(null));
            case CANCELED -> search.canceled(observation.trialNumber()); // says nothing about the point
            default -> search.ended(Trial.of(time, point, observation, context.direction()));
        }
    }

    private void refoldIfOutdated() {
        if (!isOutdated) {
            return;
        }
        isOutdated = false;
        search = newSearch();
        for (int i = 0; i < events.size(); i++) {
            Observation event = events.get(i);
            if (event != null) {
                fold(event, space.encode(event.configuration()), i + 1L);
            }
        }
    }

    @Override
    public void updateSearchSpace(SearchSpace searchSpace) {
        space = ModelSpace.of(searchSpace);
        design = new SobolDesign(space, context.seed());
        seen = SeenPoints.none(space);
        for (Observation event : events) {
            if (event != null) {
                seen.add(space.encode(event.configuration()));
            }
        }
        isOutdated = true;
    }
}
