package io.trialog.spi.space;

import java.util.stream.Stream;

/** A number in a {@link Constraint}. */
sealed interface Term extends ExpressionNode permits Term.Constant, Term.Negation, Term.Arithmetic, Operand.Reference {

    /** Its value; not-a-number when it depends on a parameter that is not active. */
    double value(Configuration configuration);

    /** The parameters that it depends on. */
    Stream<Operand.Reference> references();

    /** A number that was written. */
    record Constant(double number) implements Term {
        @Override
        public double value(Configuration configuration) {
            return number;
        }

        @Override
        public Stream<Operand.Reference> references() {
            return Stream.of();
        }
    }

    /** The number with the other sign. */
    record Negation(Term term) implements Term {
        @Override
        public double value(Configuration configuration) {
            return -term.value(configuration);
        }

        @Override
        public Stream<Operand.Reference> references() {
            return term.references();
        }
    }

    /** Two numbers and one of {@code + - * /} between them. */
    record Arithmetic(Term left, char operation, Term right) implements Term {
        @Override
        public double value(Configuration configuration) {
            double a = left.value(configuration);
            double b = right.value(configuration);
            return switch (operation) {
                case '+' -> a + b;
                case '-' -> a - b;
                case '*' -> a * b;
                default -> b == 0 && !Double.isNaN(a) ? Math.copySign(Double.POSITIVE_INFINITY, a) : a / b;
            };
        }

        @Override
        public Stream<Operand.Reference> references() {
            return Stream.concat(left.references(), right.references());
        }
    }
}
