package io.trialog.cli;

import io.trialog.event.ExperimentState;
import io.trialog.projection.BestTrial;
import io.trialog.projection.ExperimentSummary;
import io.trialog.projection.TrialRow;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Draws what {@code trialog top} shows: lines that fit the screen. */
final class TopView {

    private static final int CHART = 8;
    private static final int SMALL_CHART = 4;
    private static final int MIN_RUNNING = 3;
    private static final int FIXED_LINES = 4;

    private final Style style;
    private final ZoneId zone;

    TopView(Style style, ZoneId zone) {
        this.style = style;
        this.zone = zone;
    }

    /** All of the screen; never more than so many lines and columns. */
    List<String> of(List<TopExperiment> experiments, Instant now, int columns, int rows, String nothing) {
        List<String> lines = new ArrayList<>();
        int running = experiments.stream()
                .mapToInt(experiment -> experiment.running().size())
                .sum();
        lines.add(new PaintedLine(columns)
                .add("trialog top", style::strong)
                .add("  " + InstantText.toSeconds(now, zone) + "  "
                        + SummaryText.count(experiments.size(), "experiment") + ", "
                        + SummaryText.count(running, "running trial") + "  (q ends)")
                .toString());
        if (experiments.isEmpty()) {
            lines.add("");
            lines.add(new PaintedLine(columns).add(nothing).toString());
            return lines;
        }
        int room = rows - 1;
        int shown = Math.max(1, Math.min(experiments.size(), room / (FIXED_LINES + 1)));
        for (int i = 0; i < shown; i++) {
            int share = room / (shown - i);
            List<String> block = block(experiments.get(i), now, columns, share);
            lines.addAll(block);
            room -= block.size();
        }
        if (shown < experiments.size() && lines.size() < rows) {
            lines.add(new PaintedLine(columns)
                    .add("... and " + (experiments.size() - shown) + " more", style::faint)
                    .toString());
        }
        return lines.subList(0, Math.min(rows, lines.size()));
    }

    private List<String> block(TopExperiment experiment, Instant now, int columns, int rows) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(title(experiment, columns));
        lines.add(new ProgressLine(style).live(experiment.summary(), null, now, columns));
        lines.add(slots(experiment, columns));
        int wanted = Math.min(experiment.running().size(), MIN_RUNNING)
                + (experiment.running().isEmpty() ? 0 : 1);
        int room = rows - lines.size() - wanted;
        int height = room >= CHART + 1 ? CHART : room >= SMALL_CHART + 1 ? SMALL_CHART : 0;
        List<String> chart = StepChart.of(experiment.best().points(), columns, height, style);
        chart.forEach(line -> lines.add(style.good(line)));
        lines.addAll(running(experiment, now, columns, rows - lines.size()));
        return lines.subList(0, Math.max(1, Math.min(rows, lines.size())));
    }

    private String title(TopExperiment experiment, int columns) {
        ExperimentSummary summary = experiment.summary();
        String name = Objects.requireNonNullElse(summary.config().experimentName(), "");
        boolean isWell = summary.state().isActive() || summary.state() == ExperimentState.DONE;
        PaintedLine line = new PaintedLine(columns)
                .add(summary.id().value(), style::strong)
                .add(name.isEmpty() ? "" : "  " + PrintableText.of(name, 30))
                .add("  ")
                .add(SummaryText.state(summary), isWell ? style::good : style::bad)
                .add("  " + summary.config().tuner().name());
        experiment.url().map(URI::toString).ifPresent(url -> line.add("  " + url, style::faint));
        return line.toString();
    }

    private String slots(TopExperiment experiment, int columns) {
        ExperimentSummary summary = experiment.summary();
        int slots = summary.config().trialConcurrency();
        int used = experiment.running().size();
        String full = (style.unicode() ? "\u25a0" : "#").repeat(Math.min(used, 40));
        String open = (style.unicode() ? "\u25a1" : ".").repeat(Math.max(0, Math.min(slots, 40) - used));
        PaintedLine line = new PaintedLine(columns)
                .add("slots " + used + "/" + slots + " ")
                .add(full, style::good)
                .add(open, style::faint);
        BestTrial best = summary.best();
        if (best != null) {
            line.add("  best " + NumberText.of(best.value()) + " ", style::good)
                    .add(ConfigurationText.line(best.configuration()), style::faint);
        } else if (summary.reason() != null) {
            line.add("  " + PrintableText.of(summary.reason()), style::warning);
        }
        return line.toString();
    }

    private List<String> running(TopExperiment experiment, Instant now, int columns, int rows) {
        List<TopExperiment.Running> running = experiment.running();
        if (running.isEmpty() || rows < 2) {
            return List.of();
        }
        int shown = running.size() <= rows - 1 ? running.size() : rows - 2;
        Table table = new Table()
                .column("trial", Table.Align.RIGHT)
                .column("runs for", Table.Align.RIGHT)
                .column("newest", Table.Align.RIGHT)
                .column("reports", Table.Align.RIGHT)
                .column("age", Table.Align.RIGHT)
                .column("configuration", Table.Align.LEFT);
        for (TopExperiment.Running trial : running.subList(0, Math.max(0, shown))) {
            TrialRow row = trial.row();
            table.row(List.of(
                    "#" + row.number() + (row.attempt() > 1 ? "/" + row.attempt() : ""),
                    row.startedAt() == null ? "starts" : DurationText.of(Duration.between(row.startedAt(), now)),
                    TrialLine.value(row.latest()),
                    Long.toString(row.reportCount()),
                    trial.lastReport() == null ? "-" : DurationText.of(Duration.between(trial.lastReport(), now)),
                    ConfigurationText.line(row.configuration())));
        }
        List<String> lines = new ArrayList<>(table.lines(style, columns));
        if (shown < running.size()) {
            lines.add(new PaintedLine(columns)
                    .add("... and " + (running.size() - shown) + " more", style::faint)
                    .toString());
        }
        return lines;
    }
}
