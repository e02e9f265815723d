package io.trialog.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.endtoend.Experiments.Start;
import io.trialog.endtoend.TrialogProcess.Ended;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ctrl-C. */
class InterruptIT {

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
    void shouldStopTrialsAndGoOnWithThemLater() {
        // given
        Path configuration = experiments.python("maxTrialNumber: 5\ntrialConcurrency: 2\n", """
                trialog.report_intermediate_result(number)
                mark("attempt-%d-of-%d" % (attempt, number))
                if number == 0:
                    mark("first-is-through")
                elif attempt == 1:
                    wait_for("resumed")
                trialog.report_final_result(number + 0.5)
                """);
        TrialogProcess run = workplace.run(configuration);
        String id = run.experiment();
        experiments.awaitMark("attempt-1-of-1");
        experiments.awaitMark("attempt-1-of-2");

        // when
        run.interrupt();
        Ended ended = run.ended().with(130);

        // then
        assertThat(experiments.starts()).hasSize(3);
        experiments.awaitEndOfAll();
        assertThat(ended.out())
                .contains("stopping: 2 running trials")
                .contains("trialog resume " + id + " --data " + workplace.quotedData());
        RecordedLog stopped = workplace.log();
        assertThat(stopped.experimentStates()).containsExactly("RUNNING", "STOPPING", "STOPPED");
        assertThat(stopped.trialEnds()).containsExactly("SUCCEEDED");
        assertThat(stopped.events("trial.requeued"))
                .extracting(event -> event.path("number").asInt())
                .containsExactlyInAnyOrder(1, 2);
        assertThat(workplace.out("list")).containsPattern("stopped +1/5");

        // when
        experiments.open("resumed");
        workplace.resume(id).ended().with(0);

        // then
        RecordedLog log = workplace.log();
        assertThat(log.trialEnds()).hasSize(5).containsOnly("SUCCEEDED");
        assertThat(experiments.starts())
                .extracting(start -> start.trial() + "/" + start.attempt())
                .containsExactlyInAnyOrder("0/1", "1/1", "2/1", "1/2", "2/2", "3/1", "4/1");
        assertThat(log.events("trial.ended", 1)).hasSize(1);
    }

    /** How somebody loses patience with a stop that waits for a trial. */
    private enum Impatience {
        CTRL_C_AGAIN {
            @Override
            void end(TrialogProcess run) {
                run.interrupt();
                run.ended().with(130);
            }
        },
        KILL_NINE {
            @Override
            void end(TrialogProcess run) {
                run.kill();
            }
        };

        abstract void end(TrialogProcess run);
    }

    @ParameterizedTest
    @EnumSource
    void shouldGoOnAfterAStopThatNobodyWaitedFor(Impatience impatience) {
        // given
        Path configuration = experiments.bash("maxTrialNumber: 1\n", """
                trap 'wait_for "nobody waits"; exit 1' TERM
                if [ "$TRIALOG_ATTEMPT" = 1 ]; then
                  mark running
                  wait_for never
                fi
                echo '{"sequence": 0, "kind": "final", "value": 0.5}' >>"$TRIALOG_REPORT_SPOOL"
                """);
        TrialogProcess run = workplace.run(configuration);
        String id = run.experiment();
        experiments.awaitMark("running");
        run.interrupt();
        Experiments.awaitThat(() -> run.out().contains("stopping: 1 running trial"));

        // when
        impatience.end(run);
        assertThat(experiments.starts()).allMatch(Start::isAlive);
        experiments.open("nobody waits");
        workplace.resume(id).ended().with(0);

        // then
        RecordedLog log = workplace.log();
        assertThat(log.trialEnds()).containsExactly("SUCCEEDED");
        assertThat(log.events("trial.requeued", 0)).hasSize(1);
        assertThat(experiments.starts()).extracting(Start::attempt).containsExactly(1, 2);
        experiments.awaitEndOfAll();
    }

    @Test
    void shouldEndTrialsThatDoNotWantTo() {
        // given
        Path configuration = experiments.bash("maxTrialNumber: 2\ntrialConcurrency: 1\n", """
                trap '' TERM
                sleep 600 &
                printf '0 1 %s\\n' "$!" >>starts
                mark deaf
                wait_for never
                """);
        TrialogProcess run = workplace.run(configuration);
        run.experiment();
        experiments.awaitMark("deaf");

        // when
        run.interrupt();
        run.ended().with(130);

        // then
        assertThat(experiments.starts()).hasSize(2);
        experiments.awaitEndOfAll();
        assertThat(workplace.log().experimentStates()).endsWith("STOPPED");
    }

    @Test
    void shouldStopAServerWithAllItsExperiments() {
        // given
        String yaml = experiments.posted(experiments.bash("", """
                mark running
                wait_for never
                """));
        TrialogProcess serve = workplace.serve();
        Api api = new Api(serve.url());
        String first = api.create(yaml);
        String second = api.create(yaml);
        experiments.awaitStarts(2);

        // when
        serve.interrupt();
        Ended ended = serve.ended().with(0);

        // then
        assertThat(experiments.starts()).hasSize(2);
        experiments.awaitEndOfAll();
        for (String id : List.of(first, second)) {
            assertThat(ended.out()).contains("trialog resume " + id);
            assertThat(RecordedLog.json(workplace.out("show", id, "--json"))
                            .path("state")
                            .asText())
                    .isEqualTo("STOPPED");
        }
    }
}
