package io.trialog.cli;

import io.trialog.event.ExperimentState;
import io.trialog.projection.BestTrial;
import io.trialog.projection.ExperimentSummary;
import io.trialog.projection.TrialCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The one line that tells how far an experiment is. */
final class ProgressLine {

    private static final int MAX_BAR = 24;
    private static final int MIN_BAR = 6;
    private static final String GAP = "  ";

    private final Style style;

    ProgressLine(Style style) {
        this.style = style;
    }

    /**
     * For a terminal: a bar, then numbers; never wider than {@code columns}. What does not fit is left out from the right,
     * the bar first of all.
     *
     * @param timeLeft the estimate, or null
     */
    String live(ExperimentSummary experiment, @Nullable Duration timeLeft, Instant now, int columns) {
        List<Part> parts = parts(experiment, timeLeft, now);
        int textWidth = width(parts);
        String bar = bar(experiment, Math.min(MAX_BAR, columns - textWidth - GAP.length() - 2));
        while (parts.size() > 1 && width(parts) > columns) {
            parts.remove(parts.size() - 1);
        }
        StringBuilder line = new StringBuilder(bar);
        for (Part part : parts) {
            line.append(line.isEmpty() ? "" : GAP).append(part.painted());
        }
        return parts.get(0).text().length() > columns ? "" : line.toString();
    }

    /** For files and pipes: {@code progress: 12/24 done, 2 running, ...}. */
    String plain(ExperimentSummary experiment, @Nullable Duration timeLeft, Instant now) {
        List<String> texts = new ArrayList<>();
        parts(experiment, timeLeft, now).forEach(part -> texts.add(part.text()));
        return "progress: " + String.join(", ", texts);
    }

    private record Part(String text, String painted) {

        static Part of(String text) {
            return new Part(text, text);
        }
    }

    private List<Part> parts(ExperimentSummary experiment, @Nullable Duration timeLeft, Instant now) {
        TrialCounts counts = experiment.counts();
        List<Part> parts = new ArrayList<>();
        Integer limit = experiment.maxTrialNumber();
        String done = counts.ended() + (limit == null ? "" : "/" + limit) + " done";
        parts.add(new Part(done, style.strong(done)));
        if (experiment.state() != ExperimentState.RUNNING && experiment.state() != ExperimentState.DONE) {
            String state = experiment.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            parts.add(new Part(state, style.warning(state)));
        }
        parts.add(Part.of(counts.running() + " running"));
        String failed = counts.failed() + " failed";
        parts.add(new Part(failed, counts.failed() == 0 ? failed : style.bad(failed)));
        BestTrial best = experiment.best();
        if (best != null) {
            String value = "best " + NumberText.of(best.value());
            String trial = " (#" + best.number() + ")";
            parts.add(new Part(value + trial, style.good(value) + trial));
        }
        parts.add(Part.of(DurationText.clock(experiment.runTime(now)) + " elapsed"));
        if (timeLeft != null) {
            parts.add(Part.of("about " + DurationText.clock(timeLeft) + " left"));
        }
        return parts;
    }

    private static int width(List<Part> parts) {
        return parts.stream().mapToInt(part -> part.text().length()).sum() + GAP.length() * (parts.size() - 1);
    }

    private String bar(ExperimentSummary experiment, int width) {
        Integer limit = experiment.maxTrialNumber();
        if (limit == null || width < MIN_BAR) {
            return "";
        }
        double share = Math.min(1, (double) experiment.counts().ended() / limit);
        int full = (int) (share * width);
        String done = (style.unicode() ? "\u2588" : "#").repeat(full);
        String open = (style.unicode() ? "\u2591" : ".").repeat(width - full);
        return "[" + style.good(done) + style.faint(open) + "]";
    }
}
