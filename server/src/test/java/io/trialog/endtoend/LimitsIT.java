package io.trialog.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trialog.endtoend.TrialogProcess.Ended;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ends trials and experiments before they end by themselves. */
class LimitsIT {

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
    void shouldKillTheProcessTreeOfATrialThatRunsTooLong() {
        // given
        Path yaml = experiments.bash("""
                maxTrialNumber: 1
                maxTrialDuration: 1s
                trainingService: {platform: local, grace_seconds: 0.2}
                """, """
                trap '' TERM
                (trap '' TERM; printf '0 1 %s\\n' "$BASHPID" >>starts; sleep 600 & wait) &
                setsid sleep 600 &
                printf '0 1 %s\\n' "$!" >>starts
                sleep 600
                """);

        // when
        Ended ended = workplace.run(yaml).ended().with(1);

        // then
        assertThat(experiments.starts()).hasSize(3);
        experiments.awaitEndOfAll();
        JsonNode end = workplace.log().event("trial.ended", 0);
        assertThat(end.path("state").asText()).isEqualTo("SYS_CANCELED");
        assertThat(end.path("reason").asText()).isEqualTo("ran longer than maxTrialDuration");
        assertThat(ended.out()).contains("sys canceled", "ran longer than maxTrialDuration");
    }

    @Test
    void shouldEndAnExperimentWhoseTimeIsOver() {
        // given
        Path yaml = experiments.python(
                "maxExperimentDuration: 2s\n", "time.sleep(0.1)\ntrialog.report_final_result(number)");

        // when
        TrialogProcess run = workplace.run(yaml);
        String id = run.experiment();
        Ended ended = run.ended().with(0);

        // then
        RecordedLog log = workplace.log();
        assertThat(log.experimentStates()).endsWith("DONE");
        assertThat(log.events("experiment.stateChanged"))
                .last()
                .satisfies(
                        changed -> assertThat(changed.path("reason").asText()).contains("maxExperimentDuration"));
        assertThat(log.trialEnds())
                .isNotEmpty()
                .hasSameSizeAs(experiments.starts())
                .containsOnly("SUCCEEDED");
        assertThat(ended.out()).contains("at most 2");

        // and given
        int before = experiments.starts().size();
        assertThat(workplace.resume(id).ended().with(2).err()).contains("--max-duration");

        // when
        workplace
                .resume(id, "--max-duration", "1h", "--max-trials", Integer.toString(before + 2))
                .ended()
                .with(0);

        // then
        assertThat(experiments.starts()).hasSize(before + 2);
    }

    @Test
    void shouldStopATrialThatDoesWorseThanTheMedian() {
        // given
        Path yaml = experiments.python("""
                maxTrialNumber: 4
                trialConcurrency: 1
                optimizeMode: maximize
                assessor: {name: Medianstop}
                """, """
                for step in range(3):
                    trialog.report_intermediate_result(0.1 if number == 2 else 0.8)
                if number == 2:
                    wait_for("never")
                trialog.report_final_result(0.8)
                """);

        // when
        Ended ended = workplace.run(yaml).ended().with(0);

        // then
        RecordedLog log = workplace.log();
        assertThat(log.trialEnds()).containsExactly("SUCCEEDED", "SUCCEEDED", "EARLY_STOPPED", "SUCCEEDED");
        JsonNode end = log.event("trial.ended", 2);
        assertThat(end.path("value").asDouble()).isEqualTo(0.1);
        assertThat(end.path("reason").asText()).contains("best 0.1", "median 0.8 of 2 trials");
        assertThat(ended.out()).containsPattern("(?m)^#2 +early stopped .*median 0.8");
        experiments.awaitEndOfAll();
    }

    @Test
    void shouldStopOneTrialOnRequest() {
        // given
        String yaml = experiments.posted(experiments.python("maxTrialNumber: 2\ntrialConcurrency: 1\n", """
                trialog.report_intermediate_result(0.25)
                if number == 0:
                    mark("running")
                    wait_for("never")
                trialog.report_final_result(0.5)
                """));
        Api api = new Api(workplace.serve().url());
        String id = api.create(yaml);
        experiments.awaitMark("running");

        // when
        int status =
                api.post("/api/v1/experiments/" + id + "/trials/0/stop", "").status();

        // then
        assertThat(status).isEqualTo(202);
        Experiments.awaitThat(() -> api.experiment(id).path("state").asText().equals("DONE"));
        assertThat(api.trial(id, 0).path("state").asText()).isEqualTo("USER_CANCELED");
        assertThat(api.trial(id, 0).path("reason").asText()).isNotBlank();
        assertThat(api.trial(id, 1).path("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(api.post("/api/v1/experiments/" + id + "/trials/0/stop", "").code())
                .isEqualTo("TRIAL_STATE");
        assertThat(workplace.log().reports(0)).containsExactly(0.25);
    }

    @Test
    void shouldStopAnExperimentOnRequestAndGoOn() {
        // given
        String yaml = experiments.posted(experiments.python("maxTrialNumber: 3\ntrialConcurrency: 2\n", """
                mark("running-%d" % number)
                if attempt == 1:
                    wait_for("never")
                trialog.report_final_result(0.5)
                """));
        Api api = new Api(workplace.serve().url());
        String id = api.create(yaml);
        experiments.awaitMark("running-0");
        experiments.awaitMark("running-1");

        // when
        int stopped = api.post("/api/v1/experiments/" + id + "/stop", "").status();
        Experiments.awaitThat(() -> api.experiment(id).path("state").asText().equals("STOPPED"));
        experiments.awaitEndOfAll();
        int resumed = api.post(
                        "/api/v1/experiments/" + id + "/resume",
                        "{\"maxTrialNumber\": 2}",
                        "Content-Type",
                        "application/json")
                .status();

        // then
        assertThat(stopped).isEqualTo(202);
        assertThat(resumed).isEqualTo(202);
        Experiments.awaitThat(() -> api.experiment(id).path("state").asText().equals("DONE"));
        assertThat(workplace.log().trialEnds()).containsExactly("SUCCEEDED", "SUCCEEDED");
        assertThat(experiments.starts()).hasSize(4);
    }
}
