package io.trialog.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An experiment is changed while it lives, by a client of a real server with real trials, and over a kill. */
class EditIT {

    private static final String[] JSON = {"Content-Type", "application/json"};

    @TempDir
    private Path folder;

    @AutoClose
    private Workplace workplace;

    private Experiments experiments;

    @BeforeEach
    void begin() {
        workplace = new Workplace(folder);
        experiments = workplace.experiments();
    }

    private static void awaitState(Api api, String id, String state) {
        Experiments.awaitThat(() -> api.experiment(id).path("state").asText().equals(state));
    }

    @Test
    void shouldBeChangedAsItLives() {
        // given: trials that wait where a test wants it
        String yaml = experiments.posted(experiments.python("maxTrialNumber: 2\ntrialConcurrency: 2\n", """
                if number in (2, 3, 4):
                    wait_for("gate-%d" % number)
                trialog.report_final_result(number)
                """));
        TrialogProcess server = workplace.serve();
        Api api = new Api(server.url());
        String id = api.create(yaml);
        String experiment = "/api/v1/experiments/" + id;
        awaitState(api, id, "DONE");

        // when: a complete experiment gets more trials, results from elsewhere and a third slot
        assertThat(api.post(
                                experiment + "/results",
                                "{\"results\": [{\"configuration\": {\"x\": 0.25}, \"value\": 0.5}]}",
                                JSON)
                        .status())
                .isEqualTo(202);
        assertThat(api.patch(experiment, "{\"maxTrialNumber\": 8, \"trialConcurrency\": 3}")
                        .status())
                .isEqualTo(200);

        // then
        experiments.awaitStarts(5);
        assertThat(api.experiment(id).path("imported").asInt()).isEqualTo(1);

        // when: two slots less, another space, and a configuration of somebody's own
        assertThat(api.patch(experiment, "{\"trialConcurrency\": 1}").status()).isEqualTo(200);
        assertThat(api.patch(
                                experiment,
                                "{\"searchSpace\": {\"x\": {\"_type\": \"uniform\", \"_value\": [0.5, 0.75]}}}")
                        .status())
                .isEqualTo(200);
        assertThat(api.post(experiment + "/queue", "{\"configurations\": [{\"x\": 0.25}]}", JSON)
                        .code())
                .isEqualTo("CONFIG_INVALID");
        assertThat(api.post(experiment + "/queue", "{\"configurations\": [{\"x\": 0.625}]}", JSON)
                        .status())
                .isEqualTo(202);
        experiments.open("gate-2");
        experiments.open("gate-3");
        Experiments.awaitThat(
                () -> api.experiment(id).path("counts").path("succeeded").asInt() == 4);
        assertThat(api.experiment(id).path("counts").path("total").asInt())
                .as("trial 4 has the only slot")
                .isEqualTo(5);

        // when: the server is killed while all that is pending
        server.kill();
        TrialogProcess next = workplace.serve();
        Api again = new Api(next.url());
        assertThat(again.experiment(id).path("queued").asInt()).isEqualTo(1);
        experiments.open("gate-4");
        awaitState(again, id, "DONE");

        // then
        JsonNode own = again.trial(id, 5);
        assertThat(own.path("source").asText()).isEqualTo("queue");
        assertThat(own.path("configuration").path("x").asDouble()).isEqualTo(0.625);
        List<JsonNode> log = again.log(id);
        assertThat(log)
                .filteredOn(event -> event.path("type").asText().equals("trial.proposed")
                        && event.path("data").path("number").asInt() > 4)
                .hasSize(3)
                .allSatisfy(event -> assertThat(event.path("data")
                                .path("configuration")
                                .path("x")
                                .asDouble())
                        .isBetween(0.5, 0.75));
        assertThat(again.experiment(id).path("counts").path("succeeded").asInt())
                .isEqualTo(8);
        assertThat(again.get(experiment + "/configuration")
                        .json()
                        .path("trialConcurrency")
                        .asInt())
                .isEqualTo(1);
        next.kill();
        assertThat(workplace.out("log", "replay", id, "--verify")).startsWith("identical: ");
        assertThat(experiments.starts()).hasSize(8);
    }

    @Test
    void shouldDeleteAnExperimentWithItsFiles() {
        // given
        String yaml =
                experiments.posted(experiments.python("maxTrialNumber: 1\n", "trialog.report_final_result(number)"));
        TrialogProcess server = workplace.serve();
        Api api = new Api(server.url());
        String id = api.create(yaml);
        awaitState(api, id, "DONE");
        Path files = workplace.data().resolve("experiments").resolve(id);
        assertThat(files).isDirectory();

        // when
        int status = api.delete("/api/v1/experiments/" + id).status();

        // then
        assertThat(status).isEqualTo(204);
        assertThat(files).doesNotExist();
        Experiments.awaitThat(() -> !Files.exists(workplace.data().resolve("deleted")));
        assertThat(api.get("/api/v1/experiments/" + id).code()).isEqualTo("EXPERIMENT_UNKNOWN");
        server.kill();
        TrialogProcess next = workplace.serve();
        assertThat(new Api(next.url()).get("/api/v1/experiments").json().path("experiments"))
                .isEmpty();
        assertThat(workplace.log().events("experiment.deleted")).hasSize(1);
        assertThat(workplace.log().trialEnds()).containsExactly("SUCCEEDED");
    }
}
