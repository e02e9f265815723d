import io.trialog.sdk.Parameters;
import io.trialog.sdk.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/**
 * Trains a small neural network on the UCI handwritten digits: the trial of {@code ../digits} in Java.
 *
 * <p>Reads its configuration, trains, reports the accuracy on held-out images after every epoch and at the end. Run by hand it
 * trains with the defaults and prints what it would report.
 */
public class Digits {

    static final int EPOCHS = 10;
    static final int VALIDATION_IMAGES = 397; // the other 1,400 train
    static final int PIXELS = 64;
    static final int CLASSES = 10;

    public static void main(String[] arguments) throws IOException {
        try (Trial trial = Trial.current()) {
            Parameters parameters = trial.parameters();
            int batchSize = parameters.intValue("batch_size", 16);
            double learningRate = parameters.doubleValue("learning_rate", 0.1);
            double momentum = parameters.doubleValue("momentum", 0.5);

            Random random = new Random(0); // the same configuration gives the same result
            List<Image> images = readImages(random);
            List<Image> validation = images.subList(0, VALIDATION_IMAGES);
            List<Image> training = images.subList(VALIDATION_IMAGES, images.size());
            Network network = Network.create(parameters, random);

            double accuracy = network.accuracy(validation);
            for (int epoch = 0; epoch < EPOCHS; epoch++) {
                Collections.shuffle(training, random);
                for (int start = 0; start < training.size(); start += batchSize) {
                    int end = Math.min(start + batchSize, training.size());
                    network.learn(training.subList(start, end), learningRate, momentum);
                }
                accuracy = network.accuracy(validation);
                trial.reportIntermediate(accuracy);
            }
            trial.reportFinal(accuracy);
        }
    }

    /** An image: 64 brightnesses in [0, 1], and the digit it shows. */
    record Image(double[] pixels, int digit) {}

    static List<Image> readImages(Random random) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("../digits/digits.csv"));
        List<Image> images = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            double[] row = Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray();
            double[] pixels = Arrays.stream(row, 0, PIXELS).map(pixel -> pixel / 16).toArray();
            images.add(new Image(pixels, (int) row[PIXELS]));
        }
        Collections.shuffle(images, random);
        return images;
    }

    /** What a unit does with its weighted sum; the slope is a function of the value. */
    enum Activation {
        TANH(Math::tanh, value -> 1 - value * value),
        SIGMOID(sum -> 1 / (1 + Math.exp(-sum)), value -> value * (1 - value)),
        RELU(sum -> Math.max(sum, 0), value -> value > 0 ? 1 : 0),
        NONE(sum -> sum, value -> 1);

        final DoubleUnaryOperator value;
        final DoubleUnaryOperator slope;

        Activation(DoubleUnaryOperator value, DoubleUnaryOperator slope) {
            this.value = value;
            this.slope = slope;
        }
    }

    /** Fully connected layers, the last one with softmax and cross-entropy; learns by gradient descent with momentum. */
    record Network(List<Layer> layers) {

        static Network create(Parameters parameters, Random random) {
            Activation activation = Activation.valueOf(parameters.text("activation", "tanh").toUpperCase());
            double scale = parameters.doubleValue("initial_scale", 1);
            List<Layer> layers = new ArrayList<>();
            int inputs = PIXELS;
            for (int units : hiddenUnits(parameters)) {
                layers.add(new Layer(inputs, units, activation, scale, random));
                inputs = units;
            }
            layers.add(new Layer(inputs, CLASSES, Activation.NONE, scale, random));
            return new Network(layers);
        }

        /** The sizes of the hidden layers: the chosen branch of the search space brings parameters of its own. */
        static int[] hiddenUnits(Parameters parameters) {
            if (!parameters.has("network")) {
                return new int[] {16};
            }
            Parameters network = parameters.nested("network");
            return network.text("_name").equals("two_layers")
                    ? new int[] {network.intValue("first_units"), network.intValue("second_units")}
                    : new int[] {network.intValue("units")};
        }

        double[] scores(Image image) {
            double[] values = image.pixels();
            for (Layer layer : layers) {
                values = layer.forward(values);
            }
            return values;
        }

        /** Takes one step downhill. */
        void learn(List<Image> batch, double learningRate, double momentum) {
            for (Image image : batch) {
                double[] errors = softmaxError(scores(image), image.digit());
                for (int i = layers.size() - 1; i >= 0; i--) {
                    errors = layers.get(i).backward(errors);
                }
            }
            layers.forEach(layer -> layer.step(learningRate / batch.size(), momentum));
        }

        double accuracy(List<Image> images) {
            long right = images.stream()
                    .filter(image -> highest(scores(image)) == image.digit())
                    .count();
            return (double) right / images.size();
        }

        /** The slopes of the cross-entropy after softmax: the probabilities, less one at the true digit. */
        static double[] softmaxError(double[] scores, int digit) {
            double max = scores[highest(scores)];
            double[] error = Arrays.stream(scores).map(score -> Math.exp(score - max)).toArray();
            double total = Arrays.stream(error).sum();
            for (int i = 0; i < error.length; i++) {
                error[i] = error[i] / total - (i == digit ? 1 : 0);
            }
            return error;
        }

        static int highest(double[] values) {
            int best = 0;
            for (int i = 1; i < values.length; i++) {
                if (values[i] > values[best]) {
                    best = i;
                }
            }
            return best;
        }
    }

    /** A row of weights for each unit, the last of them the bias; remembers its last inputs and outputs. */
    static class Layer {

        final Activation activation;
        final double[][] weights;
        final double[][] gradients;
        final double[][] velocities;
        double[] inputs = {};
        double[] outputs = {};

        Layer(int inputCount, int units, Activation activation, double scale, Random random) {
            this.activation = activation;
            weights = new double[units][inputCount + 1];
            gradients = new double[units][inputCount + 1];
            velocities = new double[units][inputCount + 1];
            for (double[] row : weights) {
                for (int i = 0; i < inputCount; i++) {
                    row[i] = random.nextGaussian() * scale / Math.sqrt(inputCount);
                }
            }
        }

        double[] forward(double[] values) {
            inputs = values;
            outputs = new double[weights.length];
            for (int unit = 0; unit < weights.length; unit++) {
                double sum = weights[unit][values.length];
                for (int i = 0; i < values.length; i++) {
                    sum += weights[unit][i] * values[i];
                }
                outputs[unit] = activation.value.applyAsDouble(sum);
            }
            return outputs;
        }

        /** Adds to the gradients, given how the loss changes with the outputs; returns how it changes with the inputs. */
        double[] backward(double[] errors) {
            double[] before = new double[inputs.length];
            for (int unit = 0; unit < weights.length; unit++) {
                double error = errors[unit] * activation.slope.applyAsDouble(outputs[unit]);
                for (int i = 0; i < inputs.length; i++) {
                    gradients[unit][i] += error * inputs[i];
                    before[i] += error * weights[unit][i];
                }
                gradients[unit][inputs.length] += error;
            }
            return before;
        }

        void step(double rate, double momentum) {
            for (int unit = 0; unit < weights.length; unit++) {
                for (int i = 0; i < weights[unit].length; i++) {
                    velocities[unit][i] = momentum * velocities[unit][i] - rate * gradients[unit][i];
                    weights[unit][i] += velocities[unit][i];
                }
                Arrays.fill(gradients[unit], 0);
            }
        }
    }
}
