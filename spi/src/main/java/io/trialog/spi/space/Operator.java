package io.trialog.spi.space;

import java.util.Arrays;
import java.util.Optional;

/** Comparisons of {@link Constraint}s. */
enum Operator {
    AT_MOST("<="),
    AT_LEAST(">="),
    BELOW("<"),
    ABOVE(">"),
    EQUAL("=="),
    DIFFERENT("!=");

    private final String symbol;

    Operator(String symbol) {
        this.symbol = symbol;
    }

    static Optional<Operator> of(String symbol) {
        return Arrays.stream(values())
                .filter(operator -> operator.symbol.equals(symbol))
                .findFirst();
    }

    /** Whether it asks only if both sides are the same. */
    boolean isSameness() {
        return this == EQUAL || this == DIFFERENT;
    }
}
