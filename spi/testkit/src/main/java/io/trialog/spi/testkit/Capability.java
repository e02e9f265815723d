package io.trialog.spi.testkit;

/**
 * What a tuner promises. {@link TunerContract} checks what is declared, and that what is not declared is refused with a
 * clear error instead of done wrongly.
 */
public enum Capability {
    /** Searches {@code choice} and {@code ordinal} parameters. Undeclared: such spaces are refused. */
    CHOICE,
    /** Searches nested {@code choice} parameters to any depth. Undeclared: such spaces are refused. */
    NESTED_CHOICE,
    /** Searches {@code normal}, {@code lognormal} and their {@code q} forms. Undeclared: such spaces are refused. */
    NORMAL,
    /** Proposes only what keeps the constraints between parameters. Undeclared: constrained spaces are refused. */
    CONSTRAINTS,
    /** Draws on chance: other seeds give other proposals. Undeclared: not checked. */
    RANDOMIZED,
    /**
     * Never proposes a point of a finite space twice, nor one that somebody else's trial has, unless it continues a trial, and
     * says {@link io.trialog.spi.tuner.Suggestions.Outlook#EXHAUSTED} when none is left. Undeclared: not checked.
     */
    NO_DUPLICATES,
    /** Finds better values than random search does on a smooth function. Undeclared: not checked. */
    LEARNS,
    /**
     * Goes on in a search space that is changed while it runs. Undeclared: {@link
     * io.trialog.spi.tuner.UnsupportedSearchSpaceUpdateException}.
     */
    SEARCH_SPACE_UPDATE
}
