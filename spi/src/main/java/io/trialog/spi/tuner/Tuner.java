package io.trialog.spi.tuner;

import io.trialog.spi.space.SearchSpace;
import java.util.List;

/**
 * Proposes configurations and learns from results.
 *
 * <p><b>A tuner is a fold over its experiment's history.</b> Everything that it knows comes through {@link #observe}: its
 * own proposals (as {@link Observation.State#PENDING}, also those of other tuners, imported or made by hand) and their
 * ends, in the order in which the log recorded them. {@link #suggest} reads that knowledge, the seed and the trial numbers
 * that it is asked for, and nothing else; it leaves nothing behind that a later answer depends on. So the server may drop
 * a tuner at any time, make a new one and tell it the recorded history: it then proposes exactly what the first would have
 * proposed. {@code io.trialog.spi.testkit.TunerContract} checks it.
 *
 * <p>Threads: one at a time, not always the same. Time budget: the server waits 60 s for {@code suggest} and 10 s for the
 * other methods; later answers, null, proposals that do not fit the search space, and whatever it throws become a recorded
 * error of the experiment, which pauses it with the cause shown; the server itself goes on, and a resume makes a new tuner
 * from the recorded history.
 */
public interface Tuner extends AutoCloseable {

    /**
     * Proposes configurations for new trials.
     *
     * @return at most {@link SuggestRequest#count()} configurations; fewer mean "no more now" ({@link Suggestions#waiting})
     *     or "no more ever" ({@link Suggestions#exhausted})
     */
    Suggestions suggest(SuggestRequest request);

    /**
     * Takes in what happened, oldest first. Trials may end in any order. One that ended without success may be tried
     * again: it is then observed as {@link Observation.State#PENDING} once more, and from there on only its next end
     * counts.
     */
    void observe(List<Observation> observations);

    /** The user changed the search space; old observations may lie outside the new one. */
    default void updateSearchSpace(SearchSpace searchSpace) {
        throw new UnsupportedSearchSpaceUpdateException();
    }

    /** The experiment is over, or this tuner is replaced. */
    @Override
    default void close() {}
}
