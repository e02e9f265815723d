package io.trialog.tuners.gp;

import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.tuner.Observation;
import io.trialog.spi.tuner.SuggestRequest;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.spi.tuner.Suggestions;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.tuners.history.History;
import io.trialog.tuners.qmc.SobolDesign;
import io.trialog.tuners.space.Point;
import io.trialog.tuners.space.SeenPoints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Bayesian optimisation: begins with points spread over the space, then models the results by a Gaussian process and proposes the
 * point where most is to be gained (Jones, Schonlau and Welch, "Efficient global optimization", 1998).
 *
 * <p>Every second proposal, at random, comes from a model of the results as they are, the others from one of a transform of
 * them: what one model is blind to, the other sees (taking turns won for several teams: Turner et al., "Bayesian optimization is
 * superior to random search", arXiv:2104.10201). A model that expects next to nothing of any point is taken for too sure of itself, and is
 * asked again with shorter lengthscales (Berkenkamp, Schoellig and Krause, "No-regret Bayesian optimization with unknown
 * hyperparameters", JMLR 20, 2019): expected improvement alone may stay for ever where a wrong lengthscale leads it.
 *
 * <p>Trials that run are imagined to end in several ways, drawn jointly from the model, and the gain is averaged over these
 * (Snoek et al., arXiv:1206.2944): so parallel proposals keep apart, and none relies on what a running trial is only expected
 * to give. Failed trials count as bad results. With n results a proposal costs O(n^3 + c n^2) for some thousand candidates c; beyond
 * {@value Surrogate#MAX_POINTS} results the model knows a subset of them, so that it costs no more.
 */
final class GpTuner implements Tuner {

    private static final int MIN_RESULTS = 3;
    private static final int ELITE = 5;
    private static final int MAX_RUNNING = 200;
    private static final int ENDINGS = 8;
    private static final int MAX_DOUBTS = 3;

    private final TunerContext context;
    private final GpSettings settings;
    private final History history;
    private SobolDesign design;
    private Surrogate surrogate;

    GpTuner(TunerContext context) {
        this.context = context;
        this.settings = GpSettings.of(context.options());
        this.history = new History(context);
        this.design = new SobolDesign(history.space(), context.seed());
        this.surrogate = new Surrogate(history.space(), settings.kernel(), settings.noiseFloor());
    }

    @Override
    public Suggestions suggest(SuggestRequest request) {
        SeenPoints seen = history.seen().fork();
        List<Point> running = new ArrayList<>(history.pending());
        List<Suggestion> proposals = new ArrayList<>();
        for (int i = 0; i < request.count(); i++) {
            Optional<Point> proposal = propose(request.firstTrialNumber() + i, seen, running);
            if (proposal.isEmpty()) {
                return Suggestions.exhausted(proposals);
            }
            seen.add(proposal.get());
            running.add(proposal.get());
            proposals.add(Suggestion.of(history.space().decode(proposal.get())));
        }
        return Suggestions.of(proposals);
    }

    private Optional<Point> propose(long trialNumber, SeenPoints seen, List<Point> running) {
        RandomGenerator random = context.random(trialNumber);
        if (isStartingUp(running.size())) {
            return design.freePoint(trialNumber, seen, random);
        }
        Surrogate.Model model = surrogate.model(List.copyOf(history.ended()), random.nextBoolean());
        AcquisitionSearch search =
                new AcquisitionSearch(history.space(), seen, random, settings.draws(), settings.starts());
        for (int doubts = 0; ; doubts++) {
            Acquisition acquisition = acquisition(model, running, random);
            Optional<AcquisitionSearch.Candidate> best =
                    search.best(acquisition, model.data().best(ELITE));
            if (best.isEmpty()
                    || doubts == MAX_DOUBTS
                    || !acquisition.isLittle(best.get().gain())) {
                return best.map(AcquisitionSearch.Candidate::point);
            }
            model = model.rougher();
        }
    }

    private boolean isStartingUp(int running) {
        int startup = settings.startupTrials(history.space().dimensions().size());
        return history.endedCount() + running < startup || history.usableCount() < Math.min(MIN_RESULTS, startup);
    }

    private Acquisition acquisition(Surrogate.Model model, List<Point> running, RandomGenerator random) {
        Posterior posterior = posterior(model, running, random);
        double[] targets = new double[posterior.alternatives()];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = posterior.smallestMean(i, model.data().real()) - settings.xi();
        }
        return new Acquisition(posterior, settings.utility(), settings.kappa(), targets);
    }

    private Posterior posterior(Surrogate.Model model, List<Point> running, RandomGenerator random) {
        TrainingSet data = model.data();
        if (running.isEmpty()) {
            return Posterior.of(
                    surrogate.metric(), settings.kernel(), model.parameters(), data.points(), model.values());
        }
        List<Point> newest = running.subList(Math.max(0, running.size() - MAX_RUNNING), running.size());
        double[][] points = Arrays.copyOf(data.points(), data.size() + newest.size());
        for (int i = 0; i < newest.size(); i++) {
            points[data.size() + i] = newest.get(i).coordinates();
        }
        return Posterior.imagined(
                surrogate.metric(),
                settings.kernel(),
                model.parameters(),
                points,
                model.values(),
                endings(newest.size(), random));
    }

    /** Standard normal numbers in antithetic pairs, which have the right mean. */
    private static double[][] endings(int running, RandomGenerator random) {
        double[][] endings = new double[ENDINGS][running];
        for (int i = 0; i < ENDINGS; i++) {
            for (int j = 0; j < running; j++) {
                endings[i][j] = i % 2 == 1 ? -endings[i - 1][j] : random.nextGaussian();
            }
        }
        return endings;
    }

    @Override
    public void observe(List<Observation> news) {
        history.observe(news);
    }

    @Override
    public void updateSearchSpace(SearchSpace searchSpace) {
        history.updateSearchSpace(searchSpace);
        design = new SobolDesign(history.space(), context.seed());
        surrogate = new Surrogate(history.space(), settings.kernel(), settings.noiseFloor());
    }
}
