package io.trialog.tuners.dngo;

import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.tuner.Observation;
import io.trialog.spi.tuner.SuggestRequest;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.spi.tuner.Suggestions;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.tuners.candidate.Losses;
import io.trialog.tuners.candidate.PointSearch;
import io.trialog.tuners.history.History;
import io.trialog.tuners.history.Trial;
import io.trialog.tuners.space.Point;
import io.trialog.tuners.space.SeenPoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Deep networks for global optimisation (Snoek et al., "Scalable Bayesian optimization using deep neural networks", ICML 2015): a
 * network learns a basis, a Bayesian linear regression on it predicts with uncertainty, and the point of the largest expected
 * improvement is proposed. Running trials are taken for as good as expected. Deviations: the precisions are those of the largest
 * evidence in place of samples; three networks are asked, as one is too sure of itself; the quadratic mean is a part of the basis;
 * candidates are random ones and neighbours of the best results.
 *
 * <p>Linear in the number of trials up to 1,000 of them (the newest and the best); a proposal takes some 20 ms, and about a second
 * when networks are to be trained.
 */
final class DngoTuner implements Tuner {

    private final TunerContext context;
    private final int candidates;
    private final int period;
    private final int epochs;
    private final History history;
    private Trainer trainer;

    DngoTuner(TunerContext context, int candidates, int period, int epochs) {
        this.context = context;
        this.candidates = candidates;
        this.period = period;
        this.epochs = epochs;
        this.history = new History(context);
        this.trainer = new Trainer(context.seed(), period, epochs);
    }

    @Override
    public Suggestions suggest(SuggestRequest request) {
        SeenPoints seen = history.seen().fork();
        Optional<Model> model = trainer.isReady(history) ? Optional.of(model()) : Optional.empty();
        List<Suggestion> proposals = new ArrayList<>();
        for (int i = 0; i < request.count(); i++) {
            RandomGenerator random = context.random(request.firstTrialNumber() + i);
            Optional<Point> proposal = model.isEmpty()
                    ? seen.sampleUnseen(random)
                    : new PointSearch(history.space(), seen, random)
                            .best(model.get()::gain, model.get().elite(), candidates);
            if (proposal.isEmpty()) {
                return Suggestions.exhausted(proposals);
            }
            seen.add(proposal.get());
            model.ifPresent(known -> known.believe(proposal.get()));
            proposals.add(Suggestion.of(history.space().decode(proposal.get())));
        }
        return Suggestions.of(proposals);
    }

    private Model model() {
        List<Trial> best = history.best(Trainer.BEST);
        List<Trial> trials = new ArrayList<>(best);
        trials.addAll(history.newestWithout(best, Trainer.NEWEST));
        List<Point> points = trials.stream().map(Trial::point).toList();
        Model model = Model.of(trainer.bases(history), points, Losses.of(trials), best.size());
        history.pending().forEach(model::believe);
        return model;
    }

    @Override
    public void observe(List<Observation> news) {
        history.observe(news);
    }

    @Override
    public void updateSearchSpace(SearchSpace searchSpace) {
        history.updateSearchSpace(searchSpace);
        trainer = new Trainer(context.seed(), period, epochs);
    }
}
