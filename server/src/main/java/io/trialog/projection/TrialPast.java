package io.trialog.projection;

import io.trialog.event.TrialState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where in the log a trial's life changed, and what it was before it began anew: enough to tell what it was at any position. Small for
 * most trials, which have one attempt. Immutable.
 *
 * @param proposed the position of its proposal
 * @param scheduled where its newest attempt begins; {@link #NEVER} while it waits for one
 * @param started where that started
 * @param ended where the trial ended
 * @param earlier what it was before it was to be tried again or came to life again; null for most
 */
record TrialPast(
        long proposed,
        long scheduled,
        long started,
        long ended,
        @Nullable Earlier earlier) {

    /** Behind all positions. */
    static final long NEVER = Long.MAX_VALUE;

    /**
     * A trial before it began anew; its own past goes on from there.
     *
     * @param until where it did
     * @param reason why, for people
     * @param row the trial
     */
    record Earlier(long until, String reason, TrialRow row) {

        /** Null when it only waited. */
        private @Nullable EarlierAttempt attempt() {
            boolean isEnd = row.state().isEnd();
            return row.past().scheduled == NEVER
                    ? null
                    : new EarlierAttempt(
                            row.attempt(),
                            row.startedAt(),
                            row.endedAt(),
                            isEnd ? row.state() : TrialState.WAITING,
                            isEnd ? row.reason() : reason,
                            row.exitCode());
        }
    }

    static TrialPast proposed(long position) {
        return new TrialPast(position, NEVER, NEVER, NEVER, null);
    }

    TrialPast scheduled(long position) {
        return new TrialPast(proposed, position, NEVER, NEVER, earlier);
    }

    TrialPast started(long position) {
        return new TrialPast(proposed, scheduled, position, ended, earlier);
    }

    TrialPast ended(long position) {
        return new TrialPast(proposed, scheduled, started, position, earlier);
    }

    TrialPast requeued(long position, String reason, TrialRow row) {
        return new TrialPast(proposed, NEVER, NEVER, NEVER, new Earlier(position, reason, row));
    }

    TrialPast revived(long position, String reason, TrialRow row) {
        // it may have been given up while it waited: then it runs from here on
        long start = row.startedAt() == null ? started : Math.min(started, position);
        return new TrialPast(proposed, Math.min(scheduled, position), start, NEVER, new Earlier(position, reason, row));
    }

    /** What it was before, in order. */
    List<Earlier> lives() {
        if (earlier == null) {
            return List.of();
        }
        List<Earlier> lives = new ArrayList<>();
        for (Earlier one = earlier; one != null; one = one.row.past().earlier) {
            lives.add(one);
        }
        Collections.reverse(lives);
        return lives;
    }

    /** In order. */
    List<EarlierAttempt> earlierAttempts() {
        return lives().stream()
                .flatMap(life -> Stream.ofNullable(life.attempt()))
                .toList();
    }
}
