package io.trialog.adapter.http;

import static io.trialog.adapter.http.HttpFixture.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trialog.event.EndCause;
import io.trialog.event.MetricKind;
import io.trialog.metric.Report;
import io.trialog.metric.ReportMetrics;
import io.trialog.trial.RecordAttemptEnded;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Trials as they were, in pages, columns and curves. */
class PastTrialsTest {

    private static final String EXPERIMENT = "/api/v1/experiments/x";
    private static final String TRIALS = EXPERIMENT + "/trials";

    private static long now(HttpFixture fixture) {
        return fixture.log.lastPosition();
    }

    @Test
    void shouldShowPagesOfThePast() {
        try (HttpFixture fixture = new HttpFixture().running(3)) {
            // given
            long begin = now(fixture);
            JsonNode first = fixture.get(TRIALS).json();
            fixture.report(attempt(1), 0, 300);
            long reported = now(fixture);
            fixture.report(attempt(1), 300, 5);
            fixture.succeed(attempt(1), 400, 0.9);
            fixture.succeed(attempt(2), 0, 0.8);
            // then
            assertThat(fixture.get(TRIALS + "?asOf=" + begin).json()).isEqualTo(first);
            JsonNode then = fixture.get(TRIALS + "?asOf=" + reported).json();
            assertThat(then.path("asOf").asLong()).isEqualTo(reported);
            JsonNode trial = then.path("trials").get(1);
            assertThat(trial.path("state").asText()).isEqualTo("RUNNING");
            assertThat(trial.path("value").isNull()).isTrue();
            assertThat(trial.path("endedAt").isNull()).isTrue();
            assertThat(trial.path("latest").asDouble()).isEqualTo(299);
            assertThat(trial.path("reportCount").asLong()).isEqualTo(300);
            assertThat(fixture.get(TRIALS + "?sort=best&asOf=" + reported)
                            .json()
                            .path("total")
                            .asInt())
                    .isZero();
            assertThat(fixture.get(TRIALS + "?sort=-latest&limit=1&asOf=" + reported)
                            .json()
                            .at("/trials/0/number")
                            .asLong())
                    .isEqualTo(1);
            assertThat(fixture.get(TRIALS + "?asOf=0").json().path("total").asInt())
                    .isZero();
            assertThat(fixture.get(TRIALS + "?asOf=" + now(fixture)).text())
                    .isEqualTo(fixture.get(TRIALS).text());
            assertThat(fixture.get(TRIALS + "?asOf=2030-01-01T00:00:00Z").text())
                    .isEqualTo(fixture.get(TRIALS).text());
            assertThat(fixture.get(TRIALS + "?asOf=2000-01-01T00:00:00Z")
                            .json()
                            .path("total")
                            .asInt())
                    .isZero();
        }
    }

    @Test
    void shouldShowColumnsAndCurvesOfThePast() {
        try (HttpFixture fixture = new HttpFixture().running(2)) {
            // given
            fixture.report(attempt(0), 0, 5);
            long then = now(fixture);
            fixture.report(attempt(0), 5, 5);
            fixture.succeed(attempt(0), 10, 0.9);
            // when
            JsonNode columns = fixture.get(EXPERIMENT + "/columns?asOf=" + then).json();
            JsonNode curves = fixture.get(EXPERIMENT + "/curves?state=RUNNING&asOf=" + then)
                    .json();
            // then
            assertThat(columns.path("asOf").asLong()).isEqualTo(then);
            assertThat(columns.path("states")).hasToString("[1,1]");
            assertThat(columns.path("values")).hasToString("[null,null]");
            assertThat(curves.at("/curves/0/size").asLong()).isEqualTo(5);
            assertThat(curves.path("total").asInt()).isEqualTo(2);
            assertThat(fixture.get(EXPERIMENT + "/columns?asOf=2000-01-01T00:00:00Z")
                            .json()
                            .path("numbers"))
                    .isEmpty();
            assertThat(fixture.get(TRIALS + "/0/metrics?asOf=2000-01-01T00:00:00Z")
                            .json()
                            .path("metrics"))
                    .isEmpty();
            assertThat(fixture.get(TRIALS + "/0/metrics?asOf=2030-01-01T00:00:00Z")
                            .json()
                            .path("metrics"))
                    .hasSize(11);
            for (String path : List.of("/columns", "/curves", "/trials", "/trials/0/metrics")) {
                assertThat(fixture.get(EXPERIMENT + path + "?asOf=yesterday")
                                .isError(400, "REQUEST_MALFORMED")
                                .details())
                        .containsExactly(
                                "asOf: \"yesterday\" (expected: a position of the log, a whole number >= 0, or a time"
                                        + " such as 2026-11-28T10:30:00.123Z)");
            }
        }
    }

    @Test
    void shouldShowEarlierAttempts() {
        try (HttpFixture fixture = new HttpFixture().running(1)) {
            // given
            long before = now(fixture);
            fixture.send(new RecordAttemptEnded(attempt(0), EndCause.LOST, null, "gone", fixture.now()));
            // then
            JsonNode trial = fixture.get(TRIALS + "/0").json();
            assertThat(trial.path("earlierAttempts")).hasSize(1);
            JsonNode earlier = trial.at("/earlierAttempts/0");
            assertThat(earlier.path("attempt").asInt()).isEqualTo(1);
            assertThat(earlier.path("state").asText()).isEqualTo("WAITING");
            assertThat(earlier.path("endedAt").asText()).isEqualTo("2026-11-24T10:00:00Z");
            JsonNode column = fixture.get(EXPERIMENT + "/columns").json().path("earlierAttempts");
            assertThat(column).hasSize(1);
            assertThat(column.at("/0/trial").asInt()).isZero();
            assertThat(column.at("/0/endedAt").asLong()).isEqualTo(fixture.now().toEpochMilli());
            assertThat(fixture.get(TRIALS + "?asOf=" + before)
                            .json()
                            .at("/trials/0")
                            .has("earlierAttempts"))
                    .isFalse();
        }
    }

    @Test
    void shouldKnowOtherNumbersOfFinalReports() {
        try (HttpFixture fixture = new HttpFixture().running(2)) {
            // given
            fixture.send(new ReportMetrics(
                    attempt(1),
                    List.of(Report.of(
                            0,
                            MetricKind.FINAL,
                            Map.of("default", 0.5, "loss", Double.POSITIVE_INFINITY, "acc", 1.0),
                            null))));
            fixture.send(new RecordAttemptEnded(attempt(1), EndCause.EXITED, 0, null, fixture.now()));
            // when
            JsonNode columns = fixture.get(EXPERIMENT + "/columns?metric=loss").json();
            // then
            assertThat(columns.path("metricNames")).hasToString("[\"default\",\"acc\",\"loss\"]");
            assertThat(columns.at("/metrics/0/values")).hasToString("[null,\"Infinity\"]");
            assertThat(fixture.get(TRIALS + "?metric=acc&sort=metric:acc&limit=1")
                            .json()
                            .at("/trials/0/metrics"))
                    .hasToString("{\"acc\":1.0}");
        }
    }
}
