package io.trialog.experiment;

import io.trialog.metric.ObjectiveMetric;
import io.trialog.metric.Objectives;
import io.trialog.spi.tuner.Direction;
import io.trialog.spi.tuner.Objective;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads {@code objectives}: which numbers are optimized, and in which direction each. */
final class ObjectivesReader {

    /**
     * What was read. The direction of the first may be said in other places, too.
     *
     * @param others all but the first
     */
    record Written(ObjectiveMetric first, List<Objective> others) {

        static final Written NOTHING = new Written(ObjectiveMetric.DEFAULT, List.of());

        Written {
            others = List.copyOf(others);
        }

        int count() {
            return 1 + others.size();
        }

        Objectives towards(Direction direction) {
            List<Objective> all = new ArrayList<>(others);
            all.add(0, new Objective(first.name(), direction));
            return new Objectives(all);
        }
    }

    private static final List<String> KEYS = List.of(ExperimentKeys.METRIC, ExperimentKeys.MODE);
    private static final int MAX_NAME_LENGTH = 200; // as for the names of reported numbers
    private static final int MAX_COUNT = 20; // far beyond what any tuner can make sense of

    private final ConfigSection root;
    private final ConfigProblems problems;

    ObjectivesReader(ConfigSection root, ConfigProblems problems) {
        this.root = root;
        this.problems = problems;
    }

    /** The objectives; the direction of the first goes where all directions meet. */
    Written read(Agreement<Direction> direction) {
        ConfigNode written = root.find(ExperimentKeys.OBJECTIVES);
        if (written == null) {
            return Written.NOTHING;
        }
        List<ConfigNode> items = written instanceof ConfigNode.Sequence sequence ? sequence.items() : List.of(written);
        if (items.isEmpty() || items.size() > MAX_COUNT) {
            root.problem(
                    ExperimentKeys.OBJECTIVES,
                    items.size() + " objectives (expected: one, or up to " + MAX_COUNT + ")");
            return Written.NOTHING;
        }
        List<Objective> all = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            String path = ExperimentKeys.OBJECTIVES + (written instanceof ConfigNode.Sequence ? "[" + i + "]" : "");
            Objective objective = objective(path, items.get(i), i == 0 ? direction : new Agreement<>(problems));
            if (!names.add(objective.metric())) {
                problems.add(
                        path + "." + ExperimentKeys.METRIC,
                        "\"" + objective.metric() + "\" once more (expected: a different metric for each objective)");
            }
            all.add(objective);
        }
        return new Written(new ObjectiveMetric(all.get(0).metric()), all.subList(1, all.size()));
    }

    private Objective objective(String path, ConfigNode item, Agreement<Direction> direction) {
        if (!(item instanceof ConfigNode.Mapping mapping)) {
            problems.add(path, Shown.of(item) + " (expected: a mapping with metric and mode)");
            return new Objective(path, Direction.MINIMIZE);
        }
        ConfigSection section = new ConfigSection(path, mapping, problems);
        section.rejectUnknown(KEYS, List.of());
        section.direction(ExperimentKeys.MODE, direction);
        String name = section.text(ExperimentKeys.METRIC);
        if (name != null && name.length() > MAX_NAME_LENGTH) {
            section.problem(
                    ExperimentKeys.METRIC,
                    "a name of " + name.length() + " characters (expected: at most " + MAX_NAME_LENGTH + ")");
        }
        String metric = name != null ? name : section.has(ExperimentKeys.METRIC) ? path : ObjectiveMetric.DEFAULT_NAME;
        return new Objective(metric, direction.orElse(Direction.MINIMIZE));
    }
}
