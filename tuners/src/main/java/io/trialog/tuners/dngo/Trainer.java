package io.trialog.tuners.dngo;

import io.trialog.tuners.candidate.Losses;
import io.trialog.tuners.history.History;
import io.trialog.tuners.history.Trial;
import io.trialog.tuners.space.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Trains networks, anew from random weights, on the first k n ended trials for a fixed n and the largest possible k. What it
 * gives is a function of the trials and the seed; the newest networks are kept, so that most proposals need no training.
 */
final class Trainer {

    /** Of more trials the newest of this number, and the best of the others, are learnt from. */
    static final int NEWEST = 800;

    static final int BEST = 200;

    private static final int NETWORKS = 3;

    private final long seed;
    private final int period;
    private final int epochs;
    private List<Basis> bases = List.of();
    private @Nullable Trial lastLearnt;
    private int learnt;

    /**
     * Has trained nothing.
     *
     * @param period how many trials end between trainings, 1 or more
     */
    Trainer(long seed, int period, int epochs) {
        this.seed = seed;
        this.period = period;
        this.epochs = epochs;
    }

    /** Whether enough is known for a training. */
    boolean isReady(History history) {
        return history.endedCount() >= period
                && history.usableCount() > 0
                && history.ended().stream().limit(period).anyMatch(Trial::isUsable);
    }

    /** The basis for a history; {@link #isReady} holds. */
    List<Basis> bases(History history) {
        int count = history.endedCount() / period * period;
        // when a trial before it is tried again, another one comes to be the last
        Trial last = history.ended().stream().skip(count - 1L).findFirst().orElseThrow();
        if (learnt == count && last.equals(lastLearnt)) {
            return bases;
        }
        List<Trial> ended = history.ended().stream().limit(count).toList();
        bases = train(history, bounded(ended), count);
        learnt = count;
        lastLearnt = last;
        return bases;
    }

    private static List<Trial> bounded(List<Trial> ended) {
        if (ended.size() <= NEWEST + BEST) {
            return ended;
        }
        List<Trial> others = new ArrayList<>(ended.subList(0, ended.size() - NEWEST));
        others.sort(Comparator.naturalOrder());
        List<Trial> chosen = new ArrayList<>(others.subList(0, BEST));
        chosen.addAll(ended.subList(ended.size() - NEWEST, ended.size()));
        return chosen;
    }

    private List<Basis> train(History history, List<Trial> trials, int count) {
        Encoding encoding = new Encoding(history.space());
        double[] losses = Losses.of(trials);
        List<double[]> inputs = new ArrayList<>();
        for (Point point : trials.stream().map(Trial::point).toList()) {
            inputs.add(encoding.encode(point));
        }
        SplittableRandom random = new SplittableRandom(seed + 0x9E3779B97F4A7C15L * count);
        double[][] x = inputs.toArray(double[][]::new);
        List<Basis> bases = new ArrayList<>();
        for (int k = 0; k < NETWORKS; k++) {
            bases.add(new Basis(encoding, Network.trained(x, losses, epochs, random)));
        }
        return bases;
    }
}
