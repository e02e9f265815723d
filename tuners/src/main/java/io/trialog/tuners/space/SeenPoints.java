package io.trialog.tuners.space;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The points of a space that were proposed or evaluated, so that none is proposed twice. Mutable; for one thread. */
public final class SeenPoints {

    private static final int MAX_DRAWS = 100;

    private final ModelSpace space;
    private final @Nullable SeenPoints base;
    private final Set<Point> points = new HashSet<>(); // asked for membership only, never iterated

    private SeenPoints(ModelSpace space, @Nullable SeenPoints base) {
        this.space = space;
        this.base = base;
    }

    /** No point of this space was seen. */
    public static SeenPoints none(ModelSpace space) {
        return new SeenPoints(space, null);
    }

    /** These points and more: what is added to the result stays unknown here. */
    public SeenPoints fork() {
        return new SeenPoints(space, this);
    }

    /** Remembers a point. */
    public void add(Point point) {
        if (!contains(point)) {
            points.add(point);
        }
    }

    /** Whether a point was seen. */
    public boolean contains(Point point) {
        return points.contains(point) || (base != null && base.contains(point));
    }

    /** Whether a point may be proposed: it was not seen, and the space allows it. */
    public boolean isFree(Point point) {
        return !contains(point) && space.allows(point);
    }

    /**
     * A random point that is free: drawn a number of times, then looked for among all points of a finite space. Nothing
     * when no point of a finite space is free. In a space that is not finite a seen point may come back when nearly
     * all draws give it (a {@code qnormal} whose step is much larger than its deviation, say).
     */
    public Optional<Point> sampleUnseen(RandomGenerator random) {
        Point point = space.sample(random);
        for (int draw = 1; draw < MAX_DRAWS && contains(point); draw++) {
            point = space.sample(random);
        }
        if (!contains(point)) {
            return Optional.of(point);
        }
        return space.size() == 0 ? Optional.of(point) : anyUnseen(random);
    }

    /**
     * A point of a finite space that is free, each equally likely to begin the search for it; nothing when none is or the
     * space is not finite. Walks over all points at worst.
     */
    public Optional<Point> anyUnseen(RandomGenerator random) {
        if (space.size() == 0) {
            return Optional.empty();
        }
        long start = random.nextLong(space.size());
        for (long step = 0; step < space.size(); step++) {
            Point point = space.pointAt((start + step) % space.size());
            if (isFree(point)) {
                return Optional.of(point);
            }
        }
        return Optional.empty();
    }
}
