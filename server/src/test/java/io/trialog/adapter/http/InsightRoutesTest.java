package io.trialog.adapter.http;

import static io.trialog.adapter.http.HttpFixture.X;
import static io.trialog.adapter.http.HttpFixture.attempt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.trialog.event.EndCause;
import io.trialog.event.MetricKind;
import io.trialog.event.Outlook;
import io.trialog.experiment.CreateExperiment;
import io.trialog.fixtures.Configs;
import io.trialog.metric.Report;
import io.trialog.metric.ReportMetrics;
import io.trialog.spi.space.Choice;
import io.trialog.spi.space.Configuration;
import io.trialog.spi.space.LogUniform;
import io.trialog.spi.space.NestedChoice;
import io.trialog.spi.space.NestedChoice.Branch;
import io.trialog.spi.space.Parameter;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.space.Uniform;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.trial.RecordAttemptEnded;
import io.trialog.tuning.RecordSuggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InsightRoutesTest {

    private static final String IMPORTANCE = "/api/v1/experiments/x/importance";
    private static final String MARGINALS = "/api/v1/experiments/x/marginals";

    private static final SearchSpace SPACE = SearchSpace.of(
            new Parameter("lr", new LogUniform(1e-4, 1)),
            new Parameter(
                    "optimizer",
                    new NestedChoice(List.of(
                            new Branch("adam", SearchSpace.of()),
                            new Branch("sgd", SearchSpace.of(new Parameter("momentum", new Uniform(0, 1))))))),
            new Parameter("size", new Choice(List.of("small", 2L))));

    private final HttpFixture fixture = new HttpFixture();

    @AfterEach
    void tearDown() {
        fixture.close();
    }

    /** An experiment of trials, of which some succeed: default is about their learning rate, loss about their momentum. */
    private void run(int trials, int successes) {
        SplittableRandom random = new SplittableRandom(5);
        fixture.send(new CreateExperiment(X, Configs.searching(SPACE, trials)));
        List<Configuration> configurations = new ArrayList<>();
        for (int i = 0; i < trials; i++) {
            configurations.add(SPACE.sample(random));
        }
        fixture.send(new RecordSuggestions(
                X,
                fixture.log.lastPosition(),
                configurations.stream().map(Suggestion::of).toList(),
                Outlook.MORE,
                "test-tuners 1.0"));
        for (int i = 0; i < successes; i++) {
            double lr = Math.log10(((Number) configurations.get(i).value("lr")).doubleValue());
            Map<?, ?> optimizer = (Map<?, ?>) configurations.get(i).value("optimizer");
            double loss = optimizer.get("momentum") instanceof Number momentum ? momentum.doubleValue() : 0.5;
            fixture.send(new ReportMetrics(
                    attempt(i), List.of(Report.of(0, MetricKind.FINAL, Map.of("default", lr, "loss", loss), null))));
            fixture.send(new RecordAttemptEnded(attempt(i), EndCause.EXITED, 0, null, null));
        }
    }

    private static List<String> names(JsonNode importance) {
        List<String> names = new ArrayList<>();
        importance
                .path("parameters")
                .forEach(each -> names.add(each.path("name").asText()));
        return names;
    }

    @Test
    void shouldTellWhatMatters() {
        // given
        run(120, 100);
        // when
        JsonNode importance = fixture.get(IMPORTANCE).json();
        // then
        assertThat(importance.path("method").asText()).startsWith("fANOVA");
        assertThat(importance.path("source").asText())
                .isEqualTo("a random forest of 64 trees on 100 trials that succeeded");
        assertThat(importance.path("metric").asText()).isEqualTo("default");
        assertThat(importance.path("trials").asInt()).isEqualTo(100);
        assertThat(importance.path("fit").asDouble()).isBetween(0.8, 1.0);
        assertThat(names(importance)).startsWith("lr").hasSize(4).contains("optimizer", "optimizer/momentum", "size");
        assertThat(importance.path("parameters").path(0).path("importance").asDouble())
                .isGreaterThan(0.9);
        assertThat(importance.path("pairs")).hasSize(6);
    }

    @Test
    void shouldTellWhatMattersToAnotherNumber() {
        run(120, 100);
        JsonNode importance = fixture.get(IMPORTANCE + "?metric=loss").json();
        assertThat(importance.path("metric").asText()).isEqualTo("loss");
        assertThat(names(importance)).startsWith("optimizer/momentum");
    }

    @Test
    void shouldTellWhatIsExpected() {
        run(120, 100);
        JsonNode slice = fixture.get(MARGINALS + "?x=lr").json();
        assertThat(slice.path("x").path("name").asText()).isEqualTo("lr");
        assertThat(slice.path("x").path("positions")).hasSize(60);
        assertThat(slice.path("y").isNull()).isTrue();
        assertThat(slice.path("trials").asInt()).isEqualTo(100);
        assertThat(slice.path("deviation")).hasSize(60);
        for (int i = 0; i < 60; i += 10) {
            double lr = slice.path("x").path("positions").path(i).asDouble();
            assertThat(slice.path("mean").path(i).asDouble()).isEqualTo(Math.log10(lr), within(0.4));
        }
    }

    @Test
    void shouldTellWhatIsExpectedOfTwo() {
        run(120, 100);
        JsonNode contour = fixture.get(MARGINALS + "?x=lr&y=optimizer%2Fmomentum&metric=loss")
                .json();
        assertThat(contour.path("x").path("positions")).hasSize(40);
        assertThat(contour.path("y").path("name").asText()).isEqualTo("optimizer/momentum");
        assertThat(contour.path("mean")).hasSize(1600);
        assertThat(contour.path("mean").path(0).asDouble()).isEqualTo(0, within(0.2));
        assertThat(contour.path("mean").path(1599).asDouble()).isEqualTo(1, within(0.2));
        JsonNode words = fixture.get(MARGINALS + "?x=size&y=optimizer").json();
        assertThat(words.path("x").path("words")).hasToString("[\"small\",\"2\"]");
        assertThat(words.path("y").path("words")).hasToString("[\"adam\",\"sgd\"]");
        assertThat(words.path("mean")).hasSize(4);
    }

    @Test
    void shouldKnowMoreWhenMoreTrialsHaveEnded() {
        // given
        run(40, 20);
        String before = fixture.get(IMPORTANCE).text();
        assertThat(fixture.get(IMPORTANCE).text()).isEqualTo(before);
        // when
        fixture.succeed(attempt(20), 0, 7);
        // then
        assertThat(fixture.get(IMPORTANCE).json().path("trials").asInt()).isEqualTo(21);
    }

    @Test
    void shouldKnowWhatWasKnown() {
        // given
        run(40, 20);
        long then = fixture.log.lastPosition();
        String before = fixture.get(IMPORTANCE).text();
        // when
        fixture.succeed(attempt(20), 0, 7);
        // then
        assertThat(fixture.get(IMPORTANCE + "?asOf=" + then).text()).isEqualTo(before);
        assertThat(fixture.get(IMPORTANCE + "?asOf=2026-11-24T10:00:00Z")
                        .json()
                        .path("trials")
                        .asInt())
                .isEqualTo(21);
        fixture.get(MARGINALS + "?x=lr&asOf=2026-11-24T09:59:59Z").isError(409, "EXPERIMENT_STATE");
        assertThat(fixture.get(IMPORTANCE + "?asOf=yesterday")
                        .isError(400, "REQUEST_MALFORMED")
                        .details())
                .hasSize(1)
                .allMatch(problem -> problem.startsWith("asOf: \"yesterday\" (expected: "));
    }

    @Test
    void shouldWantEnoughTrials() {
        run(20, 9);
        assertThat(fixture.get(IMPORTANCE)
                        .isError(409, "EXPERIMENT_STATE")
                        .json()
                        .path("message")
                        .asText())
                .isEqualTo(
                        "10 trials that succeeded with a value of default are needed to tell what matters; there are 9");
        fixture.get(MARGINALS + "?x=lr").isError(409, "EXPERIMENT_STATE");
        fixture.get(IMPORTANCE + "?asOf=0").isError(409, "EXPERIMENT_STATE");
    }

    @Test
    void shouldSayWhatIsWrong() {
        run(12, 12);
        assertThat(fixture.get(MARGINALS + "?x=lrr")
                        .isError(400, "REQUEST_MALFORMED")
                        .details())
                .containsExactly(
                        "x: \"lrr\" (expected: one of lr, optimizer, optimizer/momentum, size; did you mean 'lr'?)");
        fixture.get(MARGINALS).isError(400, "REQUEST_MALFORMED");
        fixture.get(MARGINALS + "?x=lr&y=lr").isError(400, "REQUEST_MALFORMED");
        fixture.get(IMPORTANCE + "?metric=accuracy").isError(409, "EXPERIMENT_STATE");
        fixture.get("/api/v1/experiments/y/importance").isError(404, "EXPERIMENT_UNKNOWN");
    }
}
