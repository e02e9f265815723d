package io.trialog.tuners.metis;

import io.trialog.tuners.candidate.Losses;
import io.trialog.tuners.gp.GaussianProcess;
import io.trialog.tuners.history.History;
import io.trialog.tuners.history.Trial;
import io.trialog.tuners.space.ModelSpace;
import io.trialog.tuners.space.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fits a Gaussian process to ended trials: hyperparameters at certain numbers of trials only, which grow by a quarter; newer
 * trials are added to that fit. What it gives is a function of the trials; the newest fit is kept.
 */
final class Surrogate {

    /** So many of the best trials, and as many of the newest of the others, are modelled. */
    private static final int HALF = 60;

    /**
     * A fitted model.
     *
     * @param process the model
     * @param samples what it is of
     */
    record Model(GaussianProcess process, Samples samples) {}

    /** A fit to the first trials, and the last of these. */
    private record Fit(int count, Trial last, List<Trial> trials, Losses scale, GaussianProcess process) {}

    private final ModelSpace space;
    private @Nullable Fit newest;

    Surrogate(ModelSpace space) {
        this.space = space;
    }

    /** The model of the ended trials, of which one has a value. */
    Model model(History history) {
        List<Trial> ended = List.copyOf(history.ended());
        Fit fit = fit(ended, anchor(ended));
        List<Trial> trials = new ArrayList<>(fit.trials());
        GaussianProcess process = fit.process();
        for (Trial trial : ended.subList(fit.count(), ended.size())) {
            trials.add(trial);
            process = process.with(trial.point(), fit.scale().of(trial));
        }
        return new Model(process, Samples.of(trials, fit.scale()));
    }

    /** How many trials the newest fit knows; as many as there are while no earlier one has a value. */
    private static int anchor(List<Trial> ended) {
        int anchor = 1;
        for (int next = 2; next <= ended.size(); next += Math.min(2 * HALF / 4, Math.max(1, next / 4))) {
            anchor = next;
        }
        return ended.subList(0, anchor).stream().anyMatch(Trial::isUsable) ? anchor : ended.size();
    }

    private Fit fit(List<Trial> ended, int count) {
        Trial last = ended.get(count - 1); // when one before it is tried again, another one comes to be the last
        Fit known = newest;
        if (known != null && known.count() == count && known.last().equals(last)) {
            return known;
        }
        List<Trial> trials = bounded(ended.subList(0, count));
        Losses scale = Losses.scaledBy(trials);
        Samples samples = Samples.of(trials, scale);
        List<Point> points = samples.points();
        Fit fit = new Fit(count, last, trials, scale, GaussianProcess.fit(space, points, samples.medians()));
        newest = fit;
        return fit;
    }

    private static List<Trial> bounded(List<Trial> ended) {
        if (ended.size() <= 2 * HALF) {
            return List.copyOf(ended);
        }
        List<Trial> others = new ArrayList<>(ended.subList(0, ended.size() - HALF));
        others.sort(Comparator.naturalOrder());
        List<Trial> chosen = new ArrayList<>(others.subList(0, HALF));
        chosen.addAll(ended.subList(ended.size() - HALF, ended.size()));
        return chosen;
    }
}
