package io.trialog.adapter.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trialog.experiment.ConfigNode;
import io.trialog.experiment.InvalidConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlConfigSourceTest {

    private final YamlConfigSource source = new YamlConfigSource();

    @Nested
    class Scalars {

        @ParameterizedTest
        @ValueSource(strings = {"1e-4", "1E-4", "0.0001", "+.0001", "1.e-4", "00.1e-3"})
        void shouldReadNumbers(String written) {
            assertThat(plain(written)).isEqualTo(1e-4);
        }

        @Test
        void shouldReadTheNumbersThatPythonReadersTakeForText() {
            assertThat(plain("[1E3, 1e3, 5e-05]")).isEqualTo(List.of(1000.0, 1000.0, 5e-5));
        }

        @Test
        void shouldReadIntegers() {
            assertThat(plain("[0, -12, +3, 007, 0o17, 0xfF, 9223372036854775807, -9223372036854775808]"))
                    .isEqualTo(List.of(0L, -12L, 3L, 7L, 15L, 255L, Long.MAX_VALUE, Long.MIN_VALUE));
        }

        @Test
        void shouldReadSpecialNumbers() {
            assertThat(plain("[.inf, -.INF, .nan]"))
                    .isEqualTo(List.of(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN));
        }

        @Test
        void shouldReadTruthValuesAndNulls() {
            assertThat(plain("[true, False, TRUE, null, ~, Null]"))
                    .isEqualTo(Arrays.asList(true, false, true, null, null, null));
        }

        @Test
        void shouldReadTextThatOlderYamlTakesForSomethingElse() {
            assertThat(
                            plain(
                                    "[yes, no, on, Off, y, 1_000, 12:30, 2024-01-01, tRUE, 0b1, 1e, '.', e5, '5', \"true\", !!str 7]"))
                    .isEqualTo(List.of(
                            "yes",
                            "no",
                            "on",
                            "Off",
                            "y",
                            "1_000",
                            "12:30",
                            "2024-01-01",
                            "tRUE",
                            "0b1",
                            "1e",
                            ".",
                            "e5",
                            "5",
                            "true",
                            "7"));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "9223372036854775808 | 9223372036854775808 (integers have 64 bits; as text, write it in quotes)",
                    "-1e400 | -1e400 (numbers reach up to 1.8e308; infinity is .inf)"
                })
        void shouldRefuseNumbersThatItCannotHold(String written, String expected) {
            assertThat(problems("a:\n  " + written)).isEqualTo("f.yaml:2: " + expected);
        }

        @Test
        @Timeout(10)
        void shouldRefuseHugeNumbersQuickly() {
            assertThat(problems("a: " + "9".repeat(1_000_000))).contains("integers have 64 bits");
        }
    }

    @Nested
    class Trees {

        @Test
        void shouldKnowTheirLines() {
            // when
            ConfigNode node = source.parse("# comment\na: 1\nb:\n  - x\n  - {c: y,\n     d: z}\n");

            // then
            assertThat(node)
                    .isEqualTo(new ConfigNode.Mapping(
                            List.of(
                                    new ConfigNode.Entry("a", 2, new ConfigNode.Value(1L, 2)),
                                    new ConfigNode.Entry(
                                            "b",
                                            3,
                                            new ConfigNode.Sequence(
                                                    List.of(
                                                            new ConfigNode.Value("x", 4),
                                                            new ConfigNode.Mapping(
                                                                    List.of(
                                                                            new ConfigNode.Entry(
                                                                                    "c",
                                                                                    5,
                                                                                    new ConfigNode.Value("y", 5)),
                                                                            new ConfigNode.Entry(
                                                                                    "d",
                                                                                    6,
                                                                                    new ConfigNode.Value("z", 6))),
                                                                    5)),
                                                    4))),
                            2));
        }

        @Test
        void shouldReadJson() {
            assertThat(
                            plain(
                                    "{\n\t\"a\":\t[1,\t2.5e3],\n\t\"b\": {\"c\": \"x\\/\\u00e9\\ud83d\\ude00\"}, \"d\": null\n}\n"))
                    .isEqualTo(plainMap("a", List.of(1L, 2500.0), "b", Map.of("c", "x/é😀"), "d", null));
        }

        @Test
        void shouldKeepTheOrderOfKeys() {
            assertThat(((Map<?, ?>) plain("{z: 1, a: 2, 1: 3, true: 4}"))
                            .keySet()
                            .toArray())
                    .containsExactly("z", "a", "1", "true");
        }

        @Test
        void shouldFollowAliases() {
            assertThat(plain("a: &range [0, 1]\nb: *range\nc: [*range]"))
                    .isEqualTo(Map.of("a", List.of(0L, 1L), "b", List.of(0L, 1L), "c", List.of(List.of(0L, 1L))));
        }

        @Test
        void shouldIgnoreAByteOrderMark() {
            assertThat(source.parse("\uFEFFa: 1".getBytes(StandardCharsets.UTF_8))
                            .plain())
                    .isEqualTo(Map.of("a", 1L));
        }
    }

    @Nested
    class Refusals {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "a: 1;b: 2;a: 3 | f.yaml:3: 'a' is given twice (first in line 1)",
                    "{\"a\": 1,; 'a': 2} | f.yaml:2: 'a' is given twice (first in line 1)",
                    "a: &x;  b: *x | f.yaml:2: *x (expected: an anchor that is complete above it)",
                    "a: *y | f.yaml:1: *y (expected: an anchor that is complete above it)",
                    "a: &x {b: 1};c:;  <<: *x | f.yaml:3: '<<' merges mappings in YAML 1.1 only (expected: the keys themselves)",
                    "a: 1;b: !python/object:os.system x | f.yaml:2: !python/object:os.system (expected: no tags except !!str, !!map and !!seq)",
                    "a: !!binary abcd | f.yaml:1: !!binary (expected: no tags except !!str, !!map and !!seq)",
                    "a: !!set {b} | f.yaml:1: !!set (expected: no tags except !!str, !!map and !!seq)",
                    "? [1, 2];: x | f.yaml:1: a list, mapping or alias as a key (expected: text)",
                    "?;: x | f.yaml:1: no key (expected: text before ':')",
                    "a: 1;---;b: 2 | f.yaml:2: a second document (expected: one)",
                    "a: 1;b: c: d | f.yaml:2: not valid YAML: mapping values are not allowed here; a value that contains ': ' needs quotes, and keys of one mapping the same indentation (column 5)",
                    "a: @x | f.yaml:1: not valid YAML: found character '@' that cannot start any token; a value that begins with it needs quotes (column 4)",
                    "a: [1,;b: 2 | f.yaml:2: not valid YAML: expected ',' or ']', but got <stream end> (column 5; while parsing a flow sequence that begins in line 1)",
                })
        void shouldNameTheLine(String text, String expected) {
            assertThat(problems(text.replace(';', '\n'))).isEqualTo(expected);
        }

        @Test
        void shouldReportSeveralMistakesAtOnce() {
            assertThat(problems("a: !x 1\nb: 1\nb: 2\nc: *d")).hasLineCount(3);
        }

        @Test
        void shouldNameTabs() {
            assertThat(problems("a:\n\tb: 1")).startsWith("f.yaml:2: not valid YAML: found character '\\t(TAB)'");
        }

        @Test
        void shouldNameControlCharacters() {
            assertThat(problems("a: 1\nb: \u0001")).isEqualTo("f.yaml:2: the character U+0001 is not allowed in YAML");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " \n", "# nothing\n"})
        void shouldNameWhatIsEmpty(String text) {
            assertThat(problems(text)).isEqualTo("f.yaml: is empty (expected: a mapping)");
        }

        @Test
        @Timeout(10)
        void shouldBoundDepth() {
            assertThat(problems("[".repeat(500_000))).isEqualTo("f.yaml:1: nested more than 64 deep (expected: less)");
            assertThat(plain("[".repeat(64) + "]".repeat(64))).isNotNull();
            assertThat(problems("[".repeat(65) + "]".repeat(65))).contains("nested more than 64 deep");
        }

        @Test
        @Timeout(10)
        void shouldBoundWhatAliasesAddUpTo() {
            // given nine levels of nine aliases each: 9^9 values
            StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
            for (int i = 1; i < 9; i++) {
                String alias = "*a" + (i - 1);
                text.append("a%d: &a%d [%s]%n".formatted(i, i, String.join(", ", Collections.nCopies(9, alias))));
            }

            // then
            assertThat(problems(text.toString())).contains("more than 200000 values, aliases counted in full");
        }

        @Test
        void shouldBoundTheDepthThatAliasesAddUpTo() {
            String deep = "[".repeat(40) + "]".repeat(40);
            String text = "a: &a " + deep + "\nb: " + "[".repeat(30) + "*a" + "]".repeat(30);
            assertThat(problems(text)).isEqualTo("f.yaml:2: nested more than 64 deep (expected: less)");
        }

        @Test
        void shouldBoundKeys() {
            assertThat(problems("? " + "k".repeat(1025) + "\n: 1"))
                    .isEqualTo("f.yaml:1: a key of 1025 characters (expected: <= 1024)");
            assertThat(plain("? " + "k".repeat(1024) + "\n: 1")).isEqualTo(Map.of("k".repeat(1024), 1L));
        }

        @Test
        void shouldStopAfterManyMistakes() {
            assertThat(problems("a: *x\n".repeat(1000)))
                    .hasLineCount(101)
                    .endsWith("f.yaml:51: more than 100 problems; the rest was not read");
        }

        @Test
        void shouldBoundSize() {
            assertThat(problems("#".repeat(YamlConfigSource.MAX_BYTES + 1)))
                    .isEqualTo("f.yaml: is too large (expected: at most 1048576 bytes)");
        }
    }

    @Nested
    class FromFiles {

        private @TempDir Path directory;

        @Test
        void shouldReadThem() throws IOException {
            Path file = Files.writeString(directory.resolve("e.yaml"), "a: é");
            assertThat(source.read(file).plain()).isEqualTo(Map.of("a", "é"));
        }

        @Test
        void shouldSayWhenTheyAreMissing() {
            assertThat(refusal(() -> source.read(directory.resolve("none.yaml"))))
                    .isEqualTo("f.yaml: does not exist (expected: a file)");
        }

        @Test
        void shouldSayWhenTheyAreDirectories() {
            assertThat(refusal(() -> source.read(directory))).isEqualTo("f.yaml: is a directory (expected: a file)");
        }

        @Test
        void shouldSayWhereTheyAreNotUtf8() throws IOException {
            Path file = Files.write(directory.resolve("e.yaml"), "a: 1\nb: é".getBytes(StandardCharsets.ISO_8859_1));
            assertThat(refusal(() -> source.read(file))).isEqualTo("f.yaml:2: not UTF-8 (expected: a text in UTF-8)");
        }

        @Test
        void shouldNotReadMoreThanTheLimit() throws IOException {
            Path file = Files.write(directory.resolve("e.yaml"), new byte[YamlConfigSource.MAX_BYTES + 1]);
            assertThat(refusal(() -> source.read(file))).startsWith("f.yaml: is too large");
        }
    }

    private Object plain(String text) {
        return source.parse(text).plain();
    }

    private String problems(String text) {
        return refusal(() -> source.parse(text));
    }

    private static String refusal(ThrowingCallable call) {
        InvalidConfigException refusal = catchThrowableOfType(InvalidConfigException.class, call);
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal.render("f.yaml");
    }

    private static Map<String, Object> plainMap(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
