package io.trialog.tuners;

import io.trialog.spi.space.Choice;
import io.trialog.spi.space.LogUniform;
import io.trialog.spi.space.NestedChoice;
import io.trialog.spi.space.NestedChoice.Branch;
import io.trialog.spi.space.Parameter;
import io.trialog.spi.space.QUniform;
import io.trialog.spi.space.RandInt;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.space.Uniform;
import java.util.List;
import java.util.stream.IntStream;

/** Search spaces that several tests use. */
public final class Spaces {

    private Spaces() {}

    /** Numbers in steps only. */
    public static SearchSpace integers() {
        return SearchSpace.of(
                new Parameter("a", new RandInt(0, 100)),
                new Parameter("b", new RandInt(-5, 40)),
                new Parameter("c", new QUniform(0, 10, 0.25)),
                new Parameter("d", new RandInt(1, 1000)));
    }

    /** Categories only: eight parameters of five. */
    public static SearchSpace categories() {
        return SearchSpace.of(IntStream.range(0, 8)
                .mapToObj(i -> new Parameter("c" + i, new Choice(List.of("a", "b", "c", "d", "e"))))
                .toList());
    }

    /** Parameters that depend on parameters that depend on a parameter. */
    public static SearchSpace nestedTwoLevels() {
        SearchSpace adam = SearchSpace.of(new Parameter("beta", new Uniform(0.8, 1)));
        SearchSpace sgd = SearchSpace.of(
                new Parameter("momentum", new Uniform(0, 1)),
                new Parameter("nesterov", new Choice(List.of(true, false))));
        NestedChoice optimizer = new NestedChoice(
                List.of(new Branch("adam", adam), new Branch("sgd", sgd), new Branch("lbfgs", empty())));
        SearchSpace network = SearchSpace.of(
                new Parameter("units", new RandInt(8, 256)),
                new Parameter("rate", new LogUniform(1e-5, 1)),
                new Parameter("optimizer", optimizer));
        SearchSpace forest =
                SearchSpace.of(new Parameter("trees", new RandInt(10, 500)), new Parameter("share", new Uniform(0, 1)));
        return SearchSpace.of(
                new Parameter(
                        "model",
                        new NestedChoice(List.of(
                                new Branch("forest", forest),
                                new Branch("network", network),
                                new Branch("mean", empty())))),
                new Parameter("scale", new Uniform(0, 1)));
    }

    private static SearchSpace empty() {
        return SearchSpace.of();
    }
}
