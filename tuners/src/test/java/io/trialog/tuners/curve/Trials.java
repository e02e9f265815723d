package io.trialog.tuners.curve;

import io.trialog.spi.assessor.Assessment;
import io.trialog.spi.assessor.Assessor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Plays trials to an assessor, one after another. */
public final class Trials {

    /** What {@link #play} says of a trial that was not stopped. */
    public static final String RAN_TO_ITS_END = "ran to its end";

    private final Assessor assessor;
    private long next;

    /** Trials from number 0 on. */
    public Trials(Assessor assessor) {
        this.assessor = assessor;
    }

    /** Reports these values and ends the trial with success, or stops with the reason for it. */
    public String play(double... reports) {
        long trial = next++;
        List<Double> history = new ArrayList<>();
        for (double report : reports) {
            history.add(report);
            Assessment verdict = assessor.assess(trial, List.copyOf(history));
            if (verdict.isStop()) {
                assessor.trialEnded(trial, false);
                return verdict.reason().orElseThrow();
            }
        }
        assessor.trialEnded(trial, true);
        return RAN_TO_ITS_END;
    }

    /** The same with the values of a curve at the steps 1 to {@code steps}. */
    public String play(int steps, IntToDoubleFunction curve) {
        double[] reports = new double[steps];
        for (int step = 1; step <= steps; step++) {
            reports[step - 1] = curve.applyAsDouble(step);
        }
        return play(reports);
    }
}
