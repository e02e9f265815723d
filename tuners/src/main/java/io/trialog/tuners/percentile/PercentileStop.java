package io.trialog.tuners.percentile;

import io.trialog.spi.assessor.Assessment;
import io.trialog.spi.assessor.Assessor;
import io.trialog.spi.tuner.Direction;
import io.trialog.tuners.curve.Ordering;
import io.trialog.tuners.curve.Pool;
import io.trialog.tuners.curve.Wording;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Stops a trial at step k when its best value up to k is not among the best p percent of those, at step k, of the trials
 * that succeeded and got that far: strictly worse than the value of rank ceil(p n / 100). Compares like with like, where the
 * median rule compares a best value with averages. Values that are not finite count as the worst possible.
 *
 * <p>A fold over reports and ends; a report costs O(k), an end O(k n) for n succeeded trials.
 */
final class PercentileStop implements Assessor {

    private final Ordering ordering;
    private final double percentile;
    private final long startStep;
    private final long minTrials;
    private final Map<Long, List<Double>> running = new HashMap<>(); // looked up by trial only, never iterated
    private final Pool bests = new Pool();

    PercentileStop(Direction direction, double percentile, long startStep, long minTrials) {
        this.ordering = new Ordering(direction);
        this.percentile = percentile;
        this.startStep = startStep;
        this.minTrials = minTrials;
    }

    @Override
    public Assessment assess(long trialNumber, List<Double> history) {
        running.put(trialNumber, List.copyOf(history));
        int step = history.size();
        List<Double> others = bests.at(step);
        if (step < startStep || others.size() < minTrials) {
            return Assessment.keepRunning();
        }
        double best = ordering.best(history, step);
        double bound = bound(others);
        return ordering.isWorse(best, bound)
                ? Assessment.stop(Wording.worse(step, best, ordering, name(), bound, others.size()))
                : Assessment.keepRunning();
    }

    private double bound(List<Double> ascending) {
        int count = ascending.size();
        int rank = (int) Math.max(1, Math.ceil(percentile * count / 100));
        return ascending.get(ordering.direction() == Direction.MAXIMIZE ? count - rank : rank - 1);
    }

    private String name() {
        return "top " + Wording.number(percentile) + " % bound";
    }

    @Override
    public void trialEnded(long trialNumber, boolean succeeded) {
        List<Double> history = running.remove(trialNumber);
        if (history == null || !succeeded) {
            return;
        }
        double[] curve = new double[history.size()];
        double best = ordering.worst();
        for (int i = 0; i < curve.length; i++) {
            best = ordering.better(best, history.get(i));
            curve[i] = best;
        }
        bests.add(curve);
    }
}
