package io.trialog.projection;

import java.util.List;

/**
 * A part of an experiment's trials.
 *
 * @param total how many match over all pages
 * @param offset how many were left out first
 * @param trials the trials
 */
public record TrialPage(int total, int offset, List<TrialRow> trials) {

    public TrialPage {
        trials = List.copyOf(trials);
    }
}
