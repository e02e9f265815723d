package io.trialog.adapter.yaml;

import io.trialog.experiment.ConfigNode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes configurations in YAML, so that {@link YamlConfigSource} reads the same again. */
public final class YamlText {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_/.~][A-Za-z0-9_./+=()<> -]*");
    private static final Pattern PRINTABLE =
            Pattern.compile("[\\x20-\\x7e\\u00a1-\\ud7ff\\ue000-\\ufefe\\uff00-\\ufffd]*");

    private final StringBuilder out = new StringBuilder();

    private YamlText() {}

    /** The text of a configuration, in blocks. */
    public static String of(ConfigNode node) {
        YamlText text = new YamlText();
        if (isBlock(node)) {
            text.block(node, 0);
        } else {
            text.out.append(inline(node)).append('\n');
        }
        return text.out.toString();
    }

    private void block(ConfigNode node, int depth) {
        if (node instanceof ConfigNode.Mapping mapping) {
            for (ConfigNode.Entry entry : mapping.entries()) {
                indent(depth);
                entry(entry, depth);
            }
        } else if (node instanceof ConfigNode.Sequence sequence) {
            for (ConfigNode item : sequence.items()) {
                indent(depth);
                out.append("- ");
                item(item, depth);
            }
        }
    }

    private void entry(ConfigNode.Entry entry, int depth) {
        out.append(scalar(entry.key())).append(':');
        if (isBlock(entry.value())) {
            out.append('\n');
            block(entry.value(), depth + 1);
        } else {
            out.append(' ').append(inline(entry.value())).append('\n');
        }
    }

    private void item(ConfigNode item, int depth) {
        if (item instanceof ConfigNode.Mapping mapping && isBlock(item)) {
            entry(mapping.entries().get(0), depth + 1);
            block(
                    new ConfigNode.Mapping(
                            mapping.entries().subList(1, mapping.entries().size()), mapping.line()),
                    depth + 1);
        } else {
            out.append(inline(item)).append('\n');
        }
    }

    private void indent(int depth) {
        out.append("  ".repeat(depth));
    }

    /** What holds mappings is easier to read in lines of its own. */
    private static boolean isBlock(ConfigNode node) {
        if (node instanceof ConfigNode.Mapping mapping) {
            return !mapping.entries().isEmpty();
        }
        return node instanceof ConfigNode.Sequence sequence
                && sequence.items().stream().anyMatch(ConfigNode.Mapping.class::isInstance);
    }

    private static String inline(ConfigNode node) {
        if (node instanceof ConfigNode.Mapping mapping) {
            List<String> entries = mapping.entries().stream()
                    .map(entry -> scalar(entry.key()) + ": " + inline(entry.value()))
                    .toList();
            return "{" + String.join(", ", entries) + "}";
        }
        if (node instanceof ConfigNode.Sequence sequence) {
            return "["
                    + String.join(
                            ", ",
                            sequence.items().stream().map(YamlText::inline).toList()) + "]";
        }
        return scalar(node.plain());
    }

    private static String scalar(@Nullable Object value) {
        if (value instanceof String text) {
            return isPlain(text) ? text : quoted(text);
        }
        if (value instanceof Double number && !Double.isFinite(number)) {
            return number.isNaN() ? ".nan" : number > 0 ? ".inf" : "-.inf";
        }
        return String.valueOf(value);
    }

    private static boolean isPlain(String text) {
        try {
            return PLAIN.matcher(text).matches() && !text.endsWith(" ") && text.equals(CoreScalar.resolve(text));
        } catch (CoreScalar.OutOfRangeException e) {
            return false;
        }
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '"' || character == '\\') {
                quoted.append('\\').append(character);
            } else if (character == '\n') {
                quoted.append("\\n");
            } else if (PRINTABLE.matcher(String.valueOf(character)).matches() || Character.isSurrogate(character)) {
                quoted.append(character);
            } else {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
            }
        }
        return quoted.append('"').toString();
    }
}
