package io.trialog.tuners.asha;

import io.trialog.tuners.fidelity.Contender;
import io.trialog.tuners.fidelity.Contender.Status;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The trials that have spent one of the budgets. Those without a value do not count. Mutable, for one thread; taking one in
 * costs O(log n).
 */
final class AshaRung {

    private final Map<Long, Contender> ranked = new HashMap<>(); // asked by number only
    private final Map<Long, Long> promotions = new HashMap<>(); // child to parent
    private final Set<Long> gone = new HashSet<>(); // parents of trials on the next rung
    private final NavigableSet<Contender> stayed = new TreeSet<>();
    private final NavigableSet<Contender> promoted = new TreeSet<>();

    /** Takes in what is now known of a trial on this rung. */
    void put(Contender contender) {
        Contender before = ranked.remove(contender.trialNumber());
        if (before != null) {
            stayed.remove(before);
            promoted.remove(before);
        }
        if (contender.status() == Status.RANKED) {
            ranked.put(contender.trialNumber(), contender);
            (gone.contains(contender.trialNumber()) ? promoted : stayed).add(contender);
        }
    }

    /** Takes in that a trial of this rung goes on as another one. */
    void promote(long parent, long child) {
        if (promotions.put(child, parent) != null) {
            return;
        }
        gone.add(parent);
        Contender contender = ranked.get(parent);
        if (contender != null && stayed.remove(contender)) {
            promoted.add(contender);
        }
    }

    /**
     * The best trial that is among the best 1 / eta and has not gone on.
     *
     * @param leaving trials of this rung that are about to go on
     */
    Optional<Contender> promotable(double eta, Set<Long> leaving) {
        int room = (int) Math.floor(ranked.size() / eta);
        int leavers = 0;
        for (Contender contender : stayed) {
            if (leaving.contains(contender.trialNumber())) {
                leavers++;
            } else {
                // every better trial has gone on or is about to
                boolean certain = promoted.size() + leavers < room;
                return certain || promoted.headSet(contender).size() + leavers < room
                        ? Optional.of(contender)
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The best trial, when none has gone on. */
    Optional<Contender> bestOfUnpromoted(Set<Long> leaving) {
        return gone.isEmpty() && leaving.isEmpty() && !stayed.isEmpty()
                ? Optional.of(stayed.first())
                : Optional.empty();
    }
}
