package io.trialog.tuners.gp;

import io.trialog.tuners.history.Trial;
import io.trialog.tuners.space.ModelSpace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fits models to ended trials. What it gives is a function of the trials alone: a full fit, from the priors and for every output
 * transform, is made at certain numbers of trials; in between its result is refined with the newer trials. Full fits are kept, so
 * that a proposal usually costs a refinement.
 */
final class Surrogate {

    /** Up to this many trials the model knows all of them. */
    static final int MAX_POINTS = 400;

    private static final int MAX_FITTED = 150;
    private static final int FULL_STEPS = 40;
    private static final int REFINING_STEPS = 10;

    /**
     * A fitted model.
     *
     * @param data what it is of
     * @param values the losses as the model sees them
     * @param parameters the hyperparameters
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Model(TrainingSet data, double[] values, Hyperparameters parameters) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Fit(OutputTransform transform, double[] logarithms) {}

    private final Metric metric;
    private final Matern kernel;
    private final double noiseFloor;
    private List<Trial> lastTrials = List.of();
    private @Nullable Model lastModel;
    private List<Trial> anchorTrials = List.of();
    private @Nullable Fit anchorFit;

    Surrogate(ModelSpace space, Matern kernel, double noiseFloor) {
        this.metric = new Metric(space);
        this.kernel = kernel;
        this.noiseFloor = noiseFloor;
    }

    /** The distances of the space. */
    Metric metric() {
        return metric;
    }

    /** The model of these trials, in the order of their ends; at least one has a value. */
    Model model(List<Trial> ended) {
        if (lastModel != null && lastTrials.equals(ended)) {
            return lastModel;
        }
        Fit full = full(ended.subList(0, anchor(ended.size())));
        TrainingSet data = TrainingSet.of(ended, MAX_POINTS);
        double[] values = full.transform().apply(data.losses()).values();
        double[] logarithms = full.logarithms();
        if (ended.size() <= MAX_FITTED) {
            LogPosterior posterior = new LogPosterior(metric, kernel, noiseFloor, data.points(), values);
            logarithms = posterior.minimum(logarithms, REFINING_STEPS).x();
        }
        Model model = new Model(data, values, Hyperparameters.ofLogarithms(logarithms, noiseFloor));
        lastTrials = List.copyOf(ended);
        lastModel = model;
        return model;
    }

    /** The number of trials of the newest full fit: grows by a tenth, by 1 at least. */
    private static int anchor(int trials) {
        int anchor = 1;
        while (true) {
            int next = anchor + Math.max(1, anchor / 10);
            if (next > trials) {
                return anchor;
            }
            anchor = next;
        }
    }

    private Fit full(List<Trial> ended) {
        if (anchorFit != null && anchorTrials.equals(ended)) {
            return anchorFit;
        }
        Fit fit = fit(ended);
        anchorTrials = List.copyOf(ended);
        anchorFit = fit;
        return fit;
    }

    private Fit fit(List<Trial> ended) {
        if (ended.stream().noneMatch(Trial::isUsable)) {
            LogPosterior prior = new LogPosterior(metric, kernel, noiseFloor, new double[0][], new double[0]);
            return new Fit(OutputTransform.NONE, prior.start());
        }
        TrainingSet data = TrainingSet.of(ended, MAX_FITTED);
        LogPosterior posterior = new LogPosterior(metric, kernel, noiseFloor, data.points(), data.losses());
        double bestEvidence = Double.NEGATIVE_INFINITY;
        Fit best = new Fit(OutputTransform.NONE, posterior.start());
        for (OutputTransform transform : OutputTransform.values()) {
            if (transform.applies(data.losses())) {
                OutputTransform.Changed changed = transform.apply(data.losses());
                LogPosterior ofChanged = posterior.withValues(changed.values());
                Lbfgs.Minimum minimum = ofChanged.minimum(ofChanged.start(), FULL_STEPS);
                double evidence = changed.logJacobian() - minimum.value();
                if (evidence > bestEvidence) {
                    bestEvidence = evidence;
                    best = new Fit(transform, minimum.x());
                }
            }
        }
        // once more for the best transform, as there may be better hyperparameters elsewhere
        LogPosterior ofBest =
                posterior.withValues(best.transform().apply(data.losses()).values());
        Lbfgs.Minimum other = ofBest.minimum(ofBest.roughStart(), FULL_STEPS);
        if (other.value() < ofBest.evaluate(best.logarithms(), new double[best.logarithms().length])) {
            best = new Fit(best.transform(), other.x());
        }
        return best;
    }
}
