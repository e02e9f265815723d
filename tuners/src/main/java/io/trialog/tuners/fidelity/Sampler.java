package io.trialog.tuners.fidelity;

import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.tuner.Observation;
import io.trialog.tuners.space.Point;
import io.trialog.tuners.space.SeenPoints;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Where new configurations come from. */
public interface Sampler {

    /**
     * A new point.
     *
     * @param seen what was proposed or evaluated
     * @param running points of trials that run
     * @return a point that is free; nothing when a finite space has no other
     */
    Optional<Point> draw(SeenPoints seen, List<Point> running, RandomGenerator random);

    /** Takes in what happened, as a tuner does. */
    default void observe(List<Observation> observations) {}

    /** The user changed the search space. What was observed before stays known. */
    default void updateSearchSpace(SearchSpace searchSpace) {}

    /** Draws at random. */
    static Sampler random() {
        return (seen, running, random) -> seen.sampleUnseen(random);
    }
}
