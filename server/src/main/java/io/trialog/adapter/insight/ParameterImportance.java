package io.trialog.adapter.insight;

/**
 * What a parameter counts.
 *
 * @param name its name, {@code outer/inner} inside a nested choice
 * @param importance which part of the variance of the values is due to it alone, in [0, 1]
 * @param deviation by how much the trees of the model differ on that
 */
public record ParameterImportance(String name, double importance, double deviation) {}
