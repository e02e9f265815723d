package io.trialog.adapter.http;

import static io.trialog.adapter.http.HttpFixture.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trialog.event.EndCause;
import io.trialog.event.ExperimentId;
import io.trialog.event.MetricKind;
import io.trialog.experiment.CreateExperiment;
import io.trialog.fixtures.Configs;
import io.trialog.metric.Report;
import io.trialog.metric.ReportMetrics;
import io.trialog.spi.training.AttemptKey;
import io.trialog.trial.RecordAttemptEnded;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** All trials at once. */
class ColumnRoutesTest {

    private static final String COLUMNS = "/api/v1/experiments/x/columns";

    @Test
    void shouldGiveEachFactOfAllTrials() {
        try (HttpFixture fixture = new HttpFixture().running(4)) {
            // given
            fixture.succeed(attempt(0), 0, 0.9);
            fixture.succeed(attempt(2), 0, Double.NaN);
            // when
            JsonNode columns = fixture.get(COLUMNS).json();
            // then
            assertThat(columns.path("asOf").asLong()).isEqualTo(fixture.log.lastPosition());
            assertThat(columns.path("total").asInt()).isEqualTo(4);
            assertThat(columns.path("metricNames")).hasToString("[\"default\"]");
            assertThat(columns.path("numbers")).hasToString("[0,1,2,3]");
            assertThat(columns.path("states")).hasToString("[2,1,3,1]");
            assertThat(columns.path("values")).hasToString("[0.9,null,\"NaN\",null]");
            assertThat(columns.path("attempts")).hasToString("[1,1,1,1]");
            long start = 1795514400000L;
            assertThat(columns.path("createdAt").get(3).asLong()).isEqualTo(start);
            assertThat(columns.path("startedAt"))
                    .hasToString("[" + start + "," + start + "," + start + "," + start + "]");
            assertThat(columns.path("endedAt"))
                    .hasToString("[" + (start + 5000) + ",null," + (start + 5000) + ",null]");
            assertThat(columns.path("parameters")).hasToString("[{\"name\":\"lr\",\"values\":[0.01,0.02,0.03,0.04]}]");
            assertThat(columns.path("metrics")).isEmpty();
        }
    }

    @Test
    void shouldGiveOtherNumbers() {
        try (HttpFixture fixture = new HttpFixture()) {
            // given
            fixture.send(new CreateExperiment(new ExperimentId("s"), Configs.optimizingSeveral(9, 2)));
            fixture.propose(new ExperimentId("s"), 2);
            AttemptKey key = new AttemptKey("s", 1, 1);
            fixture.send(new ReportMetrics(
                    key, List.of(Report.of(0, MetricKind.FINAL, Map.of("acc", 0.5, "size", 3.0), null))));
            fixture.send(new RecordAttemptEnded(key, EndCause.EXITED, 0, null, fixture.now()));
            // when
            JsonNode columns = fixture.get(
                            "/api/v1/experiments/s/columns?metric=size&metric=acc&metric=none&metric=size")
                    .json();
            // then
            assertThat(columns.path("metricNames")).hasToString("[\"acc\",\"size\"]");
            assertThat(columns.path("metrics"))
                    .hasToString("[{\"name\":\"size\",\"values\":[null,3.0]},{\"name\":\"acc\",\"values\":[null,0.5]},"
                            + "{\"name\":\"none\",\"values\":[null,null]}]");
        }
    }

    @Test
    void shouldGiveTheSearchSpaceOfAnExperimentWithoutTrials() {
        try (HttpFixture fixture = new HttpFixture()) {
            fixture.send(new CreateExperiment(HttpFixture.X, Configs.of(9, 2)));
            JsonNode columns = fixture.get(COLUMNS).json();
            assertThat(columns.path("numbers")).isEmpty();
            assertThat(columns.path("parameters")).hasToString("[{\"name\":\"lr\",\"values\":[]}]");
        }
    }

    @Test
    void shouldChooseOfMany() {
        try (HttpFixture fixture = new HttpFixture().running(900)) {
            JsonNode columns = fixture.get(COLUMNS + "?points=100").json();
            assertThat(columns.path("total").asInt()).isEqualTo(900);
            assertThat(columns.path("numbers").size()).isBetween(200, 300);
            assertThat(columns.path("values")).hasSameSizeAs(columns.path("numbers"));
            assertThat(columns.path("parameters").get(0).path("values")).hasSameSizeAs(columns.path("numbers"));
        }
    }

    @Test
    void shouldSayWhatIsWrong() {
        try (HttpFixture fixture = new HttpFixture().running(1)) {
            assertThat(fixture.get(COLUMNS + "?points=99")
                            .isError(400, "REQUEST_MALFORMED")
                            .details())
                    .containsExactly("points: \"99\" (expected: a whole number, 100 to 100000)");
            fixture.get("/api/v1/experiments/unknown/columns").isError(404, "EXPERIMENT_UNKNOWN");
        }
    }
}
