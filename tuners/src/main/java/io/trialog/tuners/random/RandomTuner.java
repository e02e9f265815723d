package io.trialog.tuners.random;

import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.tuner.Observation;
import io.trialog.spi.tuner.SuggestRequest;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.spi.tuner.Suggestions;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.tuners.space.ModelSpace;
import io.trialog.tuners.space.Point;
import io.trialog.tuners.space.SeenPoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Draws every proposal anew, and none twice while others are left. */
final class RandomTuner implements Tuner {

    private final TunerContext context;
    private final List<Observation> history = new ArrayList<>();
    private ModelSpace space;
    private SeenPoints seen;

    RandomTuner(TunerContext context) {
        this.context = context;
        this.space = ModelSpace.of(context.searchSpace());
        this.seen = SeenPoints.none(space);
    }

    @Override
    public Suggestions suggest(SuggestRequest request) {
        SeenPoints seenOrProposed = seen.fork();
        List<Suggestion> proposals = new ArrayList<>();
        for (int i = 0; i < request.count(); i++) {
            Optional<Point> point = seenOrProposed.sampleUnseen(context.random(request.firstTrialNumber() + i));
            if (point.isEmpty()) {
                return Suggestions.exhausted(proposals);
            }
            seenOrProposed.add(point.get());
            proposals.add(Suggestion.of(space.decode(point.get())));
        }
        return Suggestions.of(proposals);
    }

    @Override
    public void observe(List<Observation> observations) {
        history.addAll(observations);
        observations.forEach(observation -> seen.add(space.encode(observation.configuration())));
    }

    @Override
    public void updateSearchSpace(SearchSpace searchSpace) {
        space = ModelSpace.of(searchSpace);
        seen = SeenPoints.none(space);
        history.forEach(observation -> seen.add(space.encode(observation.configuration())));
    }
}
