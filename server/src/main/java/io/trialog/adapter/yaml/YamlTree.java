package io.trialog.adapter.yaml;

import io.trialog.experiment.ConfigNode;
import io.trialog.experiment.ConfigProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * Builds a tree from the events of one YAML document. It is built here, and not by the library, because the library
 * recurses as deeply as a text nests, expands aliases, and drops the lines.
 */
final class YamlTree {

    /** A text is so large or deep that reading on is of no use. */
    static final class TooMuchException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int line;

        private TooMuchException(int line, String message) {
            super(message);
            this.line = line;
        }

        int line() {
            return line;
        }
    }

    /** What an anchor names, and what each of its aliases adds to the tree. */
    private record Anchored(ConfigNode node, int nodes, int height) {}

    static final int MAX_DEPTH = 64;
    static final int MAX_NODES = 200_000;

    private static final int MAX_PROBLEMS = 100;

    /** As YAML itself has it for keys without {@code ?}. */
    private static final int MAX_KEY_LENGTH = 1024;

    private static final String TAG_PREFIX = "tag:yaml.org,2002:";

    private final Iterator<Event> events;
    private final List<ConfigProblem> problems;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private int nodes;
    private int deepest;

    YamlTree(Iterator<Event> events, List<ConfigProblem> problems) {
        this.events = events;
        this.problems = problems;
    }

    /** The node that begins with this event; takes all its events. */
    ConfigNode build(Event first) {
        return build(first, 1);
    }

    private ConfigNode build(Event event, int depth) {
        if (event instanceof AliasEvent alias) {
            return follow(alias, depth);
        }
        int nodesBefore = nodes;
        int deepestBefore = deepest;
        deepest = depth;
        count(event, 1, depth);
        ConfigNode node =
                event instanceof ScalarEvent scalar ? scalar(scalar) : collection((CollectionStartEvent) event, depth);
        ((NodeEvent) event)
                .getAnchor()
                .ifPresent(anchor ->
                        anchors.put(anchor.getValue(), new Anchored(node, nodes - nodesBefore, deepest - depth)));
        deepest = Math.max(deepest, deepestBefore);
        return node;
    }

    private ConfigNode follow(AliasEvent alias, int depth) {
        Anchored anchored = anchors.get(alias.getAlias().getValue());
        if (anchored == null) {
            problem(alias, "*" + alias.getAlias() + " (expected: an anchor that is complete above it)");
            return new ConfigNode.Value(null, line(alias));
        }
        count(alias, anchored.nodes(), depth + anchored.height());
        deepest = Math.max(deepest, depth + anchored.height());
        return anchored.node();
    }

    private ConfigNode collection(CollectionStartEvent event, int depth) {
        String kind = event instanceof MappingStartEvent ? "map" : "seq";
        event.getTag()
                .filter(tag -> !tag.equals("!") && !tag.equals(TAG_PREFIX + kind))
                .ifPresent(tag -> refuse(event, tag));
        return event instanceof MappingStartEvent ? mapping(event, depth) : sequence(event, depth);
    }

    private ConfigNode mapping(CollectionStartEvent start, int depth) {
        List<ConfigNode.Entry> entries = new ArrayList<>();
        Map<String, Integer> lines = new HashMap<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            Optional<String> key = key(event, depth);
            ConfigNode value = build(events.next(), depth + 1);
            if (key.isEmpty()) {
                continue;
            }
            Integer first = lines.putIfAbsent(key.get(), line(event));
            if (first == null) {
                entries.add(new ConfigNode.Entry(key.get(), line(event), value));
            } else {
                problem(event, "'" + key.get() + "' is given twice (first in line " + first + ")");
            }
        }
        return new ConfigNode.Mapping(entries, line(start));
    }

    private Optional<String> key(Event event, int depth) {
        if (!(event instanceof ScalarEvent scalar)) {
            build(event, depth + 1);
            problem(event, "a list, mapping or alias as a key (expected: text)");
            return Optional.empty();
        }
        count(event, 1, depth + 1);
        scalar(scalar);
        if (scalar.isPlain() && scalar.getValue().isEmpty()) {
            problem(event, "no key (expected: text before ':')");
            return Optional.empty();
        }
        if (scalar.isPlain() && scalar.getValue().equals("<<")) {
            problem(event, "'<<' merges mappings in YAML 1.1 only (expected: the keys themselves)");
            return Optional.empty();
        }
        if (scalar.getValue().length() > MAX_KEY_LENGTH) {
            problem(
                    event,
                    "a key of " + scalar.getValue().length() + " characters (expected: <= " + MAX_KEY_LENGTH + ")");
            return Optional.empty();
        }
        return Optional.of(scalar.getValue());
    }

    private ConfigNode sequence(CollectionStartEvent start, int depth) {
        List<ConfigNode> items = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            items.add(build(event, depth + 1));
        }
        return new ConfigNode.Sequence(items, line(start));
    }

    private ConfigNode scalar(ScalarEvent event) {
        String text = event.getValue();
        String tag = event.getTag().orElse(event.isPlain() ? "" : "!");
        if (tag.equals("!") || tag.equals(TAG_PREFIX + "str")) {
            return new ConfigNode.Value(text, line(event));
        }
        if (!tag.isEmpty()) {
            refuse(event, tag);
        }
        return new ConfigNode.Value(resolve(event, text), line(event));
    }

    private @Nullable Object resolve(ScalarEvent event, String text) {
        try {
            return CoreScalar.resolve(text);
        } catch (CoreScalar.OutOfRangeException e) {
            problem(event, shorten(text) + " (" + e.getMessage() + ")");
            return null;
        }
    }

    private void refuse(Event event, String tag) {
        String shown = tag.startsWith(TAG_PREFIX) ? "!!" + tag.substring(TAG_PREFIX.length()) : tag;
        problem(event, shown + " (expected: no tags except !!str, !!map and !!seq)");
    }

    private void count(Event event, int more, int depth) {
        nodes += more;
        if (nodes > MAX_NODES) {
            throw new TooMuchException(
                    line(event), "more than " + MAX_NODES + " values, aliases counted in full (expected: fewer)");
        }
        if (depth > MAX_DEPTH) {
            throw new TooMuchException(line(event), "nested more than " + MAX_DEPTH + " deep (expected: less)");
        }
    }

    private void problem(Event event, String message) {
        if (problems.size() >= MAX_PROBLEMS) {
            throw new TooMuchException(line(event), "more than " + MAX_PROBLEMS + " problems; the rest was not read");
        }
        problems.add(new ConfigProblem(line(event), "", message));
    }

    private static String shorten(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }

    private static int line(Event event) {
        return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }
}
