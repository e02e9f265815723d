package io.trialog.adapter.insight;

import io.trialog.tuners.importance.Estimate;
import io.trialog.tuners.importance.Fanova;
import io.trialog.tuners.space.ModelSpace;
import io.trialog.tuners.space.NamedParameter;
import io.trialog.tuners.space.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the values of trials depend on, as a random forest sees it. Parameters of the same name that are of different kinds in
 * different branches of a nested choice are one to people: what they count is added, and shown is the first. For one thread at a
 * time.
 */
public final class ValueModel {

    /** How many values of one parameter are looked at, and of each of two. */
    private static final int POINTS = 60;

    private static final int GRID = 40;

    /** Pairs of so many parameters, the strongest, are looked at. */
    private static final int PAIRED = 6;

    /** The same trials give the same forest. */
    private static final long SEED = 7;

    private final Lessons lessons;
    private final ModelSpace space;
    private final Fanova fanova;
    private final Map<String, List<Integer>> dimensions = new LinkedHashMap<>();
    private @Nullable List<ParameterImportance> parameters;
    private @Nullable List<PairImportance> pairs;

    private ValueModel(Lessons lessons, ModelSpace space, Fanova fanova) {
        this.lessons = lessons;
        this.space = space;
        this.fanova = fanova;
        List<NamedParameter> named = space.parameters();
        for (int dimension = 0; dimension < named.size(); dimension++) {
            dimensions
                    .computeIfAbsent(named.get(dimension).path(), path -> new ArrayList<>())
                    .add(dimension);
        }
    }

    /** Learns. */
    static ValueModel of(Lessons lessons) {
        ModelSpace space = ModelSpace.of(lessons.space());
        List<Point> points = lessons.points();
        double[] values =
                lessons.values().stream().mapToDouble(Double::doubleValue).toArray();
        return new ValueModel(lessons, space, Fanova.of(space, points, values, new SplittableRandom(SEED)));
    }

    /** The name of the values. */
    public String metric() {
        return lessons.metric();
    }

    /** From how many trials it has learnt. */
    public int trials() {
        return lessons.values().size();
    }

    /** Of how many trees its forest is. */
    public int trees() {
        return fanova.trees();
    }

    /** Which part of the variance of the values it explains where it has not seen them, in [0, 1]. */
    public double fit() {
        double fit = fanova.fit();
        return fit > 0 ? fit : 0; // also where there is no variance
    }

    /** The names of the parameters, in the order of the space. */
    public List<String> names() {
        return List.copyOf(dimensions.keySet());
    }

    /** What the parameters count, most first. */
    public List<ParameterImportance> parameters() {
        List<ParameterImportance> known = parameters;
        if (known == null) {
            List<Estimate> estimates = fanova.importances();
            known = dimensions.entrySet().stream()
                    .map(entry -> importance(
                            entry.getKey(),
                            entry.getValue().stream().map(estimates::get).toList()))
                    .sorted(Comparator.comparingDouble(ParameterImportance::importance)
                            .reversed())
                    .toList();
            parameters = known;
        }
        return known;
    }

    private static ParameterImportance importance(String name, List<Estimate> estimates) {
        double sum = estimates.stream().mapToDouble(Estimate::mean).sum();
        double squares = estimates.stream()
                .mapToDouble(estimate -> estimate.deviation() * estimate.deviation())
                .sum();
        return new ParameterImportance(name, sum, Math.sqrt(squares));
    }

    /** What pairs of the strongest parameters count together, beyond each alone, most first. */
    public List<PairImportance> pairs() {
        List<PairImportance> known = pairs;
        if (known == null) {
            List<String> strongest = parameters().stream()
                    .limit(PAIRED)
                    .map(ParameterImportance::name)
                    .toList();
            known = pairs(strongest).stream()
                    .sorted(Comparator.comparingDouble(PairImportance::importance)
                            .reversed())
                    .toList();
            pairs = known;
        }
        return known;
    }

    private List<PairImportance> pairs(List<String> names) {
        List<int[]> asked = new ArrayList<>();
        List<String[]> askedNames = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            for (int j = i + 1; j < names.size(); j++) {
                for (int first : dimensionsOf(names.get(i))) {
                    for (int second : dimensionsOf(names.get(j))) {
                        asked.add(new int[] {first, second});
                        askedNames.add(new String[] {names.get(i), names.get(j)});
                    }
                }
            }
        }
        List<Estimate> estimates = fanova.interactions(asked);
        Map<List<String>, Double> sums = new LinkedHashMap<>();
        IntStream.range(0, asked.size())
                .forEach(i ->
                        sums.merge(List.of(askedNames.get(i)), estimates.get(i).mean(), Double::sum));
        return sums.entrySet().stream()
                .map(entry ->
                        new PairImportance(entry.getKey().get(0), entry.getKey().get(1), entry.getValue()))
                .toList();
    }

    /** What is expected over a parameter that there is, where trials have it. */
    public Marginals over(String name) {
        int dimension = dimensionsOf(name).get(0);
        MarginalAxis axis = axis(dimension, POINTS);
        return new Marginals(axis, null, fanova.marginal(dimension, axis.asArray()));
    }

    /** What is expected over two parameters that there are, where trials have both; empty when none can. */
    public Optional<Marginals> over(String xName, String yName) {
        int first = dimensionsOf(xName).get(0);
        int second = dimensionsOf(yName).get(0);
        MarginalAxis x = axis(first, GRID);
        MarginalAxis y = axis(second, GRID);
        List<Estimate> all = fanova.marginal(second, y.asArray(), first, x.asArray());
        int width = x.values().size();
        List<Integer> columns = IntStream.range(0, width)
                .filter(column ->
                        IntStream.range(0, y.values().size()).anyMatch(row -> isThere(all.get(row * width + column))))
                .boxed()
                .toList();
        List<Integer> rows = IntStream.range(0, y.values().size())
                .filter(row -> IntStream.range(0, width).anyMatch(column -> isThere(all.get(row * width + column))))
                .boxed()
                .toList();
        List<Estimate> there = rows.stream()
                .flatMap(row -> columns.stream().map(column -> all.get(row * width + column)))
                .toList();
        return there.isEmpty() ? Optional.empty() : Optional.of(new Marginals(x.only(columns), y.only(rows), there));
    }

    private static boolean isThere(Estimate estimate) {
        return !Double.isNaN(estimate.mean());
    }

    private MarginalAxis axis(int dimension, int count) {
        return MarginalAxis.of(
                space.parameters().get(dimension), space.dimensions().get(dimension), count);
    }

    private List<Integer> dimensionsOf(String name) {
        List<Integer> found = dimensions.get(name);
        if (found == null) {
            throw new IllegalArgumentException("parameter: " + name + " (expected: one of " + names() + ")");
        }
        return found;
    }
}
