package io.trialog.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trialog.launch.Experiment;
import io.trialog.launch.TrialResult;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Experiments with several objectives: everybody is told the same Pareto front, and it is the one of the log. */
class ParetoFrontIT {

    private static final int TRIALS = 16;

    private static final String OBJECTIVES = """
            trialConcurrency: 2
            maxTrialNumber: %d
            seed: 20240229
            objectives:
              - {metric: speed, mode: maximize}
              - {metric: loss}
            """;

    /** Every x up to 0.5 is a compromise; what lies above is slower than 0.5 and no better. */
    private static final String SCRIPT = """
            x = trialog.get_next_parameter()["x"]
            trialog.report_final_result({"speed": min(x, 1 - x), "loss": x ** 2, "default": 0})
            """;

    @TempDir
    private Path folder;

    @AutoClose
    private Workplace workplace;

    /** A trial that has succeeded. */
    private record Point(long number, double speed, double loss) {

        static Point of(JsonNode trial) {
            JsonNode objectives = trial.path("objectives");
            assertThat(objectives.size()).isEqualTo(2);
            return new Point(
                    trial.path("number").asLong(),
                    objectives.path("speed").asDouble(),
                    objectives.path("loss").asDouble());
        }

        boolean beats(Point other) {
            return speed >= other.speed && loss <= other.loss && (speed > other.speed || loss < other.loss);
        }
    }

    @BeforeEach
    void begin() {
        workplace = new Workplace(folder);
    }

    @Test
    void shouldShowOneFrontToEverybodyAlthoughTheServerWasKilled() {
        // given NSGA2, which breeds from the fifth trial on
        Experiments experiments = workplace.experiments();
        TrialogProcess first = workplace.run(experiments.python(
                OBJECTIVES.formatted(TRIALS) + "tuner: {name: NSGA2, classArgs: {population_size: 4}}\n",
                "if number == 7: wait_for('killed')\n" + SCRIPT));
        String id = first.experiment();
        experiments.awaitStarts(8);

        // when
        first.kill();
        experiments.open("killed");
        TrialogProcess.Ended ended = workplace.resume(id).ended().with(0);

        // then
        List<Point> results =
                workplace.log().events("trial.ended").stream().map(Point::of).toList();
        assertThat(results).hasSize(TRIALS);
        List<Point> front = results.stream()
                .filter(point -> results.stream().noneMatch(other -> other.beats(point)))
                .sorted(Comparator.comparing(Point::speed).reversed())
                .toList();
        assertThat(front).hasSizeGreaterThan(1);
        assertThat(ended.out()).contains("Pareto front");

        JsonNode listed = RecordedLog.json(workplace.out("trials", id, "--pareto", "--json"));
        assertThat(points(listed)).isEqualTo(front);

        Api api = new Api(workplace.serve().url());
        assertThat(points(api.get("/api/v1/experiments/" + id + "/trials?sort=pareto")
                        .json()))
                .isEqualTo(front);
        assertThat(api.experiment(id).at("/best/number").asLong())
                .isEqualTo(front.get(0).number());
    }

    @Test
    void shouldTellJavaProgramsTheFrontAndWhoSearchedForIt() {
        // given an experiment that names no tuner
        workplace
                .run(workplace.experiments().python(OBJECTIVES.formatted(6), SCRIPT))
                .ended()
                .with(0);

        // when
        try (Experiment experiment = Experiment.connect(workplace.serve().url(), null, null)) {
            List<TrialResult> front = experiment.paretoFront();

            // then
            assertThat(experiment.trials())
                    .hasSize(6)
                    .allSatisfy(trial -> assertThat(trial.note()).startsWith("Auto asked NSGA2: several objectives"));
            assertThat(front)
                    .isNotEmpty()
                    .isSortedAccordingTo(
                            Comparator.comparing(TrialResult::value).reversed())
                    .isSortedAccordingTo(
                            Comparator.comparing(ParetoFrontIT::loss).reversed())
                    .allSatisfy(result -> assertThat(result.objectives()).containsEntry("speed", result.value()));
        }
    }

    private static double loss(TrialResult result) {
        return result.objectives().getOrDefault("loss", Double.NaN);
    }

    private static List<Point> points(JsonNode page) {
        return StreamSupport.stream(page.path("trials").spliterator(), false)
                .map(Point::of)
                .toList();
    }
}
