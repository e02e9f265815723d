package io.trialog.adapter.json;

import static java.nio.charset.StandardCharsets.UTF_16BE;

import io.trialog.event.Event;
import io.trialog.event.ExperimentId;
import io.trialog.event.RecordedEvent;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes random events of any type from the declared components. */
final class RandomEvents {

    private static final List<Double> DOUBLES = List.of(
            0.0,
            -0.0,
            1.0,
            Double.MIN_VALUE,
            Double.MIN_NORMAL,
            Double.MAX_VALUE,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            2.0E-3,
            1e23,
            9007199254740993.0);

    private final Random random;

    RandomEvents(Random random) {
        this.random = random;
    }

    RecordedEvent next(long position) {
        List<StoredType> types = EventTypes.all();
        return next(position, types.get(random.nextInt(types.size())).event());
    }

    RecordedEvent next(long position, Class<? extends Event> type) {
        return new RecordedEvent(position, instant(), cause(), event(type));
    }

    private String cause() {
        return switch (random.nextInt(4)) {
            case 0 -> "ReportMetrics";
            case 1 -> "@" + random.nextLong();
            case 2 -> "@" + random.nextInt(1000);
            default -> text();
        };
    }

    private Event event(Class<? extends Event> type) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] arguments = Arrays.stream(components).map(this::argument).toArray();
        try {
            Constructor<? extends Event> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(type + " with " + Arrays.toString(arguments), e);
        }
    }

    private @Nullable Object argument(RecordComponent component) {
        boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        return nullable && random.nextInt(4) == 0 ? null : value(component);
    }

    private Object value(RecordComponent component) {
        Class<?> type = component.getType();
        if (type.isEnum()) {
            return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
        }
        if (type == Map.class) {
            AnnotatedParameterizedType map = (AnnotatedParameterizedType) component.getAnnotatedType();
            if (map.getAnnotatedActualTypeArguments()[0].getType() == Integer.class) {
                return offsets();
            }
            return map.getAnnotatedActualTypeArguments()[1].getType() == Double.class
                    ? map(this::number)
                    : map(() -> plain(3));
        }
        if (type == List.class) {
            AnnotatedParameterizedType list = (AnnotatedParameterizedType) component.getAnnotatedType();
            return list.getAnnotatedActualTypeArguments()[0].getType() == Integer.class
                    ? list(random::nextInt)
                    : list(this::text);
        }
        Map<Class<?>, Supplier<Object>> generators = Map.of(
                ExperimentId.class, () -> new ExperimentId("e" + random.nextInt(1000)),
                Instant.class, this::instant,
                String.class, this::text,
                Double.class, this::number,
                double.class, this::number,
                Integer.class, random::nextInt,
                int.class, random::nextInt,
                Long.class, random::nextLong,
                long.class, random::nextLong);
        Supplier<Object> generator = generators.get(type);
        if (generator == null) {
            throw new AssertionError(
                    component + ": no random values yet (add them here, and its type to the format ADR)");
        }
        return generator.get();
    }

    private double number() {
        return random.nextInt(3) == 0
                ? DOUBLES.get(random.nextInt(DOUBLES.size()))
                : Double.longBitsToDouble(random.nextLong());
    }

    private Instant instant() {
        long nanos = List.of(0L, 1L, 1_000L, 1_000_000L, 999_999_999L, (long) random.nextInt(1_000_000_000))
                .get(random.nextInt(6));
        // from year 0 to 9999: all that has the usual shape, and much that never happens
        return Instant.ofEpochSecond(random.nextLong(-62_167_219_200L, 253_402_300_800L), nanos);
    }

    /** Any UTF-16, unpaired surrogates included: reports of strangers may bring them. */
    private String text() {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(12); left > 0; left--) {
            text.append((char) (random.nextInt(3) == 0 ? random.nextInt(0x10000) : random.nextInt(0x80)));
        }
        return text.toString();
    }

    /** Any Unicode, well formed. */
    private String key() {
        return new String(text().getBytes(UTF_16BE), UTF_16BE);
    }

    private <V> List<V> list(Supplier<V> values) {
        List<V> list = new ArrayList<>();
        for (int left = random.nextInt(4); left > 0; left--) {
            list.add(values.get());
        }
        return list;
    }

    private <V> Map<String, V> map(Supplier<V> values) {
        Map<String, V> map = new LinkedHashMap<>();
        for (int left = random.nextInt(5); left > 0; left--) {
            map.put(key(), values.get());
        }
        return map;
    }

    private Map<Integer, Long> offsets() {
        Map<Integer, Long> offsets = new LinkedHashMap<>();
        for (int left = random.nextInt(5); left > 0; left--) {
            offsets.put(random.nextInt(), random.nextLong());
        }
        return offsets;
    }

    private @Nullable Object plain(int depth) {
        switch (random.nextInt(depth == 0 ? 5 : 7)) {
            case 0:
                return null;
            case 1:
                return random.nextBoolean();
            case 2:
                return random.nextLong();
            case 3:
                double number = number();
                return Double.isFinite(number) ? number : 0.5;
            case 4:
                return text();
            case 5:
                return map(() -> plain(depth - 1));
            default:
                List<Object> list = new ArrayList<>();
                for (int left = random.nextInt(4); left > 0; left--) {
                    list.add(plain(depth - 1));
                }
                return list;
        }
    }
}
