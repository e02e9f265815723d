package io.trialog.adapter.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.experiment.ConfigNode;
import io.trialog.fixtures.Seed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class YamlTextTest {

    private static final List<String> WORDS = List.of(
            "",
            "a",
            "null",
            "~",
            "true",
            "no",
            "7",
            "1e3",
            "0x1f",
            "- a",
            "a: b",
            "a #b",
            "#",
            "x ",
            " x",
            "'",
            "\"",
            "\\",
            "line\nbreak",
            "tab\t",
            "\u0007",
            "\u00e9",
            "\ud83d\ude00",
            "\u2028",
            "[a]",
            "{a}",
            "*a",
            "&a",
            "!a",
            "%",
            "@",
            "a/b.py",
            "-1",
            "key:",
            "| x",
            "> x",
            "python3 train.py --lr=0.1");

    @Test
    void shouldBeReadBackAsItWas() {
        Random random = Seed.random(YamlTextTest.class);
        for (int i = 0; i < 2000; i++) {
            ConfigNode node = ConfigNode.of(random(random, 4));
            String text = YamlText.of(node);
            assertThat(new YamlConfigSource().parse(text).plain()).as(text).isEqualTo(node.plain());
        }
    }

    @Test
    void shouldBeEasyToRead() {
        assertThat(YamlText.of(new YamlConfigSource()
                        .parse(
                                "{tuner: {name: TPE, classArgs: {}}, searchSpace: {lr: {_type: choice, _value: [1, a]}}, l: [{a: 1,"
                                        + " b: [2]}, 3]}")))
                .isEqualTo("""
                        tuner:
                          name: TPE
                          classArgs: {}
                        searchSpace:
                          lr:
                            _type: choice
                            _value: [1, a]
                        l:
                          - a: 1
                            b: [2]
                          - 3
                        """);
    }

    private static @Nullable Object random(Random random, int depth) {
        int kind = random.nextInt(depth > 0 ? 8 : 5);
        if (kind >= 6) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                String key = WORDS.get(1 + random.nextInt(WORDS.size() - 1));
                map.put(key, random(random, depth - 1));
            }
            return map;
        }
        if (kind == 5) {
            List<@Nullable Object> list = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                list.add(random(random, depth - 1));
            }
            return list;
        }
        return switch (kind) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextLong();
            case 3 ->
                List.of(0.1, Double.NaN, Double.NEGATIVE_INFINITY, 1e300, -0.0, random.nextGaussian())
                        .get(random.nextInt(6));
            default -> WORDS.get(random.nextInt(WORDS.size()));
        };
    }
}
