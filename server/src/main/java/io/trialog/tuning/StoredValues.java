package io.trialog.tuning;

import io.trialog.event.ProposalTerms;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares configurations as the log stores them: whole numbers by value, others bit for bit, keys in any order. */
final class StoredValues {

    /** What differs first, and how; null for what is not there. */
    record Difference(
            String path, @Nullable Object first, @Nullable Object second) {}

    private StoredValues() {}

    static Optional<Difference> difference(Map<?, ?> first, Map<?, ?> second) {
        return difference("", first, second);
    }

    /** What two configurations have equal exactly when there is no difference between them. */
    static Object key(Map<?, ?> configuration) {
        Map<Object, @Nullable Object> key = new HashMap<>();
        configuration.forEach((name, value) -> key.put(name, normal(value)));
        return key;
    }

    /**
     * What two trials have equal that are the same to a tuner: configuration, budget and the trial that is continued. A promoted
     * configuration is no duplicate of what it was before.
     */
    static Object key(Map<?, ?> configuration, ProposalTerms terms) {
        Object key = key(configuration);
        return terms.budget() == null && terms.parent() == null
                ? key
                : Arrays.asList(key, terms.budget(), terms.parent());
    }

    private static @Nullable Object normal(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return key(map);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> all = new ArrayList<>();
            list.forEach(element -> all.add(normal(element)));
            return all;
        }
        return value instanceof Number number && isWhole(number) ? new BigInteger(number.toString()) : value;
    }

    private static Optional<Difference> difference(String path, @Nullable Object first, @Nullable Object second) {
        if (first instanceof Map<?, ?> a && second instanceof Map<?, ?> b) {
            Set<Object> keys = new LinkedHashSet<>(a.keySet());
            keys.addAll(b.keySet());
            return keys.stream()
                    .map(key -> a.containsKey(key) && b.containsKey(key)
                            ? difference(inner(path, key), a.get(key), b.get(key))
                            : Optional.of(new Difference(inner(path, key), a.get(key), b.get(key))))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        return isSame(first, second) ? Optional.empty() : Optional.of(new Difference(path, first, second));
    }

    private static boolean isSame(@Nullable Object first, @Nullable Object second) {
        if (first instanceof List<?> a && second instanceof List<?> b) {
            return a.size() == b.size() && isSameInOrder(a, b);
        }
        if (first instanceof Map<?, ?> && second instanceof Map<?, ?>) {
            return difference("", first, second).isEmpty();
        }
        if (first instanceof Number a && second instanceof Number b && isWhole(a) && isWhole(b)) {
            return new BigInteger(a.toString()).equals(new BigInteger(b.toString()));
        }
        // for doubles this is bit for bit, NaN and the sign of zero included
        return Objects.equals(first, second);
    }

    private static boolean isSameInOrder(List<?> first, List<?> second) {
        for (int i = 0; i < first.size(); i++) {
            if (!isSame(first.get(i), second.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWhole(Number number) {
        return number instanceof Integer || number instanceof Long || number instanceof BigInteger;
    }

    private static String inner(String path, Object key) {
        return path.isEmpty() ? String.valueOf(key) : path + "." + key;
    }
}
