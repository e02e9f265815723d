package io.trialog.projection.activity;

import io.trialog.projection.ExperimentActivity;
import java.util.List;

/**
 * Why an experiment moves, or does not.
 *
 * @param headline the one sentence that people should read
 * @param notes what it waits for, what matters most first; empty when there is nothing to say
 * @param slots how many trials may run at a time; 0 where others run them
 * @param used how many of the slots are in use
 * @param waiting how many trials wait to be started
 * @param queued how many configurations wait to become trials
 * @param isTunerBusy whether the tuner is thinking about proposals
 * @param activity what it did last
 */
public record ActivityReport(
        String headline,
        List<ActivityNote> notes,
        int slots,
        int used,
        int waiting,
        int queued,
        boolean isTunerBusy,
        ExperimentActivity activity) {

    public ActivityReport {
        notes = List.copyOf(notes);
    }
}
