package io.trialog.experiment;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One key of a configuration: hints, help, the reference page and the schema for editors are made from these.
 *
 * @param name as documented, in camelCase
 * @param kind what kind of value it takes
 * @param meaning what it does, for people, without a full stop
 * @param range what values it takes besides its type; null for all
 * @param words the words it takes; empty unless {@link Kind#WORD}
 * @param defaultValue the value when it is not given, as plain data; null when there is none
 * @param otherwise what happens when it is not given and there is no default; null when it must be given
 * @param example a value as YAML in one line; null for keys that change nothing
 * @param origin where the key comes from
 * @param effect what giving it does
 * @param members the keys inside
 */
public record KeyDescription(
        String name,
        Kind kind,
        String meaning,
        @Nullable String range,
        List<String> words,
        @Nullable Object defaultValue,
        @Nullable String otherwise,
        @Nullable String example,
        Origin origin,
        Effect effect,
        List<KeyDescription> members) {

    /** What kind of value a key takes. */
    public enum Kind {
        /** A string. */
        TEXT("string"),
        /** A string, or a list of them. */
        TEXTS("string or list of strings"),
        /** A path: relative to where the configuration lies, {@code ~} is the home directory. */
        PATH("path"),
        /** A whole number. */
        INTEGER("integer"),
        /** {@code true} or {@code false}. */
        FLAG("true or false"),
        /** A number with a unit, or seconds. */
        DURATION("duration"),
        /** One of a list of words. */
        WORD("word"),
        /** A mapping with the keys inside. */
        MAPPING("mapping"),
        /** A list of mappings with the keys inside. */
        LIST("list"),
        /** A search space. */
        SPACE("search space"),
        /** A whole number, or a list of them. */
        INTEGERS("integer or list of integers"),
        /** A tuner or assessor: its name, or a mapping with the keys inside. */
        ALGORITHM("name or mapping"),
        /** Options of a plugin. */
        OPTIONS("mapping of options"),
        /** Whatever the original takes. */
        ANY("any");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** For people. */
        public String text() {
            return text;
        }
    }

    /** Where a key comes from. */
    public enum Origin {
        /** The configuration format of NNI 2 and 3. */
        NNI,
        /** Trialog. */
        TRIALOG
    }

    /** What giving a key does. */
    public enum Effect {
        /** What it says. */
        WORKS,
        /** Nothing but a warning. */
        NO_EFFECT,
        /** The configuration is refused, unless the value asks for what happens anyway. */
        REFUSED
    }

    public KeyDescription {
        Objects.requireNonNull(name, "name");
        words = List.copyOf(words);
        members = List.copyOf(members);
    }

    /** A key of the original that works. */
    static KeyDescription of(String name, Kind kind, String meaning) {
        return new KeyDescription(
                name, kind, meaning, null, List.of(), null, "", null, Origin.NNI, Effect.WORKS, List.of());
    }

    /** A key that takes one of these words. */
    static KeyDescription word(String name, String meaning, List<String> words) {
        KeyDescription key = of(name, Kind.WORD, meaning);
        return new KeyDescription(
                name, key.kind, meaning, null, words, null, "", null, key.origin, key.effect, List.of());
    }

    KeyDescription in(String values) {
        return new KeyDescription(
                name, kind, meaning, values, words, defaultValue, otherwise, example, origin, effect, members);
    }

    KeyDescription defaultsTo(Object value) {
        return new KeyDescription(
                name, kind, meaning, range, words, value, otherwise, example, origin, effect, members);
    }

    /** Says what happens when it is not given. */
    KeyDescription orElse(String happens) {
        return new KeyDescription(
                name, kind, meaning, range, words, defaultValue, happens, example, origin, effect, members);
    }

    KeyDescription mandatory() {
        return new KeyDescription(
                name, kind, meaning, range, words, defaultValue, null, example, origin, effect, members);
    }

    KeyDescription like(String value) {
        return new KeyDescription(
                name, kind, meaning, range, words, defaultValue, otherwise, value, origin, effect, members);
    }

    KeyDescription ours() {
        return new KeyDescription(
                name, kind, meaning, range, words, defaultValue, otherwise, example, Origin.TRIALOG, effect, members);
    }

    KeyDescription with(Effect other) {
        return new KeyDescription(
                name, kind, meaning, range, words, defaultValue, otherwise, example, origin, other, members);
    }

    KeyDescription holding(KeyDescription... inside) {
        return new KeyDescription(
                name, kind, meaning, range, words, defaultValue, otherwise, example, origin, effect, List.of(inside));
    }

    /** Whether it must be given. */
    public boolean isMandatory() {
        return otherwise == null;
    }

    /** What values it takes, for people: {@code integer, >= 1}. */
    public String expectation() {
        String values = kind == Kind.WORD ? "one of " + String.join(", ", words) : kind.text();
        return range == null ? values : values + ", " + range;
    }
}
