package io.trialog.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two trials, of which one fails until a file is there; then somebody has it tried again. */
class RetryIT {

    private static final String SETTINGS = "maxTrialNumber: 2\ntrialConcurrency: 1\n";
    private static final String SCRIPT = """
            note("lr-%d" % number, str(trialog.get_next_parameter()))
            if number == 1 and not os.path.exists("data.csv"):
                raise SystemExit("data.csv is not there")
            trialog.report_final_result(number)
            """;

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
    void shouldGoOnWhereNoServerRuns() {
        // given
        TrialogProcess run = workplace.run(experiments.python(SETTINGS, SCRIPT));
        String id = run.experiment();
        assertThat(run.ended().with(0).out()).contains("trialog retry " + id + " --failed");
        experiments.open("data.csv");

        // when
        String out = workplace.out("retry", id, "--failed", "--port", "0");

        // then
        assertThat(out).contains("#1  succeeded", "2 trials, 2 succeeded");
        thenTrialOneRanTwiceWithTheSameConfiguration();
        assertThat(workplace.log().experimentStates()).endsWith("DONE");

        // and what has a result is not tried again
        assertThat(workplace.ended("retry", id, "0", "--port", "0").with(2).err())
                .contains("trial 0: SUCCEEDED (expected: one that failed, ran too long or was cancelled)");
        assertThat(workplace
                        .ended("retry", id, "--failed", "--port", "0")
                        .with(2)
                        .err())
                .contains("nothing to try again");
    }

    @Test
    void shouldAskTheServerThatRuns() {
        // given
        TrialogProcess server = workplace.serve();
        Api api = new Api(server.url());
        String id = api.create(experiments.posted(experiments.python(SETTINGS, SCRIPT)));
        Experiments.awaitThat(() -> api.experiment(id).path("state").asText().equals("DONE"));
        assertThat(api.trial(id, 1).path("failure").asText()).isEqualTo("ERROR");
        experiments.open("data.csv");

        // when
        String out = workplace.out("retry", id, "1");

        // then
        assertThat(out).isEqualTo("experiment " + id + ": tries 1 trial again, at " + server.url() + "\n");
        Experiments.awaitThat(() -> api.experiment(id).path("state").asText().equals("DONE"));
        assertThat(api.trial(id, 1).path("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(api.trial(id, 1).path("failure").isNull()).isTrue();
        thenTrialOneRanTwiceWithTheSameConfiguration();
        assertThat(workplace.ended("retry", id, "7").with(3).err())
                .contains("nothing is tried again", "trial 7: not there (expected: 0 to 1)");
    }

    private void thenTrialOneRanTwiceWithTheSameConfiguration() {
        assertThat(experiments.starts())
                .filteredOn(start -> start.trial() == 1)
                .extracting(Experiments.Start::attempt)
                .containsExactly(1, 2);
        assertThat(experiments.lines("lr-1"))
                .hasSize(2)
                .allMatch(experiments.lines("lr-1").get(0)::equals);
        assertThat(experiments.lines("lr-1").get(0)).contains("x");
    }
}
