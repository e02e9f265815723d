package io.trialog.spi.testkit;

import io.trialog.spi.space.Choice;
import io.trialog.spi.space.Configuration;
import io.trialog.spi.space.Distribution;
import io.trialog.spi.space.LogNormal;
import io.trialog.spi.space.LogRandInt;
import io.trialog.spi.space.LogUniform;
import io.trialog.spi.space.NestedChoice;
import io.trialog.spi.space.Normal;
import io.trialog.spi.space.NumericDistribution;
import io.trialog.spi.space.Ordinal;
import io.trialog.spi.space.Parameter;
import io.trialog.spi.space.QLogNormal;
import io.trialog.spi.space.QLogUniform;
import io.trialog.spi.space.QNormal;
import io.trialog.spi.space.QUniform;
import io.trialog.spi.space.RandInt;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.space.Uniform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The search spaces and functions of {@link TunerContract}. */
final class ContractSpaces {

    private ContractSpaces() {}

    /** A parameter of every type that a tuner declares to search. */
    static SearchSpace everything(Set<Capability> capabilities) {
        List<Parameter> parameters = new ArrayList<>(List.of(
                new Parameter("uniform", new Uniform(-1, 1)),
                new Parameter("quniform", new QUniform(2, 10, 5)),
                new Parameter("loguniform", new LogUniform(1e-4, 1)),
                new Parameter("qloguniform", new QLogUniform(8, 512, 8)),
                new Parameter("randint", new RandInt(-3, 12)),
                new Parameter("lograndint", new LogRandInt(1, 1025))));
        if (capabilities.contains(Capability.CHOICE)) {
            parameters.addAll(choices());
        }
        if (capabilities.contains(Capability.NORMAL)) {
            parameters.addAll(normals());
        }
        if (capabilities.contains(Capability.NESTED_CHOICE)) {
            parameters.add(nested());
        }
        return SearchSpace.of(parameters);
    }

    static List<Parameter> choices() {
        return List.of(
                new Parameter("choice", new Choice(List.of("relu", true, 3, 0.5, List.of(1, 2)))),
                new Parameter("weighted", new Choice(List.of("often", "seldom"), List.of(5.0, 1.0))),
                new Parameter("ordinal", new Ordinal(List.of("tiny", "small", "medium", "large"))));
    }

    static List<Parameter> normals() {
        return List.of(
                new Parameter("normal", new Normal(5, 2)),
                new Parameter("qnormal", new QNormal(0, 10, 2.5)),
                new Parameter("lognormal", new LogNormal(0, 1)),
                new Parameter("qlognormal", new QLogNormal(2, 1, 4)));
    }

    static Parameter nested() {
        SearchSpace inner = SearchSpace.of(
                new Parameter("rate", new LogUniform(1e-5, 1e-1)), new Parameter("units", new RandInt(1, 9)));
        NestedChoice second = new NestedChoice(
                List.of(new NestedChoice.Branch("wide", inner), new NestedChoice.Branch("none", SearchSpace.of())));
        SearchSpace outer =
                SearchSpace.of(new Parameter("momentum", new Uniform(0, 1)), new Parameter("layer", second));
        return new Parameter(
                "nested",
                new NestedChoice(List.of(
                        new NestedChoice.Branch("plain", SearchSpace.of()),
                        new NestedChoice.Branch("deep", outer),
                        new NestedChoice.Branch(
                                "shallow", SearchSpace.of(new Parameter("momentum", new Uniform(0, 1)))))));
    }

    /** Twelve points, numeric ones only. */
    static SearchSpace twelvePoints() {
        return SearchSpace.of(new Parameter("a", new RandInt(0, 4)), new Parameter("b", new QUniform(0, 1, 0.5)));
    }

    /** Numbers with constraints between them, which about every eighth random configuration keeps. */
    static SearchSpace constrained() {
        return SearchSpace.of(
                        new Parameter("units1", new RandInt(1, 129)),
                        new Parameter("units2", new RandInt(1, 129)),
                        new Parameter("a", new Uniform(0, 1)),
                        new Parameter("b", new Uniform(0, 1)),
                        new Parameter("c", new QUniform(0, 1, 0.1)))
                .withConstraints(List.of("units2 <= units1", "a + b <= 1", "c <= a or c >= 0.9"));
    }

    /** Eight of the {@link #twelvePoints}. */
    static SearchSpace eightOfTwelvePoints() {
        return twelvePoints().withConstraints(List.of("a <= 1 + 2 * b", "a + b > 0"));
    }

    /** How far a configuration is from one hidden in the space: a bowl over all parameters, 0 at its bottom. */
    static double bowl(SearchSpace space, Configuration configuration) {
        double sum = 0;
        for (Parameter parameter : space.parameters()) {
            sum += bowl(parameter.distribution(), configuration.value(parameter.name()));
        }
        return sum;
    }

    private static double bowl(Distribution distribution, @Nullable Object value) {
        if (distribution instanceof NumericDistribution numeric && value instanceof Number number) {
            double distance = numeric.toUnit(number.doubleValue()) - 0.3;
            return distance * distance;
        }
        if (distribution instanceof Ordinal ordinal) {
            double distance = ordinal.indexOf(value) / (ordinal.options().size() - 1.0) - 0.3;
            return distance * distance;
        }
        if (distribution instanceof Choice choice) {
            return choice.indexOf(value) == choice.options().size() / 2 ? 0 : 0.2;
        }
        if (distribution instanceof NestedChoice nested && value instanceof Map<?, ?> map) {
            NestedChoice.Branch branch = nested.branchOf(map).orElseThrow();
            int index = nested.branches().indexOf(branch);
            double inside = 0;
            for (Parameter parameter : branch.space().parameters()) {
                inside += bowl(parameter.distribution(), map.get(parameter.name()));
            }
            return (index == nested.branches().size() / 2 ? 0 : 0.3) + inside;
        }
        throw new IllegalArgumentException(value + " (expected: a value of " + distribution + ")");
    }
}
