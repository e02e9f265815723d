package io.trialog.experiment;

import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Finds the line that the path of a problem leads to. */
final class ConfigPath {

    private ConfigPath() {}

    /**
     * The line of the key or list item at a path such as {@code searchSpace.lr._value[0]}; where the path leads on to what
     * is not there, the line of the last thing that is; 0 when there is none.
     */
    static int line(ConfigNode root, String path) {
        return follow(root, path, 0);
    }

    private static int follow(ConfigNode node, String path, int nearest) {
        if (node instanceof ConfigNode.Mapping mapping) {
            String rest = path.startsWith(".") ? path.substring(1) : path;
            // keys may hold dots and brackets themselves: the longest that fits wins, as written before any spelling
            Integer exact = intoKey(mapping, rest, String::equals);
            Integer found = exact == null ? intoKey(mapping, rest, ConfigKey::same) : exact;
            return found == null ? nearest : found;
        }
        if (node instanceof ConfigNode.Sequence sequence && path.startsWith("[")) {
            return intoItem(sequence, path, nearest);
        }
        return nearest;
    }

    private static @Nullable Integer intoKey(
            ConfigNode.Mapping mapping, String path, BiPredicate<String, String> matches) {
        for (int end = path.length(); end > 0; end--) {
            if (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
                continue;
            }
            String key = path.substring(0, end);
            for (ConfigNode.Entry entry : mapping.entries()) {
                if (matches.test(entry.key(), key)) {
                    return follow(entry.value(), path.substring(end), entry.line());
                }
            }
        }
        return null;
    }

    private static int intoItem(ConfigNode.Sequence sequence, String path, int nearest) {
        int end = path.indexOf(']');
        if (end < 0 || !path.substring(1, end).matches("[0-9]{1,9}")) {
            return nearest;
        }
        int index = Integer.parseInt(path.substring(1, end));
        if (index >= sequence.items().size()) {
            return nearest;
        }
        ConfigNode item = sequence.items().get(index);
        return follow(item, path.substring(end + 1), item.line());
    }
}
