package io.trialog.tuning;

import io.trialog.engine.Command;
import io.trialog.event.ExperimentId;
import io.trialog.event.Outlook;
import io.trialog.spi.tuner.Suggestion;
import java.util.List;

/**
 * The tuner answered a request. The reply tells whether that was news.
 *
 * @param experiment the experiment
 * @param request the position of the request
 * @param proposals the proposals, for the requested trial numbers in order
 * @param outlook whether it has more
 * @param plugin name and version of the tuner
 */
public record RecordSuggestions(
        ExperimentId experiment, long request, List<Suggestion> proposals, Outlook outlook, String plugin)
        implements TuningCommand, Command<Boolean> {

    public RecordSuggestions {
        proposals = List.copyOf(proposals);
    }
}
