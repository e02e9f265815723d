package io.trialog.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.endtoend.Experiments.Start;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that stands still for longer than its trials' leases last, and then goes on. */
class SuspensionIT {

    /** More than the shortest lease there is. {@code -Dsuspension=30} suspends longer, and beyond 60 s with the default lease. */
    private static final int SUSPENSION_SECONDS = Integer.getInteger("suspension", 12);

    private static final int LEASE_SECONDS = SUSPENSION_SECONDS > 60 ? 60 : 5;

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
    void shouldNeitherLoseNorRepeatTrialsWhileItsServerStandsStill() {
        // given trials of which the first ends while the server stands still, the second goes on reporting, the third
        // says nothing
        Path configuration = experiments.python("""
                maxTrialNumber: 4
                trialConcurrency: 3
                trialLease: %d s
                """.formatted(LEASE_SECONDS), """
                trialog.report_intermediate_result(number)
                mark("reported-%d" % number)
                reports = 1
                while not os.path.exists("server-is-awake") and number < 2:
                    trialog.report_intermediate_result(number + reports / 1000)
                    reports += 1
                    time.sleep(0.1)
                    if number == 0 and os.path.exists("server-sleeps"):
                        break
                if number == 2:
                    wait_for("server-is-awake")
                trialog.report_final_result(number + 0.5)
                note("reports", "%d %d" % (number, reports + 1))
                """);
        TrialogProcess server = workplace.run(configuration);
        server.experiment();
        List.of("reported-0", "reported-1", "reported-2").forEach(experiments::awaitMark);

        // when
        server.suspend();
        experiments.open("server-sleeps");
        assertThat(server.endsWithin(Duration.ofSeconds(SUSPENSION_SECONDS))).isFalse();
        server.wake();
        // a while as long as a lease in which it could mistake them for dead
        assertThat(server.endsWithin(Duration.ofSeconds(2))).isFalse();
        experiments.open("server-is-awake");
        server.ended().with(0);

        // then
        RecordedLog log = workplace.log();
        assertThat(log.trialEnds()).hasSize(4).containsOnly("SUCCEEDED");
        assertThat(log.events("attempt.silent")).isEmpty();
        assertThat(log.events("trial.requeued")).isEmpty();
        assertThat(experiments.starts()).extracting(Start::trial).containsExactlyInAnyOrder(0L, 1L, 2L, 3L);
        assertThat(experiments.lines("reports")).hasSize(4).allSatisfy(line -> {
            String[] words = line.split(" ");
            long trial = Long.parseLong(words[0]);
            List<Double> reports = log.reports(trial);
            assertThat(reports).as("reports of trial %d", trial).hasSize(Integer.parseInt(words[1]));
            for (int i = 0; i < reports.size() - 1; i++) {
                assertThat(reports.get(i)).isEqualTo(trial + i / 1000.0);
            }
            assertThat(reports).endsWith(trial + 0.5);
        });
        Leftovers.awaitNoneOf(workplace.data());
    }
}
