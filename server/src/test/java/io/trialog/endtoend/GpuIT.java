package io.trialog.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trialog.fixtures.FakeGpus;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Trials that want GPUs, on a machine with two that only a script knows of. */
@EnabledOnOs(OS.LINUX)
class GpuIT {

    private static final String TRIAL = """
            echo "start $number $CUDA_VISIBLE_DEVICES" >>gpus
            wait_for "go-$number"
            echo '{"sequence": 0, "kind": "final", "value": 0.5}' >>"$TRIALOG_REPORT_SPOOL"
            echo "end $number" >>gpus
            """;

    @TempDir
    private Path folder;

    @AutoClose
    private Workplace workplace;

    private Experiments experiments;
    private FakeGpus gpus;

    @BeforeEach
    void begin() {
        workplace = new Workplace(folder);
        experiments = workplace.experiments();
        gpus = new FakeGpus(folder.resolve("tools"), 2);
        workplace.install(gpus.directory());
    }

    @Test
    void shouldNotGiveAGpuTwiceWhenTheServerDies() {
        // given: a third trial waits
        Path configuration = experiments.bash("""
                maxTrialNumber: 4
                trialConcurrency: 3
                maxTrialDuration: 1h
                trialGpuNumber: 1
                trainingService: {platform: local, useActiveGpu: true}
                """, TRIAL);
        TrialogProcess server = workplace.run(configuration);
        String id = server.experiment();
        experiments.awaitStarts(2);

        // when
        server.kill();
        server = workplace.resume(id);
        server.url();
        gpus.awaitLooks();
        experiments.open("go-1");
        experiments.awaitStarts(3);
        experiments.open("go-0");
        experiments.awaitStarts(4);
        experiments.open("go-2");
        experiments.open("go-3");
        server.ended().with(0);

        // then
        assertThat(experiments.lines("gpus"))
                .startsWith("start 0 0", "start 1 1", "end 1", "start 2 1", "end 0", "start 3 0")
                .hasSize(8);
        RecordedLog log = workplace.log();
        assertThat(log.trialEnds()).hasSize(4).containsOnly("SUCCEEDED");
        assertThat(log.events("trial.requeued")).isEmpty();
        assertThat(experiments.starts()).extracting(Experiments.Start::attempt).containsOnly(1);
    }

    @Test
    void shouldLetTrialsShare() {
        // given
        Path configuration = experiments.bash("""
                maxTrialNumber: 3
                trialConcurrency: 3
                trainingService: {platform: local, trialGpuNumber: 1, maxTrialNumberPerGpu: 2, gpuIndices: '1'}
                """, TRIAL);
        TrialogProcess server = workplace.run(configuration);

        // when
        experiments.awaitStarts(2);
        gpus.awaitLooks();
        experiments.open("go-1");
        experiments.awaitStarts(3);
        experiments.open("go-0");
        experiments.open("go-2");
        server.ended().with(0);

        // then
        assertThat(experiments.lines("gpus")).startsWith("start 0 1", "start 1 1", "end 1", "start 2 1");
    }

    @Test
    void shouldSayWhatThereIs() {
        // given
        Path configuration = experiments.bash("maxTrialNumber: 1\ntrialGpuNumber: 3\n", TRIAL);

        // when
        TrialogProcess.Ended ended = workplace.run(configuration).ended();

        // then
        assertThat(ended.exitCode()).isNotZero();
        RecordedLog log = workplace.log();
        assertThat(log.experimentStates()).endsWith("ERROR");
        JsonNode end = log.events("attempt.ended").get(0);
        assertThat(end.path("cause").asText()).isEqualTo("LAUNCH_FAILED");
        assertThat(end.path("message").asText())
                .isEqualTo("trialGpuNumber: 3 (expected: <= 2; this machine has GPU 0, 1)");
    }
}
