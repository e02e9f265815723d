package io.trialog.spi.space;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A condition that configurations of a search space keep, written as an expression over its parameters: {@code units2 <=
 * units1}, {@code a + b <= 1}, {@code optimizer != 'sgd' or momentum > 0}. Immutable.
 *
 * <p>The form:
 *
 * <ul>
 *   <li>a parameter by its name; one of a nested choice by its path, {@code layer.units}; names that are no identifiers in
 *       backquotes, {@code `conv 1/size`}. A nested choice itself stands for the name of the chosen branch.
 *   <li>numbers, {@code 'strings'} in either kind of quotes, {@code true}, {@code false}, {@code null};
 *   <li>{@code + - * /} and parentheses on numbers: numeric parameters, and choices all of whose options are numbers;
 *   <li>{@code <= < >= >} between numbers, also in a row ({@code 1 <= a <= b}); {@code ==} and {@code !=} between values of
 *       any type;
 *   <li>{@code and}, {@code or} between conditions; {@code and} binds closer.
 * </ul>
 *
 * <p>A comparison with a parameter that is not active holds. Numbers that differ by less than a part in 10^9 count as equal,
 * so that {@code a + b <= 1} is kept by 0.1 steps that add up to 1. Division by 0 gives infinity.
 */
public final class Constraint {

    private final String text;
    private final Formula formula;

    Constraint(String text, Formula formula) {
        this.text = text;
        this.formula = formula;
    }

    /** The expression as it was written. */
    public String text() {
        return text;
    }

    /**
     * By how much a configuration breaks the constraint: 0 when it keeps it, else above 0 and less the nearer the sides of its
     * comparisons are to what they should be; perhaps infinite. The sum over parts joined by {@code and}, the least of parts
     * joined by {@code or}.
     */
    public double violation(Configuration configuration) {
        return formula.violation(configuration);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Constraint that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
