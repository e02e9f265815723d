package io.trialog.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trialog.fixtures.Seed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same seed and the same results give the same proposals, whatever happens to the server. */
class DeterminismIT {

    private static final int TRIALS = 12;

    /** From the fifth trial on, what TPE proposes depends on the results. */
    private static final String SETTINGS = """
            trialConcurrency: 1
            maxTrialNumber: %d
            seed: 20240229
            tuner:
              name: TPE
              classArgs: {tpe_args: {n_startup_jobs: 4}}
            """;

    private static final String SCRIPT = """
            x = trialog.get_next_parameter()["x"]
            trialog.report_final_result((x - 0.3) ** 2)
            """;

    @TempDir
    private Path folder;

    private Workplace undisturbed;
    private Workplace disturbed;

    @AfterEach
    void end() {
        undisturbed.close();
        disturbed.close();
    }

    @Test
    void shouldProposeTheSameInUndisturbedKilledAndExtendedRuns() throws Exception {
        // given
        Random random = Seed.random(getClass());
        undisturbed = new Workplace(Files.createDirectory(folder.resolve("undisturbed")));
        disturbed = new Workplace(Files.createDirectory(folder.resolve("disturbed")));

        // when
        TrialogProcess first = undisturbed.run(configuration(undisturbed, TRIALS));

        Experiments experiments = disturbed.experiments();
        TrialogProcess second = disturbed.run(configuration(disturbed, TRIALS - 2));
        String id = second.experiment();
        for (int starts : List.of(2 + random.nextInt(3), 6 + random.nextInt(3))) {
            experiments.awaitStarts(starts);
            second.kill();
            second = disturbed.resume(id);
            second.url();
        }
        second.ended().with(0);
        disturbed.resume(id, "--max-trials", Integer.toString(TRIALS)).ended().with(0);
        first.ended().with(0);

        // then
        List<JsonNode> expected = undisturbed.log().configurations();
        assertThat(expected).hasSize(TRIALS).doesNotHaveDuplicates();
        assertThat(disturbed.log().configurations()).isEqualTo(expected);
    }

    private static Path configuration(Workplace workplace, int trials) {
        return workplace.experiments().python(SETTINGS.formatted(trials), SCRIPT);
    }
}
