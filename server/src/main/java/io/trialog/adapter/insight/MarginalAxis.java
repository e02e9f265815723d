package io.trialog.adapter.insight;

import io.trialog.spi.space.Choice;
import io.trialog.spi.space.Distribution;
import io.trialog.spi.space.LogNormal;
import io.trialog.spi.space.LogRandInt;
import io.trialog.spi.space.LogUniform;
import io.trialog.spi.space.NestedChoice;
import io.trialog.spi.space.Normal;
import io.trialog.spi.space.NumericDistribution;
import io.trialog.spi.space.Ordinal;
import io.trialog.spi.space.QLogNormal;
import io.trialog.spi.space.QLogUniform;
import io.trialog.spi.space.QNormal;
import io.trialog.tuners.space.Dimension;
import io.trialog.tuners.space.NamedParameter;
import io.trialog.tuners.space.NumericDimension;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The values of a parameter for which something is expected.
 *
 * @param name its name, {@code outer/inner} inside a nested choice
 * @param isNumeric whether all values are numbers whose order means something; else they are options
 * @param values numbers, evenly spaced on the parameter's scale: by ratios for logarithmic types; or options as JSON has them
 * @param places where the values are on the dimension: ascending coordinates in [0, 1], or indexes of categories
 */
public record MarginalAxis(String name, boolean isNumeric, List<@Nullable Object> values, List<Double> places) {

    /** Of types without limits the few values beyond these quantiles are left out. */
    private static final double TAIL = 0.005;

    public MarginalAxis {
        values = Collections.unmodifiableList(new ArrayList<>(values));
        places = List.copyOf(places);
    }

    /**
     * The axis of a parameter.
     *
     * @param count how many values at most, 2 or more; of options there are all
     */
    static MarginalAxis of(NamedParameter named, Dimension dimension, int count) {
        Distribution distribution = named.parameter().distribution();
        if (distribution instanceof NestedChoice nested) {
            List<@Nullable Object> names = new ArrayList<>();
            nested.branches().forEach(branch -> names.add(branch.name()));
            return new MarginalAxis(named.path(), false, names, indexes(names.size()));
        }
        if (distribution instanceof Choice choice) {
            return new MarginalAxis(
                    named.path(),
                    false,
                    choice.options(),
                    indexes(choice.options().size()));
        }
        NumericDistribution numbers = ((NumericDimension) dimension).distribution();
        if (distribution instanceof Ordinal ordinal) {
            boolean isNumeric = ordinal.options().stream().allMatch(Number.class::isInstance);
            List<Double> places = indexes(ordinal.options().size()).stream()
                    .map(numbers::toUnit)
                    .toList();
            return new MarginalAxis(named.path(), isNumeric, ordinal.options(), places);
        }
        List<@Nullable Object> values = new ArrayList<>();
        List<Double> places = new ArrayList<>();
        numbers((NumericDimension) dimension, count).forEach(value -> {
            values.add(value);
            places.add(numbers.toUnit(value));
        });
        return new MarginalAxis(named.path(), true, values, places);
    }

    /** The values at these indexes. */
    MarginalAxis only(List<Integer> indexes) {
        return new MarginalAxis(
                name,
                isNumeric,
                indexes.stream().map(values::get).toList(),
                indexes.stream().map(places::get).toList());
    }

    /** The coordinates or categories as models take them. */
    double[] asArray() {
        return places.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static List<Double> indexes(int count) {
        return IntStream.range(0, count).asDoubleStream().boxed().toList();
    }

    private static DoubleStream numbers(NumericDimension dimension, int count) {
        NumericDistribution distribution = dimension.distribution();
        double tail = isUnlimited(distribution) ? TAIL : 0;
        double low = distribution.fromUnit(tail);
        double high = distribution.fromUnit(1 - tail);
        boolean isLogarithmic = isLogarithmic(distribution) && low > 0;
        DoubleStream even = IntStream.range(0, count).mapToDouble(i -> {
            double share = i / (count - 1.0);
            return isLogarithmic ? low * Math.pow(high / low, share) : low + share * (high - low);
        });
        return dimension.isStepped()
                ? even.map(value -> distribution.fromUnit(distribution.toUnit(value)))
                        .distinct()
                : even;
    }

    private static boolean isUnlimited(NumericDistribution distribution) {
        return distribution instanceof Normal
                || distribution instanceof QNormal
                || distribution instanceof LogNormal
                || distribution instanceof QLogNormal;
    }

    private static boolean isLogarithmic(NumericDistribution distribution) {
        return distribution instanceof LogUniform
                || distribution instanceof QLogUniform
                || distribution instanceof LogRandInt
                || distribution instanceof LogNormal
                || distribution instanceof QLogNormal;
    }
}
