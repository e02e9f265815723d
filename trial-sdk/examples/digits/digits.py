"""Train a small neural network on the UCI handwritten digits, in plain Python.

One trial: reads its configuration, trains, reports the accuracy on held-out images after every epoch and at the end. Run by hand
(``python3 digits.py``, with the package ``trialog`` importable) it trains with the defaults and prints what it would report.
"""

import csv
import math
import random
from operator import add, mul
from pathlib import Path

import trialog

EPOCHS = 10
VALIDATION_IMAGES = 397  # the other 1,400 train
CLASSES = 10

DEFAULTS = {
    "learning_rate": 0.1,
    "momentum": 0.5,
    "batch_size": 16,
    "activation": "tanh",
    "initial_scale": 1.0,
    "network": {"_name": "one_layer", "units": 16},
}


def main():
    parameters = {**DEFAULTS, **trialog.get_next_parameter()}
    generator = random.Random(0)  # the same configuration gives the same result
    training, validation = load_images(generator)
    network = Network(layer_sizes(parameters["network"]), parameters["activation"], parameters["initial_scale"], generator)
    accuracy = network.accuracy(validation)
    for _ in range(EPOCHS):
        generator.shuffle(training)
        batch_size = int(parameters["batch_size"])
        for start in range(0, len(training), batch_size):
            network.learn(training[start : start + batch_size], parameters["learning_rate"], parameters["momentum"])
        if not network.is_finite():
            break  # diverged: further epochs cannot repair it
        accuracy = network.accuracy(validation)
        trialog.report_intermediate_result(accuracy)
    trialog.report_final_result(accuracy)


def load_images(generator):
    """Return the training and the validation images, each as (64 brightnesses in [0, 1], digit)."""
    with open(Path(__file__).with_name("digits.csv"), newline="") as file:
        rows = csv.reader(file)
        next(rows)
        images = [([int(pixel) / 16 for pixel in row[:-1]], int(row[-1])) for row in rows]
    generator.shuffle(images)
    return images[VALIDATION_IMAGES:], images[:VALIDATION_IMAGES]


def layer_sizes(network):
    """Return the sizes of the hidden layers for the chosen branch of the search space."""
    if network["_name"] == "two_layers":
        return [int(network["first_units"]), int(network["second_units"])]
    return [int(network["units"])]


class Network:
    """Fully connected layers, the last one with softmax and cross-entropy; learns by gradient descent with momentum."""

    def __init__(self, hidden_sizes, activation, initial_scale, generator):
        self.activation, self.slope = ACTIVATIONS[activation]
        sizes = [64] + hidden_sizes + [CLASSES]
        self.layers = [Layer(inputs, units, initial_scale, generator) for inputs, units in zip(sizes, sizes[1:])]

    def outputs(self, images):
        """Return what every layer puts out for the images: first the images themselves, last the scores of the ten classes."""
        outputs = [images]
        for layer in self.layers[:-1]:
            sums = layer.sums(outputs[-1])
            outputs.append([list(map(self.activation, row)) for row in sums])
        outputs.append(self.layers[-1].sums(outputs[-1]))
        return outputs

    def learn(self, batch, learning_rate, momentum):
        """Take one step downhill."""
        outputs = self.outputs([pixels for pixels, _ in batch])
        # How the loss changes with every unit's sum, from the last layer to the first.
        errors = [softmax_error(scores, digit) for scores, (_, digit) in zip(outputs.pop(), batch)]
        for position in reversed(range(len(self.layers))):
            layer, inputs = self.layers[position], outputs.pop()
            errors_before = layer.errors_of_inputs(errors) if position else []
            layer.step(inputs, errors, learning_rate / len(batch), momentum)
            errors = [list(map(mul, row, map(self.slope, values))) for row, values in zip(errors_before, inputs)]

    def accuracy(self, images):
        """Return the share of the images whose digit gets the highest score."""
        scores = self.outputs([pixels for pixels, _ in images])[-1]
        return sum(row.index(max(row)) == digit for row, (_, digit) in zip(scores, images)) / len(images)

    def is_finite(self):
        return all(math.isfinite(sum(map(sum, layer.weights))) for layer in self.layers)


class Layer:
    """A matrix of weights, one row for each unit; the last weight of a row is the unit's bias."""

    def __init__(self, inputs, units, initial_scale, generator):
        deviation = initial_scale / math.sqrt(inputs)
        self.weights = [[generator.gauss(0, deviation) for _ in range(inputs)] + [0.0] for _ in range(units)]
        self.velocities = [[0.0] * (inputs + 1) for _ in range(units)]

    def sums(self, inputs):
        """Return the weighted sums of all units, a row for each image."""
        return [[dot(row, values) + row[-1] for row in self.weights] for values in inputs]

    def errors_of_inputs(self, errors):
        columns = list(zip(*self.weights))[:-1]
        return [[dot(column, row) for column in columns] for row in errors]

    def step(self, inputs, errors, rate, momentum):
        input_columns = list(zip(*inputs)) + [(1.0,) * len(inputs)]
        for unit, error_column in enumerate(zip(*errors)):
            velocity = [
                momentum * old - rate * dot(error_column, column) for old, column in zip(self.velocities[unit], input_columns)
            ]
            self.velocities[unit] = velocity
            self.weights[unit] = list(map(add, self.weights[unit], velocity))


def dot(left, right):
    """Return the scalar product over the shorter of the two."""
    return sum(map(mul, left, right))


def softmax_error(scores, digit):
    """Return the slopes of the cross-entropy after softmax: the probabilities, less one at the true digit."""
    highest = max(scores)
    exponentials = [math.exp(score - highest) for score in scores]
    total = sum(exponentials)
    error = [value / total for value in exponentials]
    error[digit] -= 1.0
    return error


# Each with its slope, as a function of its value.
ACTIVATIONS = {
    "tanh": (math.tanh, lambda value: 1.0 - value * value),
    "sigmoid": (lambda sum_: 0.5 + 0.5 * math.tanh(0.5 * sum_), lambda value: value * (1.0 - value)),
    "relu": (lambda sum_: sum_ if sum_ > 0.0 else 0.0, lambda value: 1.0 if value > 0.0 else 0.0),
}


if __name__ == "__main__":
    main()
