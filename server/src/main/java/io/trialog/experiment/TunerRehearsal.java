package io.trialog.experiment;

import io.trialog.spi.problem.Problem;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.spi.tuner.TunerFactory;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Makes tuners and throws them away, to see whether they accept an experiment. */
final class TunerRehearsal {

    private final GuestQuestions guests;
    private final ConfigProblems problems;

    TunerRehearsal(GuestQuestions guests, ConfigProblems problems) {
        this.guests = guests;
        this.problems = problems;
    }

    /**
     * Adds what the tuner finds wrong to the problems: where the space is written, if that is what it means.
     *
     * @param placed says where other problems lie
     */
    void of(
            TunerFactory factory,
            Supplier<? extends TunerContext> context,
            SearchSpaceInput space,
            UnaryOperator<Problem> placed) {
        guests.ask(
                factory,
                ExperimentKeys.TUNER,
                () -> {
                    factory.create(context.get()).close();
                    return true;
                },
                problem -> space.pathInside(problem.path())
                        .ifPresentOrElse(
                                path -> space.report(new Problem(path, problem.message()), problems),
                                () -> problems.add(placed.apply(problem))));
    }
}
