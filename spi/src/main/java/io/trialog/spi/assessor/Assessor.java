package io.trialog.spi.assessor;

import java.util.List;

/**
 * Watches intermediate metrics and stops trials that will not make it. Like a tuner it is a fold: {@link #assess} and
 * {@link #trialEnded} are called in the order of the log, and a rebuilt assessor is told the recorded history again (its
 * verdicts are then ignored).
 *
 * <p>Threads: one at a time, not always the same. Time budget: 10 s a call; later answers, null and whatever it throws become a
 * recorded error of the experiment, which pauses it with the cause shown; trials that run go on, and a resume makes a new
 * assessor from the recorded history. Of several objectives it sees the first.
 */
public interface Assessor extends AutoCloseable {

    /**
     * A trial reported an intermediate metric.
     *
     * @param trialNumber the trial
     * @param history the {@code default} numbers of all its intermediate reports so far, in order; at least one
     */
    Assessment assess(long trialNumber, List<Double> history);

    /**
     * A trial ended. One that ended without success may be tried again: it then reports again, from the start of its
     * history or, when it was wrongly given up for lost, from where it was.
     *
     * @param succeeded whether it ended by itself with a finite final metric
     */
    void trialEnded(long trialNumber, boolean succeeded);

    /** The experiment is over, or this assessor is replaced. */
    @Override
    default void close() {}
}
