package io.trialog.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.endtoend.TrialogProcess.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The disk of the data directory is full in the middle of an experiment, and later has room again. */
class FullDiskIT {

    private static final int EX_UNAVAILABLE = 69;
    private static final int EX_SOFTWARE = 70;

    @TempDir
    private Path folder;

    /**
     * @param mebibytes 4: an append fails; 18: RocksDB finds no room for the table into which it moves the first 16 MiB of events
     */
    @ParameterizedTest
    @ValueSource(ints = {4, 18})
    void shouldEndClearlyAndGoOnWhenThereIsRoom(int mebibytes) throws IOException {
        // the workplace is closed first: it finds its trials by what is on the disk
        try (SmallDisk disk = SmallDisk.mounted(folder.toRealPath().resolve("the data"), mebibytes);
                Workplace workplace = new Workplace(folder)) {
            // given
            Experiments experiments = workplace.experiments();
            TrialogProcess server = workplace.run(experiments.python("maxTrialNumber: 1\n", """
                    import random
                    made = 0
                    def report():
                        global made
                        values = {"metric-%d" % i: random.random() for i in range(400)}
                        trialog.report_intermediate_result(dict(values, default=made))
                        made += 1
                    while not os.path.exists("server-is-dead"):
                        report()
                        time.sleep(0.001)
                    for i in range(20):
                        report()
                    mark("waits")
                    wait_for("room")
                    for i in range(20):
                        report()
                    trialog.report_final_result(made)
                    note("made", str(made))
                    """));
            String id = server.experiment();

            // when
            Ended ended = server.ended().with(EX_SOFTWARE);
            experiments.open("server-is-dead");
            experiments.awaitMark("waits");

            // then
            assertThat(ended.err())
                    .contains("event log " + workplace.data().resolve("log"))
                    .contains("the disk is full: make room on it")
                    .contains("running trials go on: start the server again");
            assertThat(experiments.starts().get(0).isAlive()).isTrue();

            // when
            disk.fill();
            Ended tooEarly = workplace.ended("resume", id, "--port", "0").with(EX_UNAVAILABLE);

            // then
            assertThat(tooEarly.err()).contains("the disk is full: make room on it");

            // when
            disk.grow(200);
            TrialogProcess next = workplace.resume(id);
            next.url();
            experiments.open("room");
            next.ended().with(0);

            // then
            RecordedLog log = workplace.log();
            assertThat(log.trialEnds()).containsExactly("SUCCEEDED");
            assertThat(experiments.starts()).hasSize(1);
            int made = Integer.parseInt(experiments.lines("made").get(0));
            List<Double> reports = log.reports(0);
            assertThat(reports).hasSize(made + 1);
            for (int i = 0; i <= made; i++) {
                assertThat(reports.get(i)).isEqualTo(i);
            }
            Leftovers.awaitNoneOf(workplace.data());
        }
    }
}
