package io.trialog.port;

import io.trialog.event.ProposalTerms;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entity of a snapshot as plain data: what JSON has, in a fixed order, absent where it is null. Who reads a line that
 * lacks something, or has something else there, gets an {@link IllegalArgumentException} that names the field.
 */
public final class SnapshotLine {

    private static final String ENTITY = "entity";

    private final Map<String, @Nullable Object> fields;

    /** A line as it was read. */
    public SnapshotLine(Map<String, @Nullable Object> fields) {
        this.fields = new LinkedHashMap<>(fields);
    }

    /** A line about one entity of a kind, {@code trial} for example; {@code with} adds its fields. */
    public static SnapshotLine of(String entity) {
        return new SnapshotLine(Map.of()).with(ENTITY, entity);
    }

    /** Adds a string, boolean, whole number, list or map of such; null is left out. */
    public SnapshotLine with(String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
        return this;
    }

    /** Adds a name of an enum, or the text of an instant or a duration; null is left out. */
    public SnapshotLine withText(String name, @Nullable Object value) {
        return with(
                name, value instanceof Enum<?> constant ? constant.name() : value == null ? null : value.toString());
    }

    /** Adds a number that may be not finite: those become text, which JSON has. Null is left out. */
    public SnapshotLine withReal(String name, @Nullable Double value) {
        return value == null || Double.isFinite(value) ? with(name, value) : with(name, value.toString());
    }

    /** Adds numbers by name, which may be not finite; an empty map is left out. */
    public SnapshotLine withReals(String name, Map<String, Double> values) {
        Map<String, Object> plain = new LinkedHashMap<>();
        values.forEach((key, value) -> plain.put(key, Double.isFinite(value) ? value : value.toString()));
        return with(name, plain.isEmpty() ? null : plain);
    }

    /** Adds what a tuner said of a proposal. */
    public SnapshotLine withTerms(ProposalTerms terms) {
        return with("tag", terms.tag()).withReal("budget", terms.budget()).with("parent", terms.parent());
    }

    /** All of it, in order. */
    public Map<String, @Nullable Object> fields() {
        return Collections.unmodifiableMap(fields);
    }

    /** What kind of entity it is about. */
    public String entity() {
        return text(ENTITY);
    }

    /** Whether there is such a field. */
    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /** A text. */
    public String text(String name) {
        return present(name, optionalText(name));
    }

    /** A text; null when there is none. */
    public @Nullable String optionalText(String name) {
        return typed(name, String.class);
    }

    /** A whole number. */
    public long whole(String name) {
        return present(name, typed(name, Number.class)).longValue();
    }

    /** A whole number in the range of an int; null when there is none. */
    public @Nullable Integer optionalWhole(String name) {
        Number number = typed(name, Number.class);
        return number == null ? null : (Integer) Math.toIntExact(number.longValue());
    }

    /** Whole numbers. */
    public List<Long> wholes(String name) {
        List<Long> wholes = new ArrayList<>();
        for (Object value : present(name, typed(name, List.class))) {
            wholes.add(SnapshotLine.of(ENTITY).with(name, value).whole(name));
        }
        return Collections.unmodifiableList(wholes);
    }

    /** A number that may be not finite; null when there is none. */
    public @Nullable Double optionalReal(String name) {
        Object value = fields.get(name);
        if (value instanceof String text) {
            return Double.valueOf(text);
        }
        Number number = typed(name, Number.class);
        return number == null ? null : (Double) number.doubleValue();
    }

    /** Numbers by name, which may be not finite; empty when there are none. */
    public Map<String, Double> reals(String name) {
        if (!has(name)) {
            return Map.of();
        }
        SnapshotLine inner = new SnapshotLine(object(name));
        Map<String, Double> reals = new LinkedHashMap<>();
        inner.fields.keySet().forEach(key -> reals.put(key, present(key, inner.optionalReal(key))));
        return Collections.unmodifiableMap(reals);
    }

    /** Whether something holds. */
    public boolean flag(String name) {
        return present(name, typed(name, Boolean.class));
    }

    /** A constant of an enum. */
    public <E extends Enum<E>> E constant(String name, Class<E> type) {
        return Enum.valueOf(type, text(name));
    }

    /** A constant of an enum; null when there is none. */
    public <E extends Enum<E>> @Nullable E optionalConstant(String name, Class<E> type) {
        String constant = optionalText(name);
        return constant == null ? null : Enum.valueOf(type, constant);
    }

    /** An instant. */
    public Instant instant(String name) {
        return present(name, optionalInstant(name));
    }

    /** An instant; null when there is none. */
    public @Nullable Instant optionalInstant(String name) {
        String text = optionalText(name);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(name + ": \"" + text + "\" (expected: an instant)", e);
        }
    }

    /** A duration. */
    public Duration duration(String name) {
        String text = text(name);
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(name + ": \"" + text + "\" (expected: a duration)", e);
        }
    }

    /** What {@link #withTerms} added. */
    public ProposalTerms terms() {
        Number parent = typed("parent", Number.class);
        return new ProposalTerms(
                optionalText("tag"), optionalReal("budget"), parent == null ? null : (Long) parent.longValue());
    }

    /** A JSON object. */
    public Map<String, @Nullable Object> object(String name) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        Map<?, ?> found = present(name, typed(name, Map.class));
        found.forEach((key, value) -> object.put(String.valueOf(key), value));
        return object;
    }

    /** JSON objects, each as a line of its own; empty when there are none. */
    public List<SnapshotLine> lines(String name) {
        List<SnapshotLine> lines = new ArrayList<>();
        if (has(name)) {
            for (Object value : present(name, typed(name, List.class))) {
                lines.add(new SnapshotLine(
                        SnapshotLine.of(ENTITY).with(name, value).object(name)));
            }
        }
        return Collections.unmodifiableList(lines);
    }

    @Override
    public String toString() {
        return fields.toString();
    }

    private <T> @Nullable T typed(String name, Class<T> type) {
        Object value = fields.get(name);
        if (value != null && !type.isInstance(value)) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + type.getSimpleName() + ")");
        }
        return type.cast(value);
    }

    private static <T> T present(String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(name + ": missing");
        }
        return value;
    }
}
