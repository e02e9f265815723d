package io.trialog.experiment;

import io.trialog.spi.problem.Problem;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.spi.tuner.TunerFactory;
import java.util.function.Supplier;

/** Makes tuners and throws them away, to see whether they accept an experiment. */
final class TunerRehearsal {

    private final GuestQuestions guests;
    private final ConfigProblems problems;

    TunerRehearsal(GuestQuestions guests, ConfigProblems problems) {
        this.guests = guests;
        this.problems = problems;
    }

    /** Adds what the tuner finds wrong to the problems: where the space is written, if that is what it means. */
    void of(TunerFactory factory, Supplier<? extends TunerContext> context, SearchSpaceInput space) {
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
                                () -> problems.add(problem.under(ExperimentKeys.TUNER))));
    }
}
