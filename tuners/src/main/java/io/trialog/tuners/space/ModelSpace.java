package io.trialog.tuners.space;

import io.trialog.spi.space.Configuration;
import io.trialog.spi.space.SearchSpace;
import java.util.List;
import java.util.random.RandomGenerator;

/** A search space as models see it: numbered {@link Dimension}s, some of them conditional. Immutable. */
public final class ModelSpace {

    /** Chooses a coordinate for an active dimension; those of its parents are known. */
    public interface Chooser {

        /** A coordinate in [0, 1], or the index of a category. */
        double choose(Dimension dimension);
    }

    private final SearchSpace searchSpace;
    private final Level root;
    private final List<Dimension> dimensions;
    private final long size;

    private ModelSpace(SearchSpace searchSpace, Level root, List<Dimension> dimensions) {
        this.searchSpace = searchSpace;
        this.root = root;
        this.dimensions = List.copyOf(dimensions);
        this.size = root.count();
    }

    /** The model space of a search space. */
    public static ModelSpace of(SearchSpace space) {
        LevelBuilder builder = new LevelBuilder();
        Level root = builder.level(space.parameters(), Condition.ALWAYS);
        return new ModelSpace(space, root, builder.dimensions());
    }

    /** The dimensions by index; parents come before their children. */
    public List<Dimension> dimensions() {
        return dimensions;
    }

    /**
     * The parameters by the index of their dimensions. Several can have the same path: parameters of the same name that are of
     * different kinds in different branches of a nested choice.
     */
    public List<NamedParameter> parameters() {
        NamedParameter[] names = new NamedParameter[dimensions.size()];
        root.name("", names);
        return List.of(names);
    }

    /**
     * How many different points there are, or 0 when infinitely many or more than a million. Those that break constraints
     * count, too.
     */
    public long size() {
        return size;
    }

    /** The point at a position in the list of all points of a finite space. */
    public Point pointAt(long position) {
        double[] coordinates = Point.blank(dimensions.size());
        root.place(position, coordinates);
        return Point.of(coordinates);
    }

    /** The point of a configuration. Values that are missing or lie outside the space are absent. */
    public Point encode(Configuration configuration) {
        double[] coordinates = Point.blank(dimensions.size());
        root.encode(configuration, coordinates);
        return Point.of(coordinates);
    }

    /** The configuration of a point that has a coordinate for every active dimension. */
    public Configuration decode(Point point) {
        double[] coordinates = Point.blank(dimensions.size());
        dimensions.forEach(dimension -> coordinates[dimension.index()] = point.at(dimension));
        return root.decode(coordinates);
    }

    /**
     * The point of chosen coordinates, asked for in the order of the dimensions. It is canonical: equal to the point that
     * {@link #encode} gives for its configuration.
     */
    public Point choose(Chooser chooser) {
        double[] coordinates = Point.blank(dimensions.size());
        for (Dimension dimension : dimensions) {
            if (dimension.condition().holds(coordinates)) {
                double coordinate = chooser.choose(dimension);
                coordinates[dimension.index()] =
                        dimension instanceof NumericDimension numeric ? numeric.snap(coordinate) : coordinate;
            }
        }
        return Point.of(coordinates);
    }

    /**
     * The canonical point at or next to these coordinates: stepped ones are snapped, those of inactive dimensions dropped.
     *
     * @param coordinates one for each dimension, in [0, 1] or the index of a category; those of dimensions that turn out to
     *     be inactive may be anything
     */
    public Point point(double[] coordinates) {
        return choose(dimension -> coordinates[dimension.index()]);
    }

    /** Whether a point has a coordinate for every active dimension: its configuration has a value for every parameter. */
    public boolean isComplete(Point point) {
        double[] coordinates = point.coordinates();
        return dimensions.stream()
                .allMatch(dimension ->
                        point.has(dimension) || !dimension.condition().holds(coordinates));
    }

    /** Whether there are constraints between parameters. */
    public boolean isConstrained() {
        return searchSpace.isConstrained();
    }

    /** Whether the space's constraints hold at a point. Without constraints they do, at no cost. */
    public boolean allows(Point point) {
        return violation(point) == 0;
    }

    /**
     * By how much a point breaks the space's constraints ({@link io.trialog.spi.space.Constraint#violation}); 0 when it keeps
     * them.
     */
    public double violation(Point point) {
        return isConstrained() ? searchSpace.violation(decode(point)) : 0;
    }

    /** The point itself when it is allowed, else one near it that is. */
    public Point repaired(Point point, RandomGenerator random) {
        return allows(point) ? point : new Repair(this, random).repair(point);
    }

    /** A random point, every parameter drawn from its distribution; one that the constraints allow. */
    public Point sample(RandomGenerator random) {
        return isConstrained() ? encode(searchSpace.sample(random)) : draw(random);
    }

    /** A random point, every parameter drawn from its distribution; constraints may be broken. */
    private Point draw(RandomGenerator random) {
        return choose(dimension -> dimension.draw(random));
    }
}
