package io.trialog.tuners.dngo;

import java.util.random.RandomGenerator;

/**
 * A network of three hidden layers of 50 tanh units (the width that Snoek et al. found best for the last one), trained on squared
 * errors with weight decay by Adam on small batches. Only its last hidden layer is of interest: the basis of a regression.
 */
final class Network {

    /** The number of basis functions. */
    static final int WIDTH = 50;

    private static final int BATCH = 16;
    private static final double LEARNING_RATE = 0.01;
    private static final double FINAL_RATE = 0.001;
    private static final double WEIGHT_DECAY = 1e-4;

    /** Visits of samples in a training at most, so that three take about a second. */
    private static final int MAX_VISITS = 20_000;

    private final Layer[] layers;

    private Network(int inputs, RandomGenerator random) {
        this.layers = new Layer[] {
            new Layer(inputs, WIDTH, random),
            new Layer(WIDTH, WIDTH, random),
            new Layer(WIDTH, WIDTH, random),
            new Layer(WIDTH, 1, random)
        };
    }

    /**
     * A network that was trained on samples.
     *
     * @param x the inputs, sample by sample; at least one
     * @param y the values, about of mean 0 and deviation 1
     * @param epochs how often every sample is visited; fewer times when there are many
     */
    static Network trained(double[][] x, double[] y, int epochs, RandomGenerator random) {
        Network network = new Network(x[0].length, random);
        int[] order = new int[x.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        long visits = Math.min((long) epochs * x.length, Math.max(MAX_VISITS, x.length));
        int steps = (int) ((visits + BATCH - 1) / BATCH);
        int next = order.length;
        for (int step = 1; step <= steps; step++) {
            int size = Math.min(BATCH, order.length);
            for (int i = 0; i < size; i++) {
                if (next == order.length) {
                    shuffle(order, random);
                    next = 0;
                }
                int sample = order[next++];
                network.learn(x[sample], y[sample], 1.0 / size);
            }
            double progress = (double) step / steps;
            double rate = LEARNING_RATE * Math.pow(FINAL_RATE / LEARNING_RATE, progress);
            for (Layer layer : network.layers) {
                layer.descend(step, rate, WEIGHT_DECAY);
            }
        }
        return network;
    }

    private static void shuffle(int[] order, RandomGenerator random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int moved = order[i];
            order[i] = order[j];
            order[j] = moved;
        }
    }

    private void learn(double[] x, double y, double weight) {
        double[][] signals = new double[layers.length][];
        double[] signal = x;
        for (int k = 0; k < layers.length - 1; k++) {
            signals[k] = signal;
            signal = tanh(layers[k].forward(signal));
        }
        int last = layers.length - 1;
        signals[last] = signal;
        double error = layers[last].forward(signal)[0] - y;
        double[] slopes = layers[last].backward(signal, new double[] {error * weight});
        for (int k = last - 1; k >= 0; k--) {
            double[] outputs = signals[k + 1];
            for (int j = 0; j < slopes.length; j++) {
                slopes[j] *= 1 - outputs[j] * outputs[j];
            }
            slopes = layers[k].backward(signals[k], slopes);
        }
    }

    /** The outputs of the last hidden layer, each in [-1, 1]. */
    double[] basis(double[] x) {
        double[] signal = x;
        for (int k = 0; k < layers.length - 1; k++) {
            signal = tanh(layers[k].forward(signal));
        }
        return signal;
    }

    private static double[] tanh(double[] signal) {
        for (int j = 0; j < signal.length; j++) {
            double power = Math.exp(-2 * Math.abs(signal[j])); // Math.tanh takes five times as long
            signal[j] = Math.copySign((1 - power) / (1 + power), signal[j]);
        }
        return signal;
    }
}
