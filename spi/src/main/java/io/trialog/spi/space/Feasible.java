package io.trialog.spi.space;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Finds random configurations that keep the constraints of a space: by drawing until one does, and where that is rare by
 * going on from the draw nearest to it, one parameter at a time, never to a larger violation.
 */
final class Feasible {

    private static final int DRAWS = 500;
    private static final int STEPS = 2_000;
    private static final int STARTS = 4;

    private final SearchSpace space;
    private final RandomGenerator random;

    Feasible(SearchSpace space, RandomGenerator random) {
        this.space = space;
        this.random = random;
    }

    /** A configuration, or nothing when none was found. */
    Optional<Configuration> find() {
        for (int start = 0; start < STARTS; start++) {
            Configuration nearest = space.draw(random);
            double violation = space.violation(nearest);
            for (int draw = 1; draw < DRAWS && violation > 0; draw++) {
                Configuration other = space.draw(random);
                double otherViolation = space.violation(other);
                if (otherViolation < violation) {
                    nearest = other;
                    violation = otherViolation;
                }
            }
            Configuration found = approach(nearest);
            if (space.violation(found) == 0) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    private Configuration approach(Configuration start) {
        Configuration current = start;
        double violation = space.violation(current);
        for (int step = 0; step < STEPS && violation > 0; step++) {
            Configuration other = changed(current);
            double otherViolation = space.violation(other);
            if (otherViolation <= violation) {
                current = other;
                violation = otherViolation;
            }
        }
        return current;
    }

    private Configuration changed(Configuration configuration) {
        List<Parameter> parameters = space.parameters();
        Parameter parameter = parameters.get(random.nextInt(parameters.size()));
        Map<String, @Nullable Object> values = new LinkedHashMap<>(configuration.values());
        values.put(parameter.name(), changed(parameter.distribution(), values.get(parameter.name())));
        return Configuration.of(values);
    }

    private @Nullable Object changed(Distribution distribution, @Nullable Object value) {
        if (distribution instanceof NumericDistribution numeric && value instanceof Number number) {
            double scale = Math.pow(10, -4 * random.nextDouble()); // from the whole range to a ten-thousandth of it
            double moved = numeric.toUnit(number.doubleValue()) + scale * (2 * random.nextDouble() - 1);
            return numeric.deliver(numeric.fromUnit(Quantised.clip(moved, 0, 1)));
        }
        return distribution.sample(random);
    }
}
