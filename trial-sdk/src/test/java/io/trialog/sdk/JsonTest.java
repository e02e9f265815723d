package io.trialog.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void shouldReadEveryKindOfValue() {
        Object value = Json.parse(
                " {\"a\": [1, -2.5, 1e3, 0], \"b\" :{\"c\":null, \"d\":true,\"e\":false}, \"f\": [], \"g\": {}}\n");

        assertThat(value)
                .isEqualTo(Map.of(
                        "a",
                        List.of(1L, -2.5, 1000.0, 0L),
                        "b",
                        mapOf("c", null, "d", true, "e", false),
                        "f",
                        List.of(),
                        "g",
                        Map.of()));
    }

    @Test
    void shouldReadNumbersAsPreciselyAsTheyFit() {
        assertThat(Json.parse("[9223372036854775807, 9223372036854775808, -0, 1e999, 4.9e-324]"))
                .isEqualTo(List.of(Long.MAX_VALUE, 0x1p63, 0L, Double.POSITIVE_INFINITY, Double.MIN_VALUE));
    }

    @Test
    void shouldReadEscapes() {
        assertThat(Json.parse("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\ude00\u00e9\""))
                .isEqualTo("\"\\/\b\f\n\r\t\u00e9\ud83d\ude00\u00e9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "[1",
                "[1,",
                "[1,]",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,}",
                "{a:1}",
                "{1:1}",
                "\"",
                "\"a",
                "\"\\",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\n\"",
                "01",
                "-",
                "1.",
                ".5",
                "1e",
                "+1",
                "NaN",
                "tru",
                "nul",
                "1 2",
                "[1 2]",
                "{\"a\" 1}",
                "]",
                "\u0000"
            })
    void shouldRefuseWhatIsNotJson(String text) {
        assertThatThrownBy(() -> Json.parse(text))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("at character");
    }

    @Test
    void shouldRefuseDocumentsThatWouldOverflowTheStack() {
        assertThatThrownBy(() -> Json.parse("[".repeat(1_000_000))).isInstanceOf(JsonException.class);
    }

    @Test
    void shouldWriteNonFiniteNumbersAsTheProtocolHasIt() {
        assertThat(Json.write(List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.1)))
                .isEqualTo("[\"NaN\", \"Infinity\", \"-Infinity\", 0.1]");
    }

    @Test
    void shouldReadBackWhatItWrites() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("JsonTest -Dseed=" + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            Object value = randomValue(random, 4);
            String text = Json.write(value);
            assertThat(text).matches("[ -~]*");
            assertThat(Json.parse(text)).as("seed %d: %s", seed, text).isEqualTo(value);
        }
    }

    private static Object randomValue(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 7)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextLong();
            case 3 -> random.nextGaussian() * Math.pow(10, random.nextInt(600) - 300);
            case 4 -> randomText(random);
            case 5 -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(randomValue(random, depth - 1));
                }
                yield list;
            }
            default -> {
                Map<String, Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    map.put(randomText(random), randomValue(random, depth - 1));
                }
                yield map;
            }
        };
    }

    private static String randomText(Random random) {
        char[] text = new char[random.nextInt(6)];
        for (int i = 0; i < text.length; i++) {
            text[i] = (char) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(0x10000));
        }
        return new String(text);
    }

    private static Map<String, Object> mapOf(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        List<Object> list = Arrays.asList(namesAndValues);
        for (int i = 0; i < list.size(); i += 2) {
            map.put((String) list.get(i), list.get(i + 1));
        }
        return map;
    }
}
