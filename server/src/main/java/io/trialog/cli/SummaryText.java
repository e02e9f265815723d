package io.trialog.cli;

import io.trialog.projection.ExperimentSummary;
import io.trialog.projection.TrialCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Facts about an experiment in words. */
final class SummaryText {

    private SummaryText() {}

    /** The state: {@code done}, {@code no more trial}. */
    static String state(ExperimentSummary experiment) {
        return experiment.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** {@code 24 trials, 20 succeeded, 3 failed, 1 early stopped}: counts of zero are left out. */
    static String trials(ExperimentSummary experiment) {
        TrialCounts counts = experiment.counts();
        List<String> parts = new ArrayList<>();
        parts.add(count(counts.total(), "trial"));
        add(parts, counts.succeeded(), "succeeded");
        add(parts, counts.failed(), "failed");
        add(parts, counts.earlyStopped(), "early stopped");
        add(parts, counts.canceled(), "canceled");
        add(parts, counts.running(), "running");
        add(parts, counts.waiting(), "waiting");
        return String.join(", ", parts);
    }

    /** {@code 1 trial}, {@code 2 trials}. */
    static String count(int count, String what) {
        return count == 1 ? "1 " + what : count + " " + what + "s";
    }

    private static void add(List<String> parts, int count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }
}
