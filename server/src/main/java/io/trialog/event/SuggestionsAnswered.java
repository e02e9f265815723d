package io.trialog.event;

/**
 * The tuner answered; its proposals are the {@link TrialProposed} events just before this one.
 *
 * @param request the position of the {@link SuggestionsRequested}
 * @param count how many it proposed
 * @param outlook whether it has more
 */
@EventType("suggestions.answered")
public record SuggestionsAnswered(ExperimentId experiment, long request, int count, Outlook outlook)
        implements ExperimentEvent {}
