package io.trialog.adapter.http;

import static io.trialog.adapter.http.HttpFixture.X;
import static io.trialog.adapter.http.HttpFixture.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trialog.adapter.http.HttpFixture.Answer;
import io.trialog.event.MetricKind;
import io.trialog.metric.Report;
import io.trialog.metric.ReportMetrics;
import io.trialog.port.SortedStore;
import io.trialog.port.SortedStoreException;
import io.trialog.port.SortedStorePlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Down-sampled curves, of one trial and of many. */
class CurveRoutesTest {

    private static final String EXPERIMENT = "/api/v1/experiments/x";
    private static final String METRICS = EXPERIMENT + "/trials/0/metrics";

    private static List<Long> sequences(Answer answer) {
        List<Long> sequences = new ArrayList<>();
        answer.json()
                .path("metrics")
                .forEach(metric -> sequences.add(metric.path("sequence").asLong()));
        return sequences;
    }

    private static void report(HttpFixture fixture, long trial, int count, Map<Integer, Double> spikes) {
        List<Report> reports = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double value = spikes.getOrDefault(i, 0.5);
            reports.add(Report.of(i, MetricKind.INTERMEDIATE, Map.of("default", value, "loss", -value), null));
        }
        fixture.send(new ReportMetrics(attempt(trial), reports));
    }

    @Nested
    class OfOneTrial {

        @Test
        void shouldShowEveryExtremeInFewPoints() {
            try (HttpFixture fixture = new HttpFixture().running(1)) {
                // given
                report(fixture, 0, 5000, Map.of(1234, 7.0, 4321, Double.NaN));
                // when
                Answer answer = fixture.get(METRICS + "?points=50&metric=default");
                // then
                List<Long> sequences = sequences(answer);
                assertThat(sequences).hasSizeBetween(10, 50).isSorted().contains(0L, 1234L, 4321L, 4999L);
                JsonNode spike = answer.json().path("metrics").get(sequences.indexOf(1234L));
                assertThat(spike.path("values")).hasToString("{\"default\":7.0}");
                assertThat(spike.path("kind").asText()).isEqualTo("intermediate");
                assertThat(spike.path("attempt").asInt()).isEqualTo(1);
                assertThat(spike.path("at").asText()).isEqualTo("2026-11-24T10:00:00Z");
                JsonNode odd = answer.json().path("metrics").get(sequences.indexOf(4321L));
                assertThat(odd.path("values")).hasToString("{\"default\":\"NaN\"}");
            }
        }

        @Test
        void shouldGiveAllWhenThereAreFew() {
            try (HttpFixture fixture = new HttpFixture().running(1)) {
                // given
                report(fixture, 0, 20, Map.of(3, 1.0));
                fixture.succeed(attempt(0), 20, 0.9);
                // then
                assertThat(fixture.get(METRICS + "?points=20").json())
                        .isEqualTo(fixture.get(METRICS).json());
            }
        }

        @Test
        void shouldZoomIn() {
            try (HttpFixture fixture = new HttpFixture().running(1)) {
                report(fixture, 0, 5000, Map.of());
                assertThat(sequences(fixture.get(METRICS + "?points=100&metric=loss&from=1000&to=1005")))
                        .containsExactly(1000L, 1001L, 1002L, 1003L, 1004L);
                assertThat(sequences(fixture.get(METRICS + "?points=100&from=4990&to=99999999")))
                        .hasSize(10);
                assertThat(sequences(fixture.get(METRICS + "?points=100&metric=accuracy")))
                        .isEmpty();
            }
        }

        @Test
        void shouldShowThePast() {
            try (HttpFixture fixture = new HttpFixture().running(1)) {
                // given
                report(fixture, 0, 500, Map.of());
                long then = fixture.log.lastPosition();
                List<Long> points = sequences(fixture.get(METRICS + "?points=50"));
                Answer all = fixture.get(METRICS);
                fixture.report(attempt(0), 500, 3000);
                // then
                assertThat(sequences(fixture.get(METRICS + "?points=50&asOf=" + then)))
                        .isEqualTo(points);
                assertThat(fixture.get(METRICS + "?asOf=" + then).text()).isEqualTo(all.text());
            }
        }

        @Test
        void shouldSayWhatIsWrong() {
            try (HttpFixture fixture = new HttpFixture().running(1)) {
                assertThat(fixture.get(METRICS + "?points=11&from=x")
                                .isError(400, "REQUEST_MALFORMED")
                                .details())
                        .containsExactly(
                                "points: \"11\" (expected: a whole number, 12 to 10000)",
                                "from: \"x\" (expected: a whole number, >= 0)");
                assertThat(fixture.get(METRICS + "?metric=loss")
                                .isError(400, "REQUEST_MALFORMED")
                                .details())
                        .containsExactly("metric: (expected: only together with points)");
            }
        }
    }

    @Nested
    class OfManyTrials {

        private static final String CURVES = EXPERIMENT + "/curves";

        @Test
        void shouldGiveTheCurvesOfManyTrialsAtOnce() {
            try (HttpFixture fixture = new HttpFixture().running(200)) {
                // given
                for (int trial = 0; trial < 200; trial += 2) {
                    report(fixture, trial, 300, Map.of(trial, 9.0));
                }
                // when
                JsonNode answer = fixture.get(CURVES + "?limit=200&points=100").json();
                // then
                assertThat(answer.path("metric").asText()).isEqualTo("default");
                assertThat(answer.path("asOf").asLong()).isEqualTo(fixture.log.lastPosition());
                assertThat(answer.path("total").asInt()).isEqualTo(200);
                assertThat(answer.path("curves")).hasSize(100);
                for (JsonNode curve : answer.path("curves")) {
                    assertThat(curve.path("attempt").asInt()).isEqualTo(1);
                    assertThat(curve.path("size").asLong()).isEqualTo(300);
                    Map<Integer, Double> points = points(curve);
                    assertThat(points).hasSizeBetween(25, 100);
                    assertThat(points).containsEntry(curve.path("trial").asInt(), 9.0);
                }
            }
        }

        private static Map<Integer, Double> points(JsonNode curve) {
            assertThat(curve.path("values")).hasSameSizeAs(curve.path("indexes"));
            Map<Integer, Double> points = new TreeMap<>();
            for (int i = 0; i < curve.path("indexes").size(); i++) {
                points.put(
                        curve.path("indexes").get(i).asInt(),
                        curve.path("values").get(i).asDouble());
            }
            return points;
        }

        @Test
        void shouldChooseTrialsMetricAndTime() {
            try (HttpFixture fixture = new HttpFixture().running(4)) {
                // given
                report(fixture, 1, 5, Map.of(2, 4.0));
                long then = fixture.log.lastPosition();
                fixture.report(attempt(1), 5, 5);
                report(fixture, 3, 5, Map.of());
                // then
                String asked = CURVES + "?trial=3,1&trial=99&metric=loss";
                JsonNode now = fixture.get(asked).json().path("curves");
                assertThat(now).extracting(curve -> curve.path("trial").asInt()).containsExactly(3, 1);
                JsonNode past = fixture.get(asked + "&asOf=" + then).json();
                assertThat(past.path("asOf").asLong()).isEqualTo(then);
                assertThat(past.path("curves"))
                        .hasToString("[{\"trial\":1,\"attempt\":1,\"size\":5,\"indexes\":[0,1,2,3,4],"
                                + "\"values\":[-0.5,-0.5,-4.0,-0.5,-0.5]}]");
                assertThat(fixture.get(CURVES + "?metric=accuracy").json().path("curves"))
                        .isEmpty();
                assertThat(fixture.get(CURVES + "?state=SUCCEEDED").json().path("curves"))
                        .isEmpty();
            }
        }

        @Test
        void shouldRefuseTooMuch() {
            try (HttpFixture fixture = new HttpFixture().running(201)) {
                assertThat(fixture.get(CURVES + "?limit=1000&points=1000")
                                .isError(400, "REQUEST_MALFORMED")
                                .details())
                        .containsExactly(
                                "points: 1000 of 201 trials (expected: trials times points up to 200000; ask for"
                                        + " fewer of one)");
                fixture.get(CURVES + "?limit=1001").isError(400, "REQUEST_MALFORMED");
                fixture.get(CURVES + "?trial=1,b").isError(400, "REQUEST_MALFORMED");
            }
        }
    }

    /** A disk that takes nothing. */
    private static final SortedStorePlace FULL = new SortedStorePlace() {
        @Override
        public SortedStore open() {
            throw SortedStoreException.unusable(
                    "store: the disk is full: make room on it", new IllegalStateException());
        }

        @Override
        public void discard() {}
    };

    @Test
    void shouldReadTheLogWhenThereAreNoSeries() {
        try (HttpFixture fixture = new HttpFixture(options -> options.withPlace(FULL)).running(2)) {
            // given
            report(fixture, 0, 1000, Map.of());
            report(fixture, 1, 10, Map.of());
            // then
            assertThat(sequences(fixture.get(METRICS))).hasSize(1000);
            assertThat(sequences(fixture.get(EXPERIMENT + "/metrics"))).hasSize(1010);
            Answer refused = fixture.get(METRICS + "?points=100").isError(503, "SERIES_UNAVAILABLE");
            assertThat(refused.json().path("message").asText())
                    .isEqualTo("the metric series cannot be kept: store: the disk is full: make room on it");
            assertThat(refused.header("Retry-After")).isNotEmpty();
            fixture.get(EXPERIMENT + "/curves").isError(503, "SERIES_UNAVAILABLE");
            fixture.get(EXPERIMENT + "/export").isError(503, "SERIES_UNAVAILABLE");
            assertThat(fixture.board.trial(X, 0).orElseThrow().reportCount()).isEqualTo(1000);
        }
    }
}
