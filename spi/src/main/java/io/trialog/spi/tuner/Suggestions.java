package io.trialog.spi.tuner;

import java.util.List;

/** A tuner's answer: some proposals, and whether to ask again. */
public final class Suggestions {

    /** Whether there is more to come. */
    public enum Outlook {
        /** Ask again whenever there is room. */
        MORE,
        /** Ask again after the next result: this tuner waits for one. */
        WAITING,
        /** Do not ask again: the search is complete. */
        EXHAUSTED
    }

    private final List<Suggestion> proposals;
    private final Outlook outlook;

    private Suggestions(List<Suggestion> proposals, Outlook outlook) {
        this.proposals = List.copyOf(proposals);
        this.outlook = outlook;
    }

    /** As many proposals as were asked for. */
    public static Suggestions of(List<Suggestion> proposals) {
        return new Suggestions(proposals, Outlook.MORE);
    }

    /** These proposals, perhaps none; more only after further results. */
    public static Suggestions waiting(List<Suggestion> proposals) {
        return new Suggestions(proposals, Outlook.WAITING);
    }

    /** These proposals, perhaps none; there will be no others. */
    public static Suggestions exhausted(List<Suggestion> proposals) {
        return new Suggestions(proposals, Outlook.EXHAUSTED);
    }

    /** The proposals, for the requested trial numbers in order. */
    public List<Suggestion> proposals() {
        return proposals;
    }

    /** Whether there is more to come. */
    public Outlook outlook() {
        return outlook;
    }
}
