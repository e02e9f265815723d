package io.trialog.spi.space;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A value of any type in a {@link Constraint}. */
sealed interface Operand extends ExpressionNode {

    /** Stands for the value of a parameter that is not active. */
    Object ABSENT = new Object();

    /** The value in a configuration, or {@link #ABSENT}. */
    @Nullable
    Object lookUp(Configuration configuration);

    /** A value that was written. */
    record Literal(@Nullable Object value) implements Operand {
        @Override
        public @Nullable Object lookUp(Configuration configuration) {
            return value;
        }
    }

    /**
     * A parameter.
     *
     * @param names its path: for a nested parameter those of the choices around it first
     * @param distributions what it can be, one for each branch that has it; empty when that is not known
     */
    record Reference(List<String> names, List<Distribution> distributions) implements Operand, Term {

        @Override
        public @Nullable Object lookUp(Configuration configuration) {
            Object value = configuration.values();
            for (String name : names) {
                if (!(value instanceof Map<?, ?> map) || !map.containsKey(name)) {
                    return ABSENT;
                }
                value = map.get(name);
            }
            return value instanceof Map<?, ?> map && isNested() ? map.get(NestedChoice.NAME) : value;
        }

        private boolean isNested() {
            return distributions.stream().anyMatch(NestedChoice.class::isInstance);
        }

        @Override
        public double value(Configuration configuration) {
            return lookUp(configuration) instanceof Number number ? number.doubleValue() : Double.NaN;
        }

        @Override
        public Stream<Reference> references() {
            return Stream.of(this);
        }

        /** Whether all its values are numbers, as far as is known. */
        boolean isNumeric() {
            return distributions.stream()
                    .allMatch(distribution -> distribution instanceof NumericDistribution
                            || (!(distribution instanceof NestedChoice)
                                    && distribution.arguments().stream().allMatch(Number.class::isInstance)));
        }

        /** Whether it takes any number in a range, so that two of its values are hardly ever equal. */
        boolean isContinuous() {
            return distributions.stream()
                    .anyMatch(distribution -> distribution instanceof Uniform
                            || distribution instanceof LogUniform
                            || distribution instanceof Normal
                            || distribution instanceof LogNormal);
        }

        /** Whether it can be this value, as far as is known. */
        boolean canBe(@Nullable Object value) {
            return distributions.isEmpty()
                    || distributions.stream()
                            .anyMatch(distribution -> distribution instanceof NestedChoice nested
                                    ? nested.branches().stream()
                                            .anyMatch(branch -> branch.name().equals(value))
                                    : distribution.check(value).isEmpty());
        }

        /** The texts among what it can be. */
        List<String> words() {
            return distributions.stream()
                    .flatMap(distribution -> distribution instanceof NestedChoice nested
                            ? nested.branches().stream().map(NestedChoice.Branch::name)
                            : distribution.arguments().stream()
                                    .filter(String.class::isInstance)
                                    .map(String.class::cast))
                    .toList();
        }

        @Override
        public String toString() {
            return names.stream().collect(Collectors.joining("."));
        }
    }
}
