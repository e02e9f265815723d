package io.trialog.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trialog.endtoend.Experiments.Start;
import io.trialog.fixtures.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A server that is killed again and again, at random moments, also while it starts, ends with what one ends with that
 * nothing happened to. More kills: {@code -Dserver.kills=N}.
 */
class ManyKillsIT {

    private static final int KILLS = Integer.getInteger("server.kills", 10);

    private final Random random = Seed.random(getClass());

    @TempDir
    private Path folder;

    private Workplace undisturbed;
    private Workplace disturbed;

    @AfterEach
    void end() {
        undisturbed.close();
        disturbed.close();
    }

    @ParameterizedTest
    @CsvSource({"Random, 3", "TPE, 1"})
    void shouldEndAsIfNothingHadHappened(String tuner, int concurrency) throws IOException {
        // given
        undisturbed = new Workplace(Files.createDirectory(folder.resolve("undisturbed")));
        disturbed = new Workplace(Files.createDirectory(folder.resolve("disturbed")));
        int trials = concurrency * (KILLS + 1);

        // when
        TrialogProcess quiet = undisturbed.run(configuration(undisturbed, tuner, concurrency, trials));
        for (int gate = 0; gate <= KILLS; gate++) {
            undisturbed.experiments().open("go-" + gate);
        }
        TrialogProcess last = killAgainAndAgain(configuration(disturbed, tuner, concurrency, trials));
        quiet.ended().with(0);
        last.ended().with(0);

        // then
        assertThat(disturbed.experiments().starts())
                .extracting(Start::trial)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, trials).boxed().toList());
        assertThat(disturbed.experiments().starts()).extracting(Start::attempt).containsOnly(1);
        RecordedLog log = disturbed.log();
        assertThat(log.events("trial.ended")).hasSize(trials);
        RecordedLog expected = undisturbed.log();
        assertThat(facts(log)).isEqualTo(facts(expected));
        assertThat(best(disturbed, log)).isEqualTo(best(undisturbed, expected));
        Leftovers.awaitNoneOf(disturbed.data());
    }

    /**
     * Some trials may only begin after the last kill, so all of them hit a running experiment.
     *
     * @return the server that is not killed
     */
    private TrialogProcess killAgainAndAgain(Path configuration) {
        TrialogProcess server = disturbed.run(configuration);
        String id = server.experiment();
        for (int kill = 0; kill < KILLS; kill++) {
            disturbed.experiments().open("go-" + kill);
            boolean whileItStarts = kill % 3 == 2;
            if (!whileItStarts) {
                server.url();
            }
            assertThat(server.endsWithin(Duration.ofMillis(random.nextInt(whileItStarts ? 1000 : 600))))
                    .as("ended before kill %d", kill)
                    .isFalse();
            server.kill();
            server = disturbed.resume(id);
        }
        disturbed.experiments().open("go-" + KILLS);
        return server;
    }

    /** From the trial that TPE proposes fifth on, the proposals depend on the results. */
    private static Path configuration(Workplace workplace, String tuner, int concurrency, int trials) {
        String arguments = tuner.equals("TPE") ? "classArgs: {tpe_args: {n_startup_jobs: 4}}" : "classArgs: {}";
        String settings = """
                maxTrialNumber: %d
                trialConcurrency: %d
                seed: 20240229
                optimizeMode: minimize
                tuner: {name: %s, %s}
                """.formatted(trials, concurrency, tuner, arguments);
        return workplace.experiments().python(settings, """
                wait_for("go-%%d" %% (number // %d))
                x = trialog.get_next_parameter()["x"]
                for step in range(5):
                    trialog.report_intermediate_result({"default": x * step, "step": step})
                    time.sleep(0.06)
                trialog.report_final_result((x - 0.3) ** 2)
                """.formatted(concurrency));
    }

    /** What does not depend on when anything happened: per trial its configuration, its end and all it reported. */
    private static TreeMap<Long, List<Object>> facts(RecordedLog log) {
        TreeMap<Long, List<Object>> facts = new TreeMap<>();
        for (JsonNode proposed : log.events("trial.proposed")) {
            long number = proposed.path("number").asLong();
            JsonNode end = log.event("trial.ended", number);
            facts.put(
                    number,
                    List.of(
                            proposed.path("configuration"),
                            end.path("state"),
                            end.path("value"),
                            log.reports(number),
                            log.events("metric.reported", number).stream()
                                    .map(report -> report.path("sequence") + ": " + report.path("values"))
                                    .sorted()
                                    .toList()));
        }
        return facts;
    }

    private static JsonNode best(Workplace workplace, RecordedLog log) {
        String id = log.events("experiment.created").get(0).path("experiment").asText();
        JsonNode best = RecordedLog.json(workplace.out("show", id, "--json")).path("best");
        assertThat(best.path("value").isNumber()).isTrue();
        return best;
    }
}
