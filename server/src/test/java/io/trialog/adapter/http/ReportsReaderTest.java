package io.trialog.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trialog.adapter.input.MetricValuesReader;
import io.trialog.engine.ErrorCode;
import io.trialog.event.MetricKind;
import io.trialog.metric.Report;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportsReaderTest {

    @Nested
    class Values {

        @ParameterizedTest
        @CsvSource({
            "0.71, 0.71",
            "3, 3",
            "-0.0, -0.0",
            "1e-320, 1e-320",
            "9007199254740993, 9007199254740992",
            "123456789012345678901234567890, 1.2345678901234568e29",
            "'\"NaN\"', NaN",
            "'\"Infinity\"', Infinity",
            "'\"-Infinity\"', -Infinity"
        })
        void shouldReadNumbers(String written, double expected) {
            // when
            Report report = value(written);

            // then
            assertThat(report.problem()).isNull();
            assertThat(report.values()).isEqualTo(Map.of("default", expected));
        }

        @Test
        void shouldReadNamedNumbersInTheirOrder() {
            // when
            assertThat(value("{\"loss\": 1}").values()).isEqualTo(Map.of("loss", 1.0));
            Report report = value("{\"loss\": \"NaN\", \"default\": 0.83, \"\": 1}");

            // then
            assertThat(report.problem()).isNull();
            assertThat(report.values())
                    .containsExactly(Map.entry("loss", Double.NaN), Map.entry("default", 0.83), Map.entry("", 1.0));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "\"abc\"        | value: \"abc\" (expected: a number, ",
                    "\"+Infinity\"  | value: \"+Infinity\" (expected: a number, ",
                    "\"0.5\"        | value: \"0.5\" (expected: a number, ",
                    "true           | value: true (expected: a number, ",
                    "null           | value: null (expected: a number, ",
                    "[1]            | value: an array (expected: a number, ",
                    "1e999          | value: 1e999 (expected: a number, ",
                    "-1e999         | value: -1e999 (expected: a number, ",
                    "{}             | value: {} (expected: a number, ",
                    "{\"default\": false} | value.default: false (expected: a finite number, ",
                    "{\"default\": 1, \"a\": {\"b\": [1, {}]}} | value.a: an object (expected: a finite number, ",
                    "{\"default\": 1, \"a\": \"x\", \"b\": null} | value.a: \"x\" (expected: a finite number, "
                })
        void shouldRefuseWhatIsNoNumber(String written, String problem) {
            assertThat(value(written).problem()).startsWith(problem).endsWith(")");
            assertThat(value(written).values()).isEmpty();
        }

        @Test
        void shouldSayWhatTheProtocolSays() {
            assertThat(value("\"abc\"").problem())
                    .isEqualTo(
                            "value: \"abc\" (expected: a number, \"NaN\", \"Infinity\", \"-Infinity\", or an object of"
                                    + " one or more of these)");
        }

        @Test
        void shouldRefuseAReportWithoutValue() {
            // when
            List<Report> reports = read("{\"reports\": [{\"sequence\": 4, \"kind\": \"final\"}]}");

            // then
            assertThat(reports).singleElement().satisfies(report -> {
                assertThat(report.sequence()).isEqualTo(4);
                assertThat(report.kind()).isEqualTo(MetricKind.FINAL);
                assertThat(report.problem()).startsWith("value: missing (expected: a number");
            });
        }

        @Test
        void shouldShortenHugeTexts() {
            assertThat(value('"' + "x".repeat(900_000) + '"').problem())
                    .hasSizeLessThan(300)
                    .contains("xxx...\" (900000 characters)");
        }

        @Test
        void shouldKeepControlCharactersOutOfMessages() {
            assertThat(value("\"a\\nb\\u0000c\"").problem()).startsWith("value: \"a b c\" ");
        }

        @Test
        void shouldBoundNamedNumbers() {
            // given
            String names = IntStream.rangeClosed(1, MetricValuesReader.MAX_NAMES)
                    .mapToObj(i -> "\"n" + i + "\": 1")
                    .collect(Collectors.joining(", "));

            // then
            assertThat(value("{" + names + ", \"default\": 1}").problem())
                    .startsWith("value: more than 1000 named numbers");
            assertThat(value("{\"" + "n".repeat(201) + "\": 1, \"default\": 1}").problem())
                    .contains("a name of 201 characters (expected: at most 200)");
        }

        private Report value(String written) {
            return read("{\"reports\": [{\"value\": " + written + ", \"kind\": \"final\", \"sequence\": 7}]}")
                    .get(0);
        }
    }

    @Nested
    class Requests {

        @Test
        void shouldReadReportsInTheirOrder() {
            // when
            List<Report> reports = read("""
                    {"sdk": {"any": ["thing"]}, "reports": [
                      {"sequence": 1, "kind": "intermediate", "value": 0.5, "at": "2026-11-24T10:00:00.123Z", "extra": {}},
                      {"at": null, "value": 0.6, "sequence": 0, "kind": "final"}]}""");

            // then
            assertThat(reports)
                    .containsExactly(
                            Report.of(
                                    1,
                                    MetricKind.INTERMEDIATE,
                                    Map.of("default", 0.5),
                                    Instant.parse("2026-11-24T10:00:00.123Z")),
                            Report.of(0, MetricKind.FINAL, Map.of("default", 0.6), null));
        }

        @Test
        void shouldTellAllProblemsAtOnce() {
            // when
            ApiError error = refused("""
                    {"reports": [
                      {"sequence": -1, "kind": "finall", "value": 1},
                      7,
                      {"sequence": 1.0, "value": 1, "at": "yesterday"},
                      {"sequence": 99999999999999999999, "kind": {"a": [1]}, "value": 1, "at": 1732442400},
                      {"sequence": 3, "kind": "final", "value": 1}]}""");

            // then
            assertThat(error.code()).isEqualTo(ErrorCode.REPORT_MALFORMED);
            assertThat(error.details())
                    .extracting(ErrorDetail::toString)
                    .containsExactly(
                            "reports[0].sequence: -1 (expected: a whole number >= 0)",
                            "reports[0].kind: \"finall\" (expected: \"intermediate\" or \"final\")",
                            "reports[1]: 7 (expected: an object with sequence, kind, value)",
                            "reports[2].sequence: 1.0 (expected: a whole number >= 0)",
                            "reports[2].at: \"yesterday\" (expected: a time such as \"2026-11-24T10:00:00.123Z\")",
                            "reports[2].kind: missing (expected: \"intermediate\" or \"final\")",
                            "reports[3].sequence: 99999999999999999999 (expected: a whole number >= 0)",
                            "reports[3].kind: an object (expected: \"intermediate\" or \"final\")",
                            "reports[3].at: 1732442400 (expected: a time such as \"2026-11-24T10:00:00.123Z\")");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "''                   | no body (expected: an array of 1 to 500 reports)",
                    "[]                   | an array (expected: an object)",
                    "{}                   | reports: missing (expected: an array of 1 to 500 reports)",
                    "{\"reports\": []}    | reports: 0 reports (expected: an array of 1 to 500 reports)",
                    "{\"reports\": {}}    | reports: an object (expected: an array of 1 to 500 reports)"
                })
        void shouldRefuseOtherShapes(String body, String problem) {
            assertThat(refused(body).details())
                    .extracting(ErrorDetail::toString)
                    .containsExactly(problem);
        }

        @Test
        void shouldRefuseReportsGivenTwice() {
            String report = "[{\"sequence\": 0, \"kind\": \"final\", \"value\": 1}]";
            assertThat(refused("{\"reports\": " + report + ", \"reports\": " + report + "}")
                            .details())
                    .extracting(ErrorDetail::toString)
                    .containsExactly("reports: given twice (expected: once)");
        }

        @Test
        void shouldTakeFiveHundredReportsAndNoMore() {
            assertThat(read(reports(500))).hasSize(500);
            assertThat(refused(reports(501)).details())
                    .extracting(ErrorDetail::toString)
                    .containsExactly("reports: 501 reports (expected: an array of 1 to 500 reports)");
        }

        @Test
        void shouldSayWhereABodyIsNoJson() {
            // when
            ApiError error = refused("{\"reports\": [\n  {\"sequence\": 0,, }]}");

            // then
            assertThat(error.details()).singleElement().satisfies(detail -> {
                assertThat(detail.line()).isEqualTo(2);
                assertThat(detail.message()).startsWith("not JSON: ").endsWith("(line 2, column 18)");
            });
        }

        @ParameterizedTest
        @ValueSource(strings = {"NaN", "Infinity", "-Infinity"})
        void shouldSayHowToWriteWhatJsonLacks(String bare) {
            assertThat(refused("{\"reports\": [{\"sequence\": 0, \"kind\": \"final\", \"value\": " + bare + "}]}")
                            .message())
                    .contains("\"NaN\", \"Infinity\", \"-Infinity\"");
        }

        @Test
        void shouldRefuseWhatComesAfterTheEnd() {
            assertThat(refused(reports(1) + " x").details()).hasSize(1);
            assertThat(refused(reports(1) + "{}").message()).contains("something after the end");
        }

        @Test
        void shouldSurviveDeepNestingAndNumbersOfManyDigits() {
            assertThat(refused("[".repeat(100_000)).code()).isEqualTo(ErrorCode.REPORT_MALFORMED);
            assertThat(refused("{\"reports\": [{\"value\": " + "[".repeat(100_000))
                            .code())
                    .isEqualTo(ErrorCode.REPORT_MALFORMED);
            assertThat(refused("{\"reports\": [{\"value\": " + "9".repeat(900_000) + "}]}")
                            .code())
                    .isEqualTo(ErrorCode.REPORT_MALFORMED);
        }

        @Test
        void shouldRefuseBrokenText() {
            // given
            byte[] body = "{\"reports\": \"?\"}".getBytes(StandardCharsets.UTF_8);
            body[13] = (byte) 0xff;

            // then
            assertThat(catchThrowableOfType(RequestRefused.class, () -> ReportsReader.read(body))
                            .error()
                            .message())
                    .contains("not JSON");
        }

        private String reports(int count) {
            return IntStream.range(0, count)
                    .mapToObj(i -> "{\"sequence\": " + i + ", \"kind\": \"intermediate\", \"value\": 1}")
                    .collect(Collectors.joining(",", "{\"reports\": [", "]}"));
        }
    }

    private static List<Report> read(String body) {
        return ReportsReader.read(body.getBytes(StandardCharsets.UTF_8));
    }

    private static ApiError refused(String body) {
        return catchThrowableOfType(RequestRefused.class, () -> read(body)).error();
    }
}
