package io.trialog.tuners.qmc;

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

/** Proposes point k of the sequence for trial k, whatever the results are. */
final class SobolTuner implements Tuner {

    private final TunerContext context;
    private final History history;
    private SobolDesign design;

    SobolTuner(TunerContext context) {
        this.context = context;
        this.history = new History(context);
        this.design = new SobolDesign(history.space(), context.seed());
    }

    @Override
    public Suggestions suggest(SuggestRequest request) {
        SeenPoints seenOrProposed = history.seen().fork();
        List<Suggestion> proposals = new ArrayList<>();
        for (int i = 0; i < request.count(); i++) {
            long trial = request.firstTrialNumber() + i;
            Optional<Point> point = design.freePoint(trial, seenOrProposed, context.random(trial));
            if (point.isEmpty()) {
                return Suggestions.exhausted(proposals);
            }
            seenOrProposed.add(point.get());
            proposals.add(Suggestion.of(history.space().decode(point.get())));
        }
        return Suggestions.of(proposals);
    }

    @Override
    public void observe(List<Observation> observations) {
        history.observe(observations);
    }

    @Override
    public void updateSearchSpace(SearchSpace searchSpace) {
        history.updateSearchSpace(searchSpace);
        design = new SobolDesign(history.space(), context.seed());
    }
}
