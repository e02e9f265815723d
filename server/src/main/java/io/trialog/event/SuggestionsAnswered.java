package io.trialog.event;

import org.jspecify.annotations.Nullable;

/**
 * The tuner answered; its proposals are the {@link TrialProposed} events just before this one.
 *
 * @param request the position of the {@link SuggestionsRequested}
 * @param count how many it proposed
 * @param outlook whether it has more
 * @param plugin name and version of the tuner; null in old logs
 */
@EventType("suggestions.answered")
public record SuggestionsAnswered(
        ExperimentId experiment,
        long request,
        int count,
        Outlook outlook,
        @Nullable String plugin) implements ExperimentEvent {}
