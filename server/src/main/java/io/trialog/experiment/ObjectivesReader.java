package io.trialog.experiment;

import io.trialog.metric.ObjectiveMetric;
import io.trialog.spi.tuner.Direction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code objectives}: which number is optimized, and in which direction. */
final class ObjectivesReader {

    private static final List<String> KEYS = List.of(ExperimentKeys.METRIC, ExperimentKeys.MODE);
    private static final int MAX_NAME_LENGTH = 200; // as for the names of reported numbers

    private final ConfigSection root;
    private final ConfigProblems problems;

    ObjectivesReader(ConfigSection root, ConfigProblems problems) {
        this.root = root;
        this.problems = problems;
    }

    /** The metric; its direction goes where all directions meet. */
    ObjectiveMetric read(Agreement<Direction> direction) {
        ConfigNode written = root.find(ExperimentKeys.OBJECTIVES);
        if (written == null) {
            return ObjectiveMetric.DEFAULT;
        }
        List<ConfigNode> items = written instanceof ConfigNode.Sequence sequence ? sequence.items() : List.of(written);
        if (items.size() != 1) {
            root.problem(
                    ExperimentKeys.OBJECTIVES,
                    items.size() + " objectives (expected: one"
                            + (items.isEmpty() ? "" : "; tuners for several objectives are not there yet") + ")");
        }
        ObjectiveMetric first = null;
        for (int i = 0; i < items.size(); i++) {
            String path = ExperimentKeys.OBJECTIVES + (written instanceof ConfigNode.Sequence ? "[" + i + "]" : "");
            ObjectiveMetric metric = objective(path, items.get(i), i == 0 ? direction : new Agreement<>(problems));
            first = first == null ? metric : first;
        }
        return first == null ? ObjectiveMetric.DEFAULT : first;
    }

    private @Nullable ObjectiveMetric objective(String path, ConfigNode item, Agreement<Direction> direction) {
        if (!(item instanceof ConfigNode.Mapping mapping)) {
            problems.add(path, Shown.of(item) + " (expected: a mapping with metric and mode)");
            return null;
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
        return name == null ? ObjectiveMetric.DEFAULT : new ObjectiveMetric(name);
    }
}
