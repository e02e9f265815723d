package io.trialog.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
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
