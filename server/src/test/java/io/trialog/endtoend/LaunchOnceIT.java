package io.trialog.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trialog.fixtures.Seed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting and stopping trials around the death of the server: each starts once, and none is left behind. */
class LaunchOnceIT {

    /** Kills right after an experiment was created; more: {@code -Dlaunch.kills=N}. */
    private static final int KILLS = Integer.getInteger("launch.kills", 12);

    private static final int STOPS = 3;

    private final Random random = Seed.random(getClass());

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
    void shouldLaunchOnceWhatWasScheduledWhenTheServerDied() {
        // given
        String yaml = experiments.posted(experiments.bash("maxTrialNumber: 3\ntrialConcurrency: 2\n", """
                echo "$TRIALOG_TRIAL_ID attempt $TRIALOG_ATTEMPT" >>launches
                echo '{"sequence": 0, "kind": "final", "value": 0.5}' >>"$TRIALOG_REPORT_SPOOL"
                """));
        List<String> ids = new ArrayList<>();
        TrialogProcess server = workplace.serve();

        // when
        for (int kill = 0; kill < KILLS; kill++) {
            ids.add(new Api(server.url()).create(yaml));
            // from asking the tuner, by what is scheduled and not started, to trials that are over
            assertThat(server.endsWithin(Duration.ofMillis(random.nextInt(120))))
                    .isFalse();
            server.kill();
            server = workplace.serve();
        }
        Api api = new Api(server.url());
        ids.forEach(id -> Experiments.awaitThat(
                () -> api.experiment(id).path("state").asText().equals("DONE")));
        server.interrupt();
        server.ended().with(0);

        // then
        assertThat(experiments.lines("launches"))
                .containsExactlyInAnyOrderElementsOf(ids.stream()
                        .flatMap(id -> List.of("-0 attempt 1", "-1 attempt 1", "-2 attempt 1").stream()
                                .map(id::concat))
                        .toList());
        RecordedLog log = workplace.log();
        assertThat(log.trialEnds()).hasSize(3 * KILLS).containsOnly("SUCCEEDED");
        assertThat(launchedByTwoServers(log))
                .as("kills between scheduling and start")
                .isPositive();
        Leftovers.awaitNoneOf(workplace.data());
    }

    /** How many attempts one server scheduled, and another saw start. */
    private static int launchedByTwoServers(RecordedLog log) {
        Set<String> scheduled = new HashSet<>();
        Set<String> inherited = new HashSet<>();
        int launched = 0;
        for (JsonNode line : log.lines()) {
            String attempt = line.path("data").path("experiment").asText()
                    + line.path("data").path("number").asText();
            switch (line.path("type").asText()) {
                case "server.started" -> inherited.addAll(scheduled);
                case "attempt.scheduled" -> scheduled.add(attempt);
                case "attempt.started" -> {
                    scheduled.remove(attempt);
                    launched += inherited.remove(attempt) ? 1 : 0;
                }
                default -> {}
            }
        }
        return launched;
    }

    @Test
    void shouldLeaveNothingBehindWhenStoppedAndResumed() {
        // given
        Path configuration = experiments.python("maxTrialNumber: 8\ntrialConcurrency: 3\n", """
                for step in range(6):
                    trialog.report_intermediate_result(number + step / 10)
                    time.sleep(0.1)
                trialog.report_final_result(number + 0.6)
                """);
        TrialogProcess server = workplace.run(configuration);
        String id = server.experiment();

        // when
        for (int stop = 0; stop < STOPS; stop++) {
            server.url();
            if (server.endsWithin(Duration.ofMillis(random.nextInt(500)))) {
                break; // too late: it has come to its end
            }
            server.interrupt();
            server.ended();

            // then
            Leftovers.awaitNoneOf(workplace.data());
            server = workplace.resume(id);
        }
        server.ended().with(0);
        Leftovers.awaitNoneOf(workplace.data());
        RecordedLog log = workplace.log();
        assertThat(log.trialEnds()).hasSize(8).containsOnly("SUCCEEDED");
        assertThat(log.experimentStates()).contains("STOPPED").endsWith("DONE");
        assertThat(experiments.starts())
                .extracting(start -> start.trial() + "/" + start.attempt())
                .doesNotHaveDuplicates();
    }
}
