package io.trialog.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trials go on from what they saved. */
class CheckpointIT {

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

    @Test
    void shouldFindThemAfterTheServerWasKilled() {
        // given a trial that saves its step, and fails while no server runs
        Path configuration = experiments.python("maxTrialNumber: 1\nretry: {onFailure: 1}\n", """
                saved = trialog.get_checkpoint_directory() / "step"
                step = int(saved.read_text()) if saved.exists() else 0
                if attempt == 1:
                    saved.write_text("3")
                    mark("saved")
                    wait_for("server-is-dead")
                    raise SystemExit(1)
                trialog.report_final_result(step)
                """);
        TrialogProcess server = workplace.run(configuration);
        String id = server.experiment();
        experiments.awaitMark("saved");

        // when
        server.kill();
        experiments.open("server-is-dead");
        experiments.awaitEndOfAll();
        workplace.resume(id).ended().with(0);

        // then
        RecordedLog log = workplace.log();
        assertThat(log.reports(0)).containsExactly(3.0);
        assertThat(experiments.starts()).extracting(Experiments.Start::attempt).containsExactly(1, 2);
    }

    @Test
    void shouldCarryAPopulationFromGenerationToGeneration() {
        // given trials as people wrote them for NNI's PBT, whose model is the list of the trials that trained it
        Path configuration = experiments.python("""
                maxTrialNumber: 20
                trialConcurrency: 3
                optimizeMode: maximize
                tuner:
                  name: PBT
                  classArgs: {population_size: 4, fraction: 0.25, all_checkpoint_dir: ./checkpoints}
                """, """
                import json
                parameters = trialog.get_next_parameter()
                load = os.path.join(parameters["load_checkpoint_dir"], "model.json")
                model = json.load(open(load)) if os.path.exists(load) else []
                model.append(number)
                with open(os.path.join(parameters["save_checkpoint_dir"], "model.json"), "w") as file:
                    json.dump(model, file)
                trialog.report_final_result(len(model) + parameters["x"])
                """);

        // when
        TrialogProcess server = workplace.run(configuration);
        String id = server.experiment();
        String warnings = server.ended().with(0).err();

        // then every model is that of the continued trial, trained once more
        assertThat(warnings).contains("all_checkpoint_dir: has no effect", "load_checkpoint_dir");
        assertThat(experiments.folder().resolve("checkpoints")).doesNotExist();
        Map<Long, List<Long>> models = new HashMap<>();
        List<JsonNode> proposals = workplace.log().events("trial.proposed");
        assertThat(proposals).hasSize(20);
        for (JsonNode proposal : proposals) {
            long trial = proposal.path("number").asLong();
            List<Long> expected = new ArrayList<>(
                    proposal.has("parent") ? models.get(proposal.path("parent").asLong()) : List.of());
            expected.add(trial);
            assertThat(model(id, trial))
                    .as("what trained the model of trial %d", trial)
                    .isEqualTo(expected);
            models.put(trial, expected);
        }
        assertThat(proposals)
                .filteredOn(proposal -> proposal.path("tag").asText().startsWith("0."))
                .hasSize(4)
                .noneMatch(proposal -> proposal.has("parent"));
        assertThat(proposals)
                .as("members that became copies of another")
                .anyMatch(proposal -> proposal.path("note").asText().startsWith("a copy of trial "));
    }

    private List<Long> model(String experiment, long trial) {
        Path file = workplace
                .data()
                .resolve("experiments")
                .resolve(experiment)
                .resolve("trials/" + trial + "/checkpoint/model.json");
        try {
            List<Long> trials = new ArrayList<>();
            RecordedLog.json(Files.readString(file)).forEach(number -> trials.add(number.asLong()));
            return trials;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void shouldGoWithTheExperiment() {
        // given
        Path configuration = experiments.python("maxTrialNumber: 1\n", """
                (trialog.get_checkpoint_directory() / "weights").write_text("1, 2")
                trialog.report_final_result(1)
                """);
        TrialogProcess server = workplace.run(configuration);
        String id = server.experiment();
        server.ended().with(0);
        Path saved = workplace.data().resolve("experiments").resolve(id).resolve("trials/0/checkpoint/weights");
        assertThat(saved).hasContent("1, 2");

        // when
        workplace.out("delete", id, "--yes");

        // then
        Experiments.awaitThat(() -> Files.notExists(saved));
    }
}
