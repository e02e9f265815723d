package io.trialog.tuners.fidelity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Every bracket of an experiment: a fold over its trials. Brackets follow each other as in the plan, which is repeated for
 * ever. Mutable; for one thread. Work is proportional to the trials of the brackets that are not over.
 */
final class Brackets {

    private final List<BracketPlan> plans;
    private final boolean parallel;
    private final NavigableMap<Integer, Bracket> open = new TreeMap<>();
    private final Map<Integer, Bracket> over = new HashMap<>(); // asked by number only
    private int nextNumber;

    /**
     * No bracket yet.
     *
     * @param parallel whether a bracket is begun when those before it wait for results
     */
    Brackets(List<BracketPlan> plans, boolean parallel) {
        this.plans = plans;
        this.parallel = parallel;
    }

    /** The same, to go on with without a change here; brackets that are over are left out. */
    Brackets copy() {
        open.values().removeIf(this::isOver);
        Brackets copy = new Brackets(plans, parallel);
        open.forEach((number, bracket) -> copy.open.put(number, bracket.copy()));
        copy.nextNumber = nextNumber;
        return copy;
    }

    private boolean isOver(Bracket bracket) {
        boolean isOver = bracket.isOver();
        if (isOver) {
            over.put(bracket.number(), bracket);
        }
        return isOver;
    }

    /** Takes in what is now known of a trial. */
    void put(Seat seat, Contender contender) {
        Bracket again = over.remove(seat.bracket()); // one of its trials is tried again
        if (again != null) {
            open.put(seat.bracket(), again);
        }
        open.computeIfAbsent(seat.bracket(), number -> new Bracket(number, plan(number)))
                .put(seat.rung(), contender);
        nextNumber = Math.max(nextNumber, seat.bracket() + 1);
    }

    /**
     * The next trial to start, of the oldest bracket that has one.
     *
     * @param newOnes whether there are new configurations to start with
     */
    Optional<Seat> next(boolean newOnes) {
        for (Bracket bracket : open.values()) {
            Optional<Seat> seat = bracket.next(newOnes);
            if (seat.isPresent()) {
                return seat;
            }
        }
        return newOnes && (parallel || open.isEmpty())
                ? new Bracket(nextNumber, plan(nextNumber)).next(true)
                : Optional.empty();
    }

    /** The budget of a seat. */
    double budget(Seat seat) {
        return plan(seat.bracket()).rungs().get(seat.rung()).budget();
    }

    /** Whether there is a trial whose end may bring more. */
    boolean isRunning() {
        return open.values().stream().anyMatch(Bracket::isRunning);
    }

    private BracketPlan plan(int number) {
        return plans.get(number % plans.size());
    }
}
