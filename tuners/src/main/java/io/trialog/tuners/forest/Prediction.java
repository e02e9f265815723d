package io.trialog.tuners.forest;

/**
 * What a forest expects somewhere.
 *
 * @param mean the mean over the trees
 * @param variance the variance of the trees' means, 0 or more
 */
public record Prediction(double mean, double variance) {}
