package io.trialog.tuners.successivehalving;

import io.trialog.tuners.curve.Ordering;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was seen at one rung: a value of every trial that got there. Taking one in costs O(n) moves. Mutable. */
final class Rung {

    private final Ordering ordering;
    private final Map<Long, Double> byTrial = new HashMap<>(); // looked up by trial only, never iterated
    private final List<Double> losses = new ArrayList<>(); // ascending

    Rung(Ordering ordering) {
        this.ordering = ordering;
    }

    /** Takes in what a trial came to; of a trial that is tried again only the newest value counts. */
    void put(long trial, double value) {
        double loss = ordering.direction().toLoss(value);
        Double before = byTrial.put(trial, loss);
        if (before != null) {
            losses.remove(Collections.binarySearch(losses, before));
        }
        int place = Collections.binarySearch(losses, loss);
        losses.add(place < 0 ? -place - 1 : place, loss);
    }

    /** The worst value that is among the best {@code 1/eta}, of which there is at least one; something was taken in. */
    double bound(long eta) {
        int survivors = (int) Math.max(1, losses.size() / eta);
        return ordering.direction().toLoss(losses.get(survivors - 1)); // turning it around twice gives it back
    }

    int size() {
        return losses.size();
    }
}
