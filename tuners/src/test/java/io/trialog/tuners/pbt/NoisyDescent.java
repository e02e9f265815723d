package io.trialog.tuners.pbt;

import io.trialog.spi.space.LogUniform;
import io.trialog.spi.space.Parameter;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.testkit.Simulation;
import io.trialog.spi.tuner.Suggestion;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Trials that train: stochastic gradient descent on a square whose gradients have noise of variance 1. Its expected error v
 * becomes {@code (1 - rate)^2 v + rate^2} in a step, so a large rate is best at first and a small one in the end; the best
 * schedule comes to about 1 / steps. A trial goes on from the error that the trial which it continues came to.
 */
final class NoisyDescent implements Simulation.Training {

    static final SearchSpace SPACE = SearchSpace.of(new Parameter("rate", new LogUniform(1e-3, 1)));

    private static final double BEGINNING = 1e4;
    private static final int STEPS = 10;

    private final Map<Long, Double> checkpoints = new HashMap<>();

    @Override
    public double run(long trialNumber, Suggestion suggestion) {
        double error = suggestion.parent().isPresent()
                ? checkpoints.get(suggestion.parent().getAsLong())
                : BEGINNING;
        error = trained(error, suggestion.configuration().number("rate"), STEPS);
        checkpoints.put(trialNumber, error);
        return error;
    }

    /** What the best constant rate comes to in as many trials, one after the other. */
    static double bestOfConstantRates(int trials) {
        return IntStream.rangeClosed(1, 1000)
                .mapToDouble(thousandths -> trained(BEGINNING, thousandths / 1000.0, STEPS * trials))
                .min()
                .orElseThrow();
    }

    private static double trained(double error, double rate, int steps) {
        double trained = error;
        for (int step = 0; step < steps; step++) {
            trained = (1 - rate) * (1 - rate) * trained + rate * rate;
        }
        return trained;
    }
}
