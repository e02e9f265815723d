package io.trialog.projection.activity;

import io.trialog.event.ExperimentState;
import io.trialog.event.Outlook;
import io.trialog.event.TrialState;
import io.trialog.projection.ExperimentActivity;
import io.trialog.projection.ExperimentSummary;
import io.trialog.projection.TrialRow;
import io.trialog.projection.activity.ActivityNote.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds words for what one experiment waits for. For one use. */
final class ActivityNotes {

    private static final String GPU_OPTION = "trial_gpu_number";
    private static final int NAMED_TRIALS = 3;

    private final ExperimentSummary experiment;
    private final ExperimentActivity activity;
    private final List<TrialRow> launched;
    private final List<TrialRow> claimed;
    private final List<TrialRow> waitingAgain;
    private final Function<TrialRow, Optional<LaunchWaits.Wait>> waits;
    private final List<ActivityNote> notes = new ArrayList<>();

    /**
     * Looks at an experiment.
     *
     * @param launched its trials that keep a slot
     * @param claimed its trials that somebody asked for
     * @param waitingAgain its trials that wait for another attempt
     * @param waits what the newest attempt of a trial waits for
     */
    ActivityNotes(
            ExperimentSummary experiment,
            ExperimentActivity activity,
            List<TrialRow> launched,
            List<TrialRow> claimed,
            List<TrialRow> waitingAgain,
            Function<TrialRow, Optional<LaunchWaits.Wait>> waits) {
        this.experiment = experiment;
        this.activity = activity;
        this.launched = launched;
        this.claimed = claimed;
        this.waitingAgain = waitingAgain;
        this.waits = waits;
        rest();
        limits();
        launches();
        silence();
        retries();
        if (experiment.state().isActive()) {
            tuner();
            slotsInUse();
            queue();
        }
    }

    List<ActivityNote> all() {
        return notes;
    }

    /** How many trials may run at a time here. */
    int slots() {
        return isExternal() ? 0 : experiment.config().trialConcurrency();
    }

    boolean isTunerBusy() {
        return activity.askedAt() != null && experiment.state().isActive();
    }

    /** What runs, if anything does; else what matters most of what is waited for. */
    String headline() {
        if (experiment.state() == ExperimentState.INITIALIZED) {
            return "Just created.";
        }
        if (experiment.state().isActive()) {
            long running = launched.stream().filter(ActivityNotes::runs).count();
            if (running > 0) {
                return trials(running) + (running == 1 ? " runs" : " run") + " in " + slots()
                        + (slots() == 1 ? " slot." : " slots.");
            }
            if (!claimed.isEmpty()) {
                return trials(claimed.size()) + (claimed.size() == 1 ? " is" : " are") + " being evaluated elsewhere.";
            }
        }
        return notes.isEmpty() ? "Nothing runs at this moment." : notes.get(0).text();
    }

    private void rest() {
        String reason = experiment.reason() == null ? "" : ": " + experiment.reason();
        switch (experiment.state()) {
            case PAUSED, ERROR ->
                held("On hold" + reason + ". Trials that run go on. Resume it when the cause is gone.");
            case STOPPING -> held("Being stopped" + reason + ". It waits for " + trials(launched.size()) + " to end.");
            case STOPPED -> {
                if (experiment.isInterrupted()) {
                    String left =
                            launched.isEmpty() ? "" : " " + names(launched, "may still run") + "; a resume finds out.";
                    note(Kind.ORPHANED, "Its server ended while it ran." + left + " Resume it to go on.", endedAt());
                } else {
                    held("Stopped" + reason + ". Resume it to go on.");
                }
            }
            default -> {
                // it runs, or is over
            }
        }
    }

    private void held(String text) {
        note(Kind.HELD, text, endedAt());
    }

    private void limits() {
        boolean isOver = experiment.state() == ExperimentState.DONE;
        if (!isOver
                && experiment.state() != ExperimentState.NO_MORE_TRIAL
                && experiment.state() != ExperimentState.TUNER_NO_MORE_TRIAL) {
            return;
        }
        String begin = isOver ? "Complete" : "No more trials are begun";
        String reason = experiment.reason() == null ? "" : ": " + experiment.reason();
        if (experiment.state() == ExperimentState.TUNER_NO_MORE_TRIAL || activity.outlook() == Outlook.EXHAUSTED) {
            note(Kind.TUNER, begin + reason + ".", endedAt());
            return;
        }
        Integer most = experiment.maxTrialNumber();
        String limit = most != null && experiment.counts().total() >= most ? "maxTrialNumber" : "maxExperimentDuration";
        note(Kind.LIMIT, begin + reason + ". Raise " + limit + " to have more.", endedAt());
    }

    /** Attempts whose commands do not run yet, and those that are to end. */
    private void launches() {
        List<TrialRow> unstarted = launched.stream()
                .filter(trial -> trial.state() == TrialState.RUNNING && trial.startedAt() == null)
                .toList();
        Map<Boolean, List<TrialRow>> byWait = unstarted.stream()
                .collect(Collectors.partitioningBy(trial -> waits.apply(trial).isPresent()));
        List<TrialRow> waiting = Objects.requireNonNull(byWait.get(true));
        List<TrialRow> starting = Objects.requireNonNull(byWait.get(false));
        if (!waiting.isEmpty()) {
            LaunchWaits.Wait first = waits.apply(waiting.get(0)).orElseThrow();
            boolean forGpus = wantsGpus();
            note(
                    forGpus ? Kind.GPU : Kind.TRAINING_SERVICE,
                    names(waiting, "waits", "wait") + " for " + first.what() + "."
                            + (forGpus ? " Trials may share GPUs (maxTrialNumberPerGpu, useActiveGpu)." : ""),
                    first.since());
        }
        if (!starting.isEmpty()) {
            note(
                    Kind.TRAINING_SERVICE,
                    names(starting, "is", "are") + " being started ("
                            + experiment.config().trainingService().platform() + ").",
                    null);
        }
        for (TrialRow trial : launched.stream()
                .filter(each -> runs(each) && each.reason() != null)
                .limit(NAMED_TRIALS)
                .toList()) {
            note(Kind.TRAINING_SERVICE, "Trial " + trial.number() + ": " + trial.reason() + ".", null);
        }
        if (isExternal() && experiment.state().isActive()) {
            note(
                    Kind.TRAINING_SERVICE,
                    "Nobody launches its trials here: they wait until somebody asks for them (external).",
                    null);
        }
    }

    private void silence() {
        List<TrialRow> silent = launched.stream()
                .filter(trial -> trial.state() == TrialState.UNKNOWN)
                .toList();
        if (!silent.isEmpty()) {
            TrialRow first = silent.get(0);
            note(
                    Kind.SILENT,
                    names(silent, "keeps its slot", "keep their slots") + " without a sign of life" + because(first)
                            + ". A report, or the end of the process, resolves it; a stop does, too.",
                    first.lastReportAt());
        }
    }

    private void retries() {
        if (!waitingAgain.isEmpty()) {
            note(
                    Kind.RETRY,
                    names(waitingAgain, "waits", "wait") + " for another attempt" + because(waitingAgain.get(0)) + ".",
                    null);
        }
    }

    private void tuner() {
        String name = "The tuner (" + experiment.config().tuner().name() + ")";
        if (activity.askedAt() != null) {
            note(Kind.TUNER, name + " is thinking about its next proposals.", activity.askedAt());
        } else if (activity.outlook() == Outlook.WAITING && experiment.queued() == 0 && hasRoom()) {
            note(Kind.TUNER, name + " waits for results before it proposes more.", activity.lastProposalAt());
        }
    }

    private void slotsInUse() {
        if (isExternal() || hasRoom()) {
            return;
        }
        int waiting = experiment.counts().waiting();
        String who = waiting == 0 ? "." : "; " + trials(waiting) + (waiting == 1 ? " waits." : " wait.");
        // more at a time would wait for the same
        boolean areEnough =
                launched.stream().anyMatch(trial -> waits.apply(trial).isPresent());
        String slots = slots() == 1 ? "The slot is in use" : "All " + slots() + " slots are in use";
        note(
                Kind.SLOTS,
                slots + who + (areEnough ? "" : " A higher trialConcurrency lets more run at a time."),
                launched.stream()
                        .map(TrialRow::startedAt)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null));
    }

    private void queue() {
        int queued = experiment.queued();
        if (queued > 0) {
            note(
                    Kind.QUEUE,
                    queued + (queued == 1 ? " configuration waits" : " configurations wait")
                            + " to become trials, before the tuner is asked for more.",
                    null);
        }
    }

    private boolean hasRoom() {
        return launched.size() < slots();
    }

    private boolean isExternal() {
        return experiment.config().trainingService().isExternal();
    }

    private boolean wantsGpus() {
        return experiment.config().trainingService().options().get(GPU_OPTION) instanceof Number number
                && number.longValue() > 0;
    }

    private @Nullable Instant endedAt() {
        return experiment.endedAt();
    }

    private void note(Kind kind, String text, @Nullable Instant since) {
        notes.add(new ActivityNote(kind, text, since));
    }

    private static boolean runs(TrialRow trial) {
        return trial.state() == TrialState.RUNNING && trial.startedAt() != null;
    }

    private static String because(TrialRow trial) {
        return trial.reason() == null ? "" : " (" + trial.reason() + ")";
    }

    private static String trials(long count) {
        return count == 1 ? "1 trial" : count + " trials";
    }

    private static String names(List<TrialRow> trials, String does) {
        return names(trials, does, does);
    }

    /** {@code Trial 3 waits}, {@code Trials 3, 4, 5 and 2 more wait}. */
    private static String names(List<TrialRow> trials, String does, String doThey) {
        if (trials.size() == 1) {
            return "Trial " + trials.get(0).number() + " " + does;
        }
        int named = trials.size() > NAMED_TRIALS ? NAMED_TRIALS : trials.size() - 1;
        String first = trials.stream()
                .limit(named)
                .map(trial -> Long.toString(trial.number()))
                .collect(Collectors.joining(", "));
        String last = trials.size() > NAMED_TRIALS
                ? trials.size() - named + " more"
                : Long.toString(trials.get(named).number());
        return "Trials " + first + " and " + last + " " + doThey;
    }
}
