package io.trialog.tuners.fidelity;

import io.trialog.tuners.fidelity.Contender.Status;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * The state of one bracket of Hyperband. The trials that go on from a rung are those that would go on if all results of the
 * rung were waited for, but each goes on as soon as that is certain. Where fewer trials have a value than the next rung has
 * room for, all of them go on: failed trials block nothing. Mutable; for one thread.
 */
final class Bracket {

    private final int number;
    private final BracketPlan plan;
    private final List<Map<Long, Contender>> rungs = new ArrayList<>();

    Bracket(int number, BracketPlan plan) {
        this.number = number;
        this.plan = plan;
        plan.rungs().forEach(rung -> rungs.add(new TreeMap<>()));
    }

    int number() {
        return number;
    }

    Bracket copy() {
        Bracket copy = new Bracket(number, plan);
        for (int i = 0; i < rungs.size(); i++) {
            copy.rungs.get(i).putAll(rungs.get(i));
        }
        return copy;
    }

    /** Takes in what is now known of a trial; rungs that the plan does not have are ignored. */
    void put(int rung, Contender contender) {
        if (rung < rungs.size()) {
            rungs.get(rung).put(contender.trialNumber(), contender);
        }
    }

    /**
     * The next trial to start, the one with the largest budget first.
     *
     * @param newOnes whether there are new configurations to start with
     */
    Optional<Seat> next(boolean newOnes) {
        for (int rung = plan.top(); rung > 0; rung--) {
            Optional<Contender> promoted = promoted(rung - 1, newOnes);
            if (promoted.isPresent()) {
                return Optional.of(new Seat(number, rung, promoted.get()));
            }
        }
        return newOnes && rungs.get(0).size() < size(0) ? Optional.of(new Seat(number, 0, null)) : Optional.empty();
    }

    private Optional<Contender> promoted(int rung, boolean newOnes) {
        Map<Long, Contender> next = rungs.get(rung + 1);
        int certain = size(rung + 1) - outstanding(rung, newOnes);
        if (next.size() >= size(rung + 1) || certain <= 0) {
            return Optional.empty();
        }
        Set<Long> gone = new HashSet<>();
        next.values().stream()
                .map(Contender::parent)
                .flatMapToLong(OptionalLong::stream)
                .forEach(gone::add);
        return rungs.get(rung).values().stream()
                .filter(contender -> contender.status() == Status.RANKED)
                .sorted()
                .limit(certain)
                .filter(contender -> !gone.contains(contender.trialNumber()))
                .findFirst();
    }

    /** How many results a rung may still get: of trials that run, and of those that have not started. */
    private int outstanding(int rung, boolean newOnes) {
        int present = rungs.get(rung).size();
        int expected = newOnes ? size(0) : 0;
        if (rung > 0) {
            expected = Math.min(size(rung), count(rung - 1, Status.RANKED) + outstanding(rung - 1, newOnes));
        }
        return count(rung, Status.RUNNING) + Math.max(0, expected - present);
    }

    /** Whether one of its trials runs. */
    boolean isRunning() {
        return rungs.stream()
                .flatMap(rung -> rung.values().stream())
                .anyMatch(contender -> contender.status() == Status.RUNNING);
    }

    /** Whether it has nothing to start and nothing to wait for. */
    boolean isOver() {
        return !isRunning() && next(true).isEmpty();
    }

    private int count(int rung, Status status) {
        return (int) rungs.get(rung).values().stream()
                .filter(contender -> contender.status() == status)
                .count();
    }

    private int size(int rung) {
        return plan.rungs().get(rung).size();
    }
}
