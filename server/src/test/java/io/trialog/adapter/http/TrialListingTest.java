package io.trialog.adapter.http;

import static io.trialog.adapter.http.HttpFixture.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trialog.event.ExperimentId;
import io.trialog.event.MetricKind;
import io.trialog.experiment.CreateExperiment;
import io.trialog.fixtures.Configs;
import io.trialog.metric.Report;
import io.trialog.metric.ReportMetrics;
import io.trialog.spi.training.AttemptKey;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pages of trials: filtered, searched, sorted. */
class TrialListingTest {

    private static final String TRIALS = "/api/v1/experiments/x/trials";

    private static String parameter(String name, String value) {
        return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static List<Long> numbers(JsonNode page) {
        List<Long> numbers = new ArrayList<>();
        page.path("trials").forEach(trial -> numbers.add(trial.path("number").asLong()));
        return numbers;
    }

    @Test
    void shouldFilterSearchAndSort() {
        try (HttpFixture fixture = new HttpFixture().running(30)) {
            // given
            fixture.succeed(attempt(3), 0, 0.3);
            fixture.succeed(attempt(7), 0, 0.7);
            fixture.succeed(attempt(11), 0, 0.1);
            // then
            assertThat(numbers(fixture.get(TRIALS + "?sort=-value&limit=4").json()))
                    .containsExactly(7L, 3L, 11L, 0L);
            String late = parameter("where", "lr>0.05") + "&" + parameter("where", "value<0.5");
            JsonNode page = fixture.get(TRIALS + "?" + late).json();
            assertThat(numbers(page)).containsExactly(11L);
            assertThat(page.path("total").asInt()).isEqualTo(1);
            assertThat(page.path("asOf").asLong()).isEqualTo(fixture.log.lastPosition());
            assertThat(numbers(fixture.get(TRIALS + "?search=x-2&sort=-number").json()))
                    .startsWith(29L, 28L)
                    .hasSize(11);
            assertThat(numbers(fixture.get(TRIALS + "?sort=best&offset=1&search=0.")
                            .json()))
                    .containsExactly(3L, 11L);
        }
    }

    @Test
    void shouldAddNumbersThatAreAskedFor() {
        try (HttpFixture fixture = new HttpFixture()) {
            // given
            fixture.send(new CreateExperiment(new ExperimentId("s"), Configs.optimizingSeveral(9, 2)));
            fixture.propose(new ExperimentId("s"), 2);
            fixture.send(new ReportMetrics(
                    new AttemptKey("s", 1, 1),
                    List.of(Report.of(0, MetricKind.FINAL, Map.of("acc", 0.5, "size", 3.0), null))));
            // when
            JsonNode trials = fixture.get("/api/v1/experiments/s/trials?metric=size&metric=none&sort=-metric:size")
                    .json()
                    .path("trials");
            // then
            assertThat(trials.get(0).path("number").asLong()).isEqualTo(1);
            assertThat(trials.get(0).path("metrics")).hasToString("{\"size\":3.0}");
            assertThat(trials.get(1).has("metrics")).isFalse();
        }
    }

    @Test
    void shouldTellAllProblemsAtOnce() {
        try (HttpFixture fixture = new HttpFixture().running(1)) {
            assertThat(fixture.get(TRIALS + "?" + parameter("where", "lrr<1")
                                    + "&where=lr&sort=vlaue&state=done&limit=0")
                            .isError(400, "REQUEST_MALFORMED")
                            .details())
                    .satisfiesExactly(
                            state -> assertThat(state).startsWith("state: \"done\" (expected: one of WAITING, "),
                            name -> assertThat(name)
                                    .startsWith("where: \"lrr\" (expected: one of number, state, ")
                                    .endsWith("did you mean 'lr'?)"),
                            form -> assertThat(form)
                                    .isEqualTo("where: \"lr\" (expected: NAME, one of < <= = != >= > ~, and a value,"
                                            + " such as 'lr<0.1' or 'layer=conv')"),
                            sort -> assertThat(sort)
                                    .startsWith("sort: \"vlaue\" (expected: one of best, pareto, number, ")
                                    .endsWith("did you mean 'value'?)"),
                            limit -> assertThat(limit).isEqualTo("limit: \"0\" (expected: a whole number, 1 to 1000)"));
        }
    }

    @Test
    void shouldChooseCurvesAlike() {
        try (HttpFixture fixture = new HttpFixture().running(4)) {
            // given
            for (int trial = 0; trial < 4; trial++) {
                fixture.report(attempt(trial), 0, 2);
            }
            // when
            JsonNode curves = fixture.get("/api/v1/experiments/x/curves?sort=-lr&" + parameter("where", "lr<0.04"))
                    .json()
                    .path("curves");
            // then
            assertThat(curves).extracting(curve -> curve.path("trial").asInt()).containsExactly(2, 1, 0);
        }
    }
}
