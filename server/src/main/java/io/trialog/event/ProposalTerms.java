package io.trialog.event;

import org.jspecify.annotations.Nullable;

/**
 * What a tuner said of a proposal beside its configuration.
 *
 * @param tag its word to itself
 * @param budget how much the trial is to spend, in units of the tuner's options
 * @param parent the trial that it continues
 */
public record ProposalTerms(
        @Nullable String tag,
        @Nullable Double budget,
        @Nullable Long parent) {

    /** Nothing. */
    public static final ProposalTerms NONE = new ProposalTerms(null, null, null);
}
