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
    record Model(TrainingSet data, double[] values, Hyperparameters parameters) {

        /** The same, of a rougher function: with half the lengthscales, so that less is known between the points. */
        Model rougher() {
            return new Model(data, values, parameters.rougher());
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Fit(OutputTransform transform, double[] logarithms) {}

    /** Of the results as they are, and of what is more evident: often the same. */
    private record Fits(Fit plain, Fit evident) {}

    private final Metric metric;
    private final Matern kernel;
    private final double noiseFloor;
    private List<Trial> anchorTrials = List.of();
    private @Nullable Fits anchorFits;

    Surrogate(ModelSpace space, Matern kernel, double noiseFloor) {
        this.metric = new Metric(space);
        this.kernel = kernel;
        this.noiseFloor = noiseFloor;
    }

    /** The distances of the space. */
    Metric metric() {
        return metric;
    }

    /**
     * A model of these trials, in the order of their ends; at least one has a value.
     *
     * @param isPlain whether the model is one of the results as they are, instead of by the output transform for which there is
     *     most evidence
     */
    Model model(List<Trial> ended, boolean isPlain) {
        Fits fits = full(ended.subList(0, anchor(ended.size())));
        Fit full = isPlain ? fits.plain() : fits.evident();
        TrainingSet data = TrainingSet.of(ended, MAX_POINTS);
        double[] values = full.transform().apply(data.losses()).values();
        double[] logarithms = full.logarithms();
        if (ended.size() <= MAX_FITTED) {
            LogPosterior posterior = new LogPosterior(metric, kernel, noiseFloor, data.points(), values);
            logarithms = posterior.minimum(logarithms, REFINING_STEPS).x();
        }
        return new Model(data, values, Hyperparameters.ofLogarithms(logarithms, noiseFloor));
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

    private Fits full(List<Trial> ended) {
        if (anchorFits != null && anchorTrials.equals(ended)) {
            return anchorFits;
        }
        Fits fits = fit(ended);
        anchorTrials = List.copyOf(ended);
        anchorFits = fits;
        return fits;
    }

    private Fits fit(List<Trial> ended) {
        if (ended.stream().noneMatch(Trial::isUsable)) {
            LogPosterior prior = new LogPosterior(metric, kernel, noiseFloor, new double[0][], new double[0]);
            Fit fit = new Fit(OutputTransform.NONE, prior.start());
            return new Fits(fit, fit);
        }
        TrainingSet data = TrainingSet.of(ended, MAX_FITTED);
        LogPosterior posterior = new LogPosterior(metric, kernel, noiseFloor, data.points(), data.losses());
        double bestEvidence = Double.NEGATIVE_INFINITY;
        Fit plain = new Fit(OutputTransform.NONE, posterior.start());
        Fit best = plain;
        for (OutputTransform transform : OutputTransform.values()) {
            if (transform.applies(data.losses())) {
                OutputTransform.Changed changed = transform.apply(data.losses());
                LogPosterior ofChanged = posterior.withValues(changed.values());
                Lbfgs.Minimum minimum = ofChanged.minimum(ofChanged.start(), FULL_STEPS);
                Fit fit = new Fit(transform, minimum.x());
                plain = transform == OutputTransform.NONE ? fit : plain;
                double evidence = changed.logJacobian() - minimum.value();
                if (evidence > bestEvidence) {
                    bestEvidence = evidence;
                    best = fit;
                }
            }
        }
        plain = improved(plain, posterior, data);
        return new Fits(plain, best.transform() == OutputTransform.NONE ? plain : improved(best, posterior, data));
    }

    /** Looks once more from another start, as there may be better hyperparameters elsewhere. */
    private static Fit improved(Fit fit, LogPosterior posterior, TrainingSet data) {
        LogPosterior changed =
                posterior.withValues(fit.transform().apply(data.losses()).values());
        Lbfgs.Minimum other = changed.minimum(changed.roughStart(), FULL_STEPS);
        double known = changed.evaluate(fit.logarithms(), new double[fit.logarithms().length]);
        return other.value() < known ? new Fit(fit.transform(), other.x()) : fit;
    }
}
