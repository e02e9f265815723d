package io.trialog.experiment;

import io.trialog.experiment.AlgorithmReader.Algorithm;
import io.trialog.port.Plugins;
import io.trialog.spi.tuner.Direction;
import io.trialog.spi.tuner.TunerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which tuner an experiment has: the one that is named, else the default one; it must be able to work on all objectives. */
final class TunerChoice {

    private final Plugins plugins;
    private final ConfigProblems problems;
    private final GuestQuestions guests;

    TunerChoice(Plugins plugins, ConfigProblems problems, GuestQuestions guests) {
        this.plugins = plugins;
        this.problems = problems;
        this.guests = guests;
    }

    /**
     * The tuner, or empty after adding what is wrong to the problems.
     *
     * @param written what names it; null when nothing does
     * @param objectives how many there are
     */
    Optional<Algorithm<TunerFactory>> of(
            @Nullable ConfigNode written, int objectives, Agreement<Direction> direction, Agreement<Long> seed) {
        ConfigNode chosen = written == null ? new ConfigNode.Value(ExperimentKeys.DEFAULT_TUNER, 0) : written;
        Optional<Algorithm<TunerFactory>> tuner =
                AlgorithmReader.tuner(plugins, problems, guests).read(chosen, direction, seed);
        if (tuner.isPresent() && objectives > 1 && !isMultiObjective(tuner.get().factory())) {
            problems.add(
                    ExperimentKeys.TUNER,
                    tuner.get().name() + " works on one objective, and there are " + objectives + " (expected: "
                            + (namesForSeveral().isEmpty()
                                    ? "one objective; no tuner for several is installed)"
                                    : "one of " + String.join(", ", namesForSeveral()) + ")"));
            return Optional.empty();
        }
        return tuner;
    }

    private List<String> namesForSeveral() {
        List<String> names = new ArrayList<>();
        for (String name : plugins.tunerNames()) {
            plugins.tuner(name).filter(this::isMultiObjective).ifPresent(found -> names.add(name));
        }
        return names;
    }

    private boolean isMultiObjective(TunerFactory factory) {
        return guests.ask(factory, ExperimentKeys.TUNER, factory::isMultiObjective, problems::add)
                .orElse(false);
    }
}
