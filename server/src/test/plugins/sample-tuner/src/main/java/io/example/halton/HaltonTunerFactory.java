package io.example.halton;

import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.option.OptionSpec;
import io.trialog.spi.problem.InvalidInputException;
import io.trialog.spi.problem.Problem;
import io.trialog.spi.space.NestedChoice;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.spi.tuner.TunerFactory;
import java.util.ArrayList;
import java.util.List;

final class HaltonTunerFactory implements TunerFactory {

    @Override
    public String name() {
        return "Halton";
    }

    @Override
    public List<String> aliases() {
        return List.of("quasi-random");
    }

    @Override
    public String description() {
        return "Covers the search space evenly with a Halton sequence; learns nothing from results.";
    }

    @Override
    public OptionSchema options() {
        return OptionSchema.of(OptionSpec.integer("skip", "How many points at the beginning are left out.")
                .defaultsTo(0)
                .atLeast(0));
    }

    @Override
    public Tuner create(TunerContext context) {
        List<Problem> problems = new ArrayList<>();
        context.searchSpace().parameters().forEach(parameter -> {
            if (parameter.distribution() instanceof NestedChoice) {
                problems.add(new Problem(parameter.name(), "a nested choice (expected: any other type)"));
            }
        });
        if (context.searchSpace().isConstrained()) {
            problems.add(new Problem("_constraints", "a constraint (expected: none; the sequence is fixed)"));
        }
        if (context.searchSpace().parameters().size() > HaltonTuner.MAX_PARAMETERS) {
            problems.add(new Problem("", "more than " + HaltonTuner.MAX_PARAMETERS + " parameters"));
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return new HaltonTuner(context.searchSpace(), context.options().integer("skip"));
    }
}
