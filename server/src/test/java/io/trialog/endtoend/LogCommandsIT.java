package io.trialog.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.adapter.json.EventLines;
import io.trialog.event.RecordedEvent;
import io.trialog.fixtures.DataFolders;
import io.trialog.fixtures.Seed;
import io.trialog.fixtures.Tampered;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do with a log, beside servers that live and die. */
class LogCommandsIT {

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

    private TrialogProcess.Ended elsewhere(Path data, String... arguments) {
        List<String> all = new java.util.ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.toString()));
        try (TrialogProcess process = TrialogProcess.start(experiments.folder(), all)) {
            return process.ended();
        }
    }

    /** Law 7: three trials at a time, a server that is killed twice, and TPE, which learns from the fifth trial on. */
    @Test
    void shouldProposeTheSameInAReplayOfAParallelRunThatWasKilled() throws IOException {
        // given
        Random random = Seed.random(getClass());
        Path configuration = experiments.python("""
                trialConcurrency: 3
                maxTrialNumber: 18
                seed: 20240229
                tuner:
                  name: TPE
                  classArgs: {tpe_args: {n_startup_jobs: 4}}
                """, """
                x = trialog.get_next_parameter()["x"]
                time.sleep(0.05 + x / 3)
                trialog.report_intermediate_result(x)
                trialog.report_final_result((x - 0.3) ** 2)
                """);
        TrialogProcess server = workplace.run(configuration);
        String id = server.experiment();
        for (int starts : List.of(3 + random.nextInt(5), 9 + random.nextInt(5))) {
            experiments.awaitStarts(starts);
            server.kill();
            server = workplace.resume(id);
            server.url();
        }
        server.ended().with(0);
        Path export = folder.resolve("export.jsonl");

        // then: identical
        TrialogProcess.Ended replay =
                workplace.ended("log", "replay", id, "--verify").with(0);
        assertThat(replay.out()).startsWith("identical: 18 proposals in answer to ");
        assertThat(workplace.out("log", "verify")).startsWith("OK: ");
        assertThat(workplace.out("log", "stats")).contains("servers     started 3 times\n");

        // and in a copy, too
        String log = workplace.out("log", "cat");
        workplace.out("log", "export", export.toString());
        Path copy = folder.resolve("copy");
        elsewhere(copy, "log", "import", export.toString()).with(0);
        assertThat(elsewhere(copy, "log", "cat").with(0).out()).isEqualTo(log);
        elsewhere(copy, "log", "replay", id, "--verify").with(0);

        // and in one that was tampered with: not
        List<RecordedEvent> events = log.lines().map(new EventLines()::parse).toList();
        Path tampered = DataFolders.of(folder.resolve("tampered"), Tampered.leastBit(events, 11, "x"));
        assertThat(elsewhere(tampered, "log", "replay", id, "--verify").with(4).out())
                .startsWith("different: trial 11, parameter x, at position ");
    }

    @Test
    void shouldFollowServersThroughTheirDeathsWithoutGap() {
        // given
        Path configuration = experiments.python("maxTrialNumber: 2\ntrialConcurrency: 1\n", """
                trialog.report_intermediate_result(number)
                mark("reported-%d" % number)
                wait_for("go-%d" % number)
                trialog.report_final_result(number + 0.5)
                """);
        TrialogProcess first = workplace.run(configuration);
        String id = first.experiment();
        experiments.awaitMark("reported-0");
        TrialogProcess tail = workplace.start("log", "tail", "--follow", "-n", "100000");
        Experiments.awaitThat(() -> tail.out().contains("metric.reported"));

        // when
        first.kill();
        TrialogProcess second = workplace.resume(id);
        second.url();
        experiments.open("go-0");
        experiments.awaitMark("reported-1");
        assertThat(workplace.out("log", "verify")).startsWith("OK: ");
        experiments.open("go-1");
        second.ended().with(0);

        // then
        Experiments.awaitThat(() -> tail.out().contains("\"state\":\"DONE\""));
        assertThat(tail.isAlive()).isTrue();
        String log = workplace.out("log", "cat");
        Experiments.awaitThat(() -> tail.out().length() >= log.length());
        assertThat(tail.out()).isEqualTo(log);
        tail.interrupt();
        assertThat(tail.endsWithin(Duration.ofSeconds(20))).isTrue();
        assertThat(tail.ended().exitCode()).isZero();
        assertThat(tail.err()).isEmpty();
    }

    @Test
    void shouldShowThePastAsItWas() {
        Path configuration =
                experiments.python("maxTrialNumber: 3\ntrialConcurrency: 1\n", "trialog.report_final_result(number)");
        TrialogProcess server = workplace.run(configuration);
        String id = server.experiment();
        server.ended().with(0);
        long end = RecordedLog.json(workplace.out("log", "tail", "-n", "1"))
                .path("pos")
                .asLong();

        String firstEnd = workplace
                .out("log", "cat", id, "--type", "trial.ended", "--trial", "0")
                .strip();
        long position = RecordedLog.json(firstEnd).path("pos").asLong();

        assertThat(position).isLessThan(end);
        assertThat(workplace.out("show", id, "--at", Long.toString(position)))
                .startsWith("as of       position " + position + ", ")
                .contains("trials      1 trial, 1 succeeded; at most 3\n");
        assertThat(workplace.out("trials", id, "--at", "0s").lines()).hasSize(5);
        assertThat(workplace.ended("show", id, "--at", "1").with(2).err())
                .contains("there was no experiment " + id + " yet (expected: position ");
    }

    @Test
    void shouldRefuseTheLogOfANewerServer() {
        // given
        DataFolders.of(workplace.data(), DataFolders.corpus("0.1.0-digits"));
        DataFolders.store(
                workplace.data(),
                438,
                ("\u0001{\"type\":\"trial.dreamt\",\"v\":1,\"at\":\"2027-01-01T00:00:00Z\",\"cause\":\"x\",\"data\":{}}")
                        .getBytes(StandardCharsets.UTF_8));

        for (String command : List.of("serve", "log cat", "list")) {
            // when
            TrialogProcess.Ended refused = workplace.ended(
                    command.equals("serve") ? new String[] {"serve", "--port", "0"} : command.split(" "));

            // then
            assertThat(refused.with(69).err())
                    .contains("event 438 (trial.dreamt, version 1): unknown event type."
                            + " A newer server wrote it: open this log with that version or a later one.\n")
                    .doesNotContain("internal error");
        }
        assertThat(Files.exists(workplace.data())).isTrue();
    }
}
