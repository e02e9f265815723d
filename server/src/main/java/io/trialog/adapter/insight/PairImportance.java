package io.trialog.adapter.insight;

/**
 * What two parameters count together, beyond each alone.
 *
 * @param first the one that counts more alone
 * @param second the other
 * @param importance which part of the variance of the values is due to both together, in [0, 1]
 */
public record PairImportance(String first, String second, double importance) {}
