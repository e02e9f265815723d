package io.trialog.tuning;

import io.trialog.event.Outlook;
import io.trialog.event.SuggestionsRequested;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.tuner.Observation;
import io.trialog.spi.tuner.SuggestRequest;
import io.trialog.spi.tuner.Suggestions;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.spi.tuner.TunerFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Makes an experiment's tuners and asks them, live and in replays alike. All of it runs a plugin's code, so it belongs on a
 * guest's thread.
 *
 * @param factory makes them
 * @param context of the experiment
 * @param searchSpace what proposals must fit
 */
record TunerSource(TunerFactory factory, Supplier<? extends TunerContext> context, SearchSpace searchSpace) {

    static final Duration SUGGEST_BUDGET = Duration.ofSeconds(60);
    static final Duration OBSERVE_BUDGET = Duration.ofSeconds(10);

    /** A tuner that has observed the past; its answers are checked. */
    Tuner make(List<Observation> past) {
        Tuner made = new CheckedTuner(Guest.answered(factory.create(context.get()), "create"), searchSpace);
        if (!past.isEmpty()) {
            made.observe(past);
        }
        return made;
    }

    /** Whether its tuners are told of something: not of configurations that fit another search space only. */
    boolean tells(Observation observation) {
        return searchSpace.check(observation.configuration()).isEmpty();
    }

    /**
     * The answer to a request.
     *
     * @param tuner one that this made
     * @throws IllegalStateException when it breaks the rules
     */
    static Suggestions ask(Tuner tuner, SuggestionsRequested request) {
        return tuner.suggest(SuggestRequest.of(request.firstNumber(), request.count()));
    }

    /** The outlook as it is recorded. */
    static Outlook outlook(Suggestions answer) {
        return Map.of(
                        Suggestions.Outlook.MORE, Outlook.MORE,
                        Suggestions.Outlook.WAITING, Outlook.WAITING,
                        Suggestions.Outlook.EXHAUSTED, Outlook.EXHAUSTED)
                .getOrDefault(answer.outlook(), Outlook.MORE);
    }
}
