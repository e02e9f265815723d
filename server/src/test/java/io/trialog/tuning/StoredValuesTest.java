package io.trialog.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoredValuesTest {

    private static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    private static void shouldBeSame(Object a, Object b) {
        assertThat(StoredValues.difference(ordered("x", a), ordered("x", b))).isEmpty();
    }

    private static void shouldDiffer(Object a, Object b) {
        assertThat(StoredValues.difference(ordered("x", a), ordered("x", b)))
                .contains(new StoredValues.Difference("x", a, b));
    }

    @Test
    void shouldTakeKeysInAnyOrder() {
        assertThat(StoredValues.difference(ordered("a", 1L, "b", "c"), ordered("b", "c", "a", 1L)))
                .isEmpty();
    }

    @Test
    void shouldCompareWholeNumbersByValue() {
        shouldBeSame(5, 5L);
        shouldBeSame(BigInteger.valueOf(5), 5);
        shouldDiffer(5, 6L);
    }

    @Test
    void shouldCompareOtherNumbersBitForBit() {
        shouldBeSame(0.1, 0.1);
        shouldBeSame(Double.NaN, Double.NaN);
        shouldDiffer(0.1, Math.nextUp(0.1));
        shouldDiffer(0.0, -0.0);
        shouldDiffer(5, 5.0); // stored as 5 and 5.0
    }

    @Test
    void shouldCompareListsInOrder() {
        shouldBeSame(Arrays.asList(1, null, Map.of("a", 2)), Arrays.asList(1L, null, Map.of("a", 2L)));
        shouldDiffer(List.of(1, 2), List.of(2, 1));
        shouldDiffer(List.of(1), List.of(1, 1));
    }

    @Test
    void shouldNameWhatIsNested() {
        assertThat(StoredValues.difference(
                        ordered("layer", ordered("_name", "conv", "units", 32)),
                        ordered("layer", ordered("_name", "conv", "units", 64))))
                .contains(new StoredValues.Difference("layer.units", 32, 64));
    }

    @Test
    void shouldTellNothingFromNull() {
        assertThat(StoredValues.difference(ordered("x", null), Map.of()))
                .contains(new StoredValues.Difference("x", null, null));
        assertThat(StoredValues.difference(Map.of(), Collections.singletonMap("y", 1)))
                .contains(new StoredValues.Difference("y", null, 1));
        shouldBeSame(null, null);
        shouldDiffer(null, "null");
    }
}
