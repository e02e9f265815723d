package io.trialog.tuners.successivehalving;

import io.trialog.spi.assessor.Assessment;
import io.trialog.spi.assessor.Assessor;
import io.trialog.spi.tuner.Direction;
import io.trialog.tuners.curve.Ordering;
import io.trialog.tuners.curve.Wording;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asynchronous successive halving in its stopping form (Li et al., "A system for massively parallel hyperparameter tuning",
 * arXiv:1810.05934, section 3.3): rung k is at step {@code min_resource * eta^(s + k)}, where s is the early-stopping rate;
 * a trial that comes to a rung runs on when its best value so far is among the top 1/eta of all that came to this rung,
 * itself included, whatever became of them. The first one at a rung always runs on; ties are in the trial's favour. Values
 * that are not finite count as the worst possible.
 *
 * <p>A fold over reports; a report that is at no rung costs O(1), one at a rung of n trials O(k + n).
 */
final class SuccessiveHalving implements Assessor {

    private final Ordering ordering;
    private final long minResource;
    private final long eta;
    private final List<Rung> rungs = new ArrayList<>();

    /** How many steps of a trial were judged. Looked up by trial only, never iterated. */
    private final Map<Long, Integer> judged = new HashMap<>();

    /**
     * Knows no trial yet.
     *
     * @param minResource the step of the lowest rung, 1 or more
     * @param eta 2 or more
     */
    SuccessiveHalving(Direction direction, long minResource, long eta) {
        this.ordering = new Ordering(direction);
        this.minResource = minResource;
        this.eta = eta;
    }

    @Override
    public Assessment assess(long trialNumber, List<Double> history) {
        int before = judged.getOrDefault(trialNumber, 0);
        judged.put(trialNumber, history.size());
        int from = history.size() > before ? before : 0; // else it is tried again, from the start
        long step = minResource;
        for (int k = 0; step <= history.size(); k++) {
            if (step > from) {
                Assessment verdict = judge(trialNumber, history, k, (int) step);
                if (verdict.isStop()) {
                    return verdict;
                }
            }
            step *= eta; // at most history.size() * eta: no overflow
        }
        return Assessment.keepRunning();
    }

    private Assessment judge(long trialNumber, List<Double> history, int k, int step) {
        while (rungs.size() <= k) {
            rungs.add(new Rung(ordering));
        }
        Rung rung = rungs.get(k);
        double best = ordering.best(history, step);
        rung.put(trialNumber, best);
        double bound = rung.bound(eta);
        return ordering.isWorse(best, bound)
                ? Assessment.stop(Wording.worse(step, best, ordering, "top 1/" + eta + " bound", bound, rung.size()))
                : Assessment.keepRunning();
    }

    @Override
    public void trialEnded(long trialNumber, boolean succeeded) {
        if (succeeded) {
            judged.remove(trialNumber);
        }
    }
}
