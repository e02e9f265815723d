package io.trialog.spi.space;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A condition on configurations. */
sealed interface Formula extends ExpressionNode {

    /** By how much a configuration breaks it; 0 when it holds. */
    double violation(Configuration configuration);

    /** All parts hold. */
    record All(List<Formula> parts) implements Formula {
        @Override
        public double violation(Configuration configuration) {
            return parts.stream()
                    .mapToDouble(part -> part.violation(configuration))
                    .sum();
        }
    }

    /** At least one part holds. */
    record Any(List<Formula> parts) implements Formula {
        @Override
        public double violation(Configuration configuration) {
            return parts.stream()
                    .mapToDouble(part -> part.violation(configuration))
                    .min()
                    .orElse(0);
        }
    }

    /** A comparison of numbers; holds when one of them is absent. */
    record Comparison(Term left, Operator operator, Term right) implements Formula {

        /** Relative to the larger side: what rounding may add up to. */
        private static final double TOLERANCE = 1e-9;

        @Override
        public double violation(Configuration configuration) {
            double a = left.value(configuration);
            double b = right.value(configuration);
            if (Double.isNaN(a) || Double.isNaN(b)) {
                return 0;
            }
            double tolerance = TOLERANCE * Math.max(1, Math.max(finite(a), finite(b)));
            return switch (operator) {
                case AT_MOST -> excess(a - b, tolerance);
                case AT_LEAST -> excess(b - a, tolerance);
                case BELOW -> a - b < -tolerance ? 0 : Math.max(a - b, tolerance);
                case ABOVE -> b - a < -tolerance ? 0 : Math.max(b - a, tolerance);
                case EQUAL -> excess(Math.abs(a - b), tolerance);
                case DIFFERENT -> Math.abs(a - b) > tolerance ? 0 : 1;
            };
        }

        private static double excess(double difference, double tolerance) {
            if (Double.isNaN(difference)) { // infinity on both sides
                return 0;
            }
            return difference <= tolerance ? 0 : difference;
        }

        private static double finite(double value) {
            return Double.isInfinite(value) ? 0 : Math.abs(value);
        }
    }

    /** Whether two values of any type are the same; holds when one of them is absent. */
    record Sameness(Operand left, boolean expected, Operand right) implements Formula {

        @Override
        public double violation(Configuration configuration) {
            Object a = left.lookUp(configuration);
            Object b = right.lookUp(configuration);
            if (a == Operand.ABSENT || b == Operand.ABSENT) {
                return 0;
            }
            return isSame(a, b) == expected ? 0 : 1;
        }

        private static boolean isSame(@Nullable Object a, @Nullable Object b) {
            return OptionList.indexOf(Collections.singletonList(a), b) == 0;
        }
    }
}
