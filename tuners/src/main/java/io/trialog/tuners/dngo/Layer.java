package io.trialog.tuners.dngo;

import java.util.random.RandomGenerator;

/**
 * A layer of a network with its Adam state (Kingma and Ba, arXiv:1412.6980). Weights are stored input by input, the row of biases
 * last, so that the inner loops run over outputs without gaps. Mutable.
 */
final class Layer {

    private static final double FIRST_DECAY = 0.9;
    private static final double SECOND_DECAY = 0.999;
    private static final double EPSILON = 1e-8;

    final int inputs;
    final int outputs;
    private final double[] weights;
    private final double[] gradient;
    private final double[] firstMoments;
    private final double[] secondMoments;

    /** A layer with random weights that keep the variance of signals (Glorot and Bengio, 2010), and biases 0. */
    Layer(int inputs, int outputs, RandomGenerator random) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.weights = new double[(inputs + 1) * outputs];
        this.gradient = new double[weights.length];
        this.firstMoments = new double[weights.length];
        this.secondMoments = new double[weights.length];
        double bound = Math.sqrt(6.0 / (inputs + outputs));
        for (int i = 0; i < inputs * outputs; i++) {
            weights[i] = bound * (2 * random.nextDouble() - 1);
        }
    }

    /** What the layer makes of inputs, before any nonlinearity. */
    double[] forward(double[] x) {
        double[] y = new double[outputs];
        System.arraycopy(weights, inputs * outputs, y, 0, outputs);
        for (int i = 0; i < inputs; i++) {
            double factor = x[i];
            int row = i * outputs;
            for (int j = 0; j < outputs; j++) {
                y[j] += factor * weights[row + j];
            }
        }
        return y;
    }

    /** Adds to the gradient; gives the derivative by the inputs. */
    double[] backward(double[] x, double[] byOutputs) {
        double[] byInputs = new double[inputs];
        for (int i = 0; i < inputs; i++) {
            double factor = x[i];
            int row = i * outputs;
            for (int j = 0; j < outputs; j++) {
                gradient[row + j] += factor * byOutputs[j];
            }
            byInputs[i] = Dot.product(weights, row, byOutputs, outputs);
        }
        for (int j = 0; j < outputs; j++) {
            gradient[inputs * outputs + j] += byOutputs[j];
        }
        return byInputs;
    }

    /**
     * One step of Adam down the gradient that was added up, which is then 0 again.
     *
     * @param step the number of the step, from 1
     * @param rate the learning rate
     * @param decay the weight of the squared weights in what is minimised; biases are free
     */
    void descend(int step, double rate, double decay) {
        double scale = rate * Math.sqrt(1 - Math.pow(SECOND_DECAY, step)) / (1 - Math.pow(FIRST_DECAY, step));
        int decaying = inputs * outputs;
        for (int i = 0; i < weights.length; i++) {
            double slope = gradient[i] + (i < decaying ? decay * weights[i] : 0);
            firstMoments[i] = FIRST_DECAY * firstMoments[i] + (1 - FIRST_DECAY) * slope;
            secondMoments[i] = SECOND_DECAY * secondMoments[i] + (1 - SECOND_DECAY) * slope * slope;
            weights[i] -= scale * firstMoments[i] / (Math.sqrt(secondMoments[i]) + EPSILON);
            gradient[i] = 0;
        }
    }
}
