package io.trialog.tuners.curve;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * By step: one number of every trial that got that far, in ascending order. Adding a curve of k steps costs O(k n), in moves of
 * memory, for n trials. Mutable, for one thread.
 */
public final class Pool {

    private final List<List<Double>> bySteps = new ArrayList<>();

    /** Adds a trial's numbers, from the first step on. */
    public void add(double[] curve) {
        for (int i = 0; i < curve.length; i++) {
            if (bySteps.size() == i) {
                bySteps.add(new ArrayList<>());
            }
            List<Double> values = bySteps.get(i);
            int place = Collections.binarySearch(values, curve[i]);
            values.add(place < 0 ? -place - 1 : place, curve[i]);
        }
    }

    /**
     * The numbers of all trials that got that far, ascending.
     *
     * @param step 1 or more
     */
    public List<Double> at(int step) {
        return step > bySteps.size() ? List.of() : Collections.unmodifiableList(bySteps.get(step - 1));
    }
}
