package io.trialog.tuning;

import io.trialog.event.Outlook;
import java.util.OptionalLong;

/** An experiment's dialogue with its tuner as decisions see it. Engine thread only. */
public interface TuningView {

    /** The position of the request that the tuner has not answered yet. */
    OptionalLong openRequest();

    /** How many trials the answer to it may bring, 0 when there is none. */
    int promised();

    /** Why nobody asks a tuner for more that is exhausted, for people. */
    String exhaustion();

    /** How many of its proposals were discarded, as their configurations were known. */
    long discarded();

    /** How many results from elsewhere the tuner has been told. */
    int imported();

    /** What the tuner said last on whether it has more; {@link Outlook#MORE} before that and after a resume. */
    Outlook outlook();
}
