package io.trialog.trial;

import io.trialog.event.TrialState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The trials of one experiment. Mutable; touched by the engine thread only, changed by appliers only. */
final class ExperimentTrials implements TrialsView {

    private final List<Trial> trials = new ArrayList<>();
    private final TreeSet<Long> waiting = new TreeSet<>();
    private final TreeSet<Long> running = new TreeSet<>();

    @Override
    public int total() {
        return trials.size();
    }

    @Override
    public int active() {
        return running.size();
    }

    @Override
    public int waiting() {
        return waiting.size();
    }

    @Override
    public OptionalLong nextWaiting() {
        return waiting.isEmpty() ? OptionalLong.empty() : OptionalLong.of(waiting.first());
    }

    @Override
    public List<TrialView> running() {
        List<TrialView> list = new ArrayList<>(running.size());
        running.forEach(number -> list.add(get(number)));
        return list;
    }

    @Override
    public Optional<TrialView> find(long number) {
        return number < 0 || number >= trials.size() ? Optional.empty() : Optional.of(trials.get((int) number));
    }

    Trial get(long number) {
        return trials.get((int) number);
    }

    void add(long number) {
        if (number != trials.size()) {
            throw new IllegalStateException("trial " + number + " follows trial " + (trials.size() - 1));
        }
        trials.add(new Trial(number));
        waiting.add(number);
    }

    /** Notes that a trial's state may have changed. */
    void refile(Trial trial) {
        waiting.remove(trial.number());
        running.remove(trial.number());
        if (trial.state() == TrialState.WAITING) {
            waiting.add(trial.number());
        } else if (trial.state() == TrialState.RUNNING) {
            running.add(trial.number());
        }
    }

    List<Map<String, @Nullable Object>> asList() {
        return trials.stream().map(Trial::asMap).toList();
    }
}
