package io.trialog.tuners.anneal;

import io.trialog.tuners.history.History;
import io.trialog.tuners.history.Trial;
import io.trialog.tuners.space.CategoricalDimension;
import io.trialog.tuners.space.Dimension;
import io.trialog.tuners.space.ModelSpace;
import io.trialog.tuners.space.Point;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * For each dimension its coordinates in the best of the trials that have it, best first, and how many trials have it. Takes
 * O(n d) to make from n results, O(d) without conditional dimensions.
 */
final class Favourites {

    /** A rank beyond it is as good as never drawn: with mean rank 2 once in a billion times. */
    private static final int MAX_KEPT = 32;

    private final List<List<Double>> coordinates = new ArrayList<>();
    private final int[] counts;

    private final int[][] tries;

    private Favourites(ModelSpace space) {
        int dimensions = space.dimensions().size();
        for (int i = 0; i < dimensions; i++) {
            coordinates.add(new ArrayList<>());
        }
        counts = new int[dimensions];
        tries = new int[dimensions][];
        for (Dimension dimension : space.dimensions()) {
            int parent = dimension.condition().parent();
            if (parent >= 0 && space.dimensions().get(parent) instanceof CategoricalDimension categorical) {
                tries[parent] = new int[categorical.size()];
            }
        }
    }

    /** Those of the results so far, and of running trials by what is assumed of them. */
    static Favourites of(History history, Collection<Point> running, AnnealSettings settings) {
        ModelSpace space = history.space();
        Favourites favourites = new Favourites(space);
        boolean conditional = favourites.countTries(history.ended());
        List<Trial> results = history.best(conditional ? history.usableCount() : MAX_KEPT + 1);
        int assumedRank = settings.liar().isEmpty()
                ? -1
                : assumedRank(history, results, settings.liar().get());
        for (int rank = 0; rank < results.size(); rank++) {
            if (rank == assumedRank) {
                running.forEach(point -> favourites.add(space, point));
            }
            favourites.add(space, results.get(rank).point());
        }
        if (assumedRank >= results.size()) {
            running.forEach(point -> favourites.add(space, point));
        }
        favourites.countUnconditional(space, history.usableCount() + (assumedRank < 0 ? 0 : running.size()));
        return favourites;
    }

    private static int assumedRank(History history, List<Trial> results, AnnealSettings.Liar liar) {
        return switch (liar) {
            case MIN -> 0;
            case MAX -> results.size();
            case MEAN ->
                (int) results.stream()
                        .filter(trial -> trial.loss() <= history.meanLoss())
                        .count();
        };
    }

    private boolean countTries(Collection<Trial> ended) {
        boolean any = false;
        for (int dimension = 0; dimension < tries.length; dimension++) {
            if (isNested(dimension)) {
                any = true;
                for (Trial trial : ended) {
                    double category = trial.point().at(dimension);
                    if (!Double.isNaN(category)) {
                        tries[dimension][(int) category]++;
                    }
                }
            }
        }
        return any;
    }

    /** Whether other dimensions depend on it. */
    boolean isNested(int dimension) {
        return tries[dimension] != null;
    }

    /** How many trials, failed ones too, had this category of a dimension that others depend on. */
    int tries(int dimension, int category) {
        return tries[dimension][category];
    }

    private void add(ModelSpace space, Point point) {
        for (Dimension dimension : space.dimensions()) {
            if (point.has(dimension)) {
                counts[dimension.index()]++;
                if (coordinates.get(dimension.index()).size() < MAX_KEPT) {
                    coordinates.get(dimension.index()).add(point.at(dimension));
                }
            }
        }
    }

    private void countUnconditional(ModelSpace space, int count) {
        for (Dimension dimension : space.dimensions()) {
            if (dimension.condition().parent() < 0) {
                counts[dimension.index()] = count;
            }
        }
    }

    /** How many results have the dimension; 0 when none of the good ones has. */
    int count(Dimension dimension) {
        return coordinates.get(dimension.index()).isEmpty() ? 0 : counts[dimension.index()];
    }

    /** A coordinate from a good result, of a rank that is geometrically distributed; the count is above 0. */
    double draw(Dimension dimension, double meanRank, RandomGenerator random) {
        List<Double> best = coordinates.get(dimension.index());
        double rank = Math.log1p(-random.nextDouble()) / Math.log1p(-1 / meanRank);
        return best.get((int) Math.min(rank, best.size() - 1));
    }
}
