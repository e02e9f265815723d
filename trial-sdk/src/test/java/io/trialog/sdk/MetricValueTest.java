package io.trialog.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MetricValueTest {

    @Test
    void shouldWriteNumbers() {
        assertThat(MetricValue.of(0.5)).isEqualTo(new MetricValue("0.5", null));
        assertThat(MetricValue.of(Double.NaN)).isEqualTo(new MetricValue("\"NaN\"", null));
        assertThat(MetricValue.of(Double.NEGATIVE_INFINITY)).isEqualTo(new MetricValue("\"-Infinity\"", null));
    }

    @Test
    void shouldWriteMapsOfAnyNumbersInTheirOrder() {
        Map<String, Number> values = new LinkedHashMap<>();
        values.put("default", 1);
        values.put("loss \"x\"", new BigDecimal("0.25"));
        values.put("rate", Float.POSITIVE_INFINITY);

        assertThat(MetricValue.of(values).json())
                .isEqualTo("{\"default\": 1.0, \"loss \\\"x\\\"\": 0.25, \"rate\": \"Infinity\"}");
    }

    @Test
    void shouldRefuseWhatCannotBeReported() {
        Map<String, Double> withNull = new HashMap<>();
        withNull.put("default", null);
        Map<String, Double> many = new HashMap<>(Map.of("default", 1.0));
        for (int i = 0; i < 5000; i++) {
            many.put("metric" + i, 1.0);
        }
        Map<String, Double> broken = new AbstractMap<>() {
            @Override
            public Set<Entry<String, Double>> entrySet() {
                throw new IllegalStateException("closed");
            }
        };

        assertThat(MetricValue.of(null).problem()).isEqualTo("value: null (expected: a map of numbers)");
        assertThat(MetricValue.of(Map.of()).problem()).contains("an empty map (expected: one or more numbers");
        assertThat(MetricValue.of(withNull).problem()).isEqualTo("value: default=null (expected: a name and a number)");
        assertThat(MetricValue.of(many).problem()).contains("a map of 5001 entries (expected: at most 64 KiB");
        assertThat(MetricValue.of(broken).problem()).contains("cannot be read", "closed");
        assertThat(MetricValue.of(Map.of("x".repeat(10_000_000), 1)).problem()).hasSizeLessThan(200);
    }
}
