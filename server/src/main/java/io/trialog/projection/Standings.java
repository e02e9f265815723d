package io.trialog.projection;

import io.trialog.experiment.ExperimentConfig;
import io.trialog.metric.Objectives;
import io.trialog.spi.tuner.Pareto;
import java.util.Comparator;
import java.util.List;

/**
 * Which of an experiment's trials are better.
 *
 * @param objectives what is optimized
 */
public record Standings(Objectives objectives) {

    /** Those of an experiment. */
    public static Standings of(ExperimentConfig config) {
        return new Standings(config.objectives());
    }

    /** A trial's value as something to minimise; of several objectives, by the first. Not-a-number when it has none. */
    public double loss(TrialRow row) {
        return objectives.direction().toLoss(row.result());
    }

    /** Best first, of equals the lower number first. For ranked trials. */
    public Comparator<TrialRow> order() {
        return Comparator.comparingDouble(this::loss).thenComparingLong(TrialRow::number);
    }

    /**
     * The trials that no other one beats: that is nowhere worse and somewhere better.
     *
     * @param ranked trials that count among the best, in order
     * @return in the same order; with one objective, all that are as good as the best
     */
    public List<TrialRow> front(List<TrialRow> ranked) {
        if (!objectives.areSeveral()) {
            return ranked.stream()
                    .takeWhile(row -> loss(row) == loss(ranked.get(0)))
                    .toList();
        }
        return new Pareto(objectives.all())
                .front(ranked.stream().map(TrialRow::objectives).toList()).stream()
                        .map(ranked::get)
                        .toList();
    }
}
