package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.adapter.json.EventLines;
import io.trialog.event.ExperimentId;
import io.trialog.event.ServerStarted;
import io.trialog.event.TrialProposed;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that only read: {@code list}, {@code show}, {@code trials}, {@code log cat}. */
class ReadingCommandsTest {

    private final CommandLineFixture trialog = new CommandLineFixture();

    @Nested
    class ListExperiments {

        @Test
        void shouldShowNewestFirst(@TempDir Path data) {
            // given
            trialog.environment.put("TRIALOG_DATA", data.toString());
            trialog.story
                    .completed("first001")
                    .after(Duration.ofHours(2))
                    .created("second02")
                    .starts("second02", 0, Map.of("lr", 0.1))
                    .after(Duration.ofMinutes(90));
            trialog.servers.owner = URI.create("http://127.0.0.1:8081");

            // when
            int exitCode = trialog.execute("list");

            // then
            assertThat(exitCode).isEqualTo(ExitCode.OK);
            assertThat(trialog.out()).isEqualTo("""
                            id        name  state    trials  failed    best         ran  created           server
                            second02  test  running     0/4       0       -  1 h 30 min  2026-11-24 12:00  http://127.0.0.1:8081
                            first001  test  done        4/4       1  0.9512       4.0 s  2026-11-24 10:00
                            """);
        }

        @Test
        void shouldBeFriendlyBeforeTheFirstExperiment() {
            int exitCode = trialog.execute("list", "--data", "/no/such/folder");

            assertThat(exitCode).isEqualTo(ExitCode.OK);
            assertThat(trialog.out()).isEqualTo("no experiment yet in /no/such/folder; 'trialog run FILE' runs one\n");
        }

        @Test
        void shouldPrintJsonForScripts(@TempDir Path data) throws IOException {
            trialog.environment.put("TRIALOG_DATA", data.toString());
            trialog.story.completed("first001");

            trialog.execute("list", "--json");

            JsonNode experiment = new ObjectMapper()
                    .readTree(trialog.out())
                    .path("experiments")
                    .path(0);
            assertThat(experiment.path("id").asText()).isEqualTo("first001");
            assertThat(experiment.path("state").asText()).isEqualTo("DONE");
            assertThat(experiment.path("counts").path("succeeded").asInt()).isEqualTo(3);
            assertThat(experiment.path("best").path("number").asInt()).isEqualTo(2);
            assertThat(experiment.path("runSeconds").asDouble()).isEqualTo(4.0);
        }
    }

    @Nested
    class Show {

        @Test
        void shouldShowFactsAndBestTrials() {
            trialog.story.completed("first001");

            int exitCode = trialog.execute("show", "first001");

            assertThat(exitCode).isEqualTo(ExitCode.OK);
            assertThat(trialog.out()).isEqualTo("""
                            experiment  first001
                            name        test
                            state       done: all 4 trials were made
                            trials      4 trials, 3 succeeded, 1 failed; at most 4
                            ran         4.0 s, created 2026-11-24 10:00
                            objective   maximize
                            tuner       Random, seed 7
                            training    local, 2 at a time
                            command     true
                            code        /tmp
                            data        /data
                            look        trialog view first001

                            best trials
                            trial   value  duration  lr
                               #2  0.9512     2.0 s  0.03
                               #0     0.9     1.0 s  0.01
                               #3     0.5     2.0 s  0.04
                            """);
        }

        @Test
        void shouldNameTheLiveServer() {
            trialog.story.created("first001");
            trialog.servers.owner = URI.create("http://127.0.0.1:8081/");

            trialog.execute("show", "first001");

            assertThat(trialog.out()).contains("web page    http://127.0.0.1:8081/experiments/first001\n");
        }

        @Test
        void shouldSayWhyTheTunerProposedTheNewestTrial() {
            trialog.story
                    .completed("first001")
                    .happens(new TrialProposed(
                            new ExperimentId("first001"), 4, Map.of("lr", 0.5), "Auto asked GP: mostly numeric"));

            trialog.execute("show", "first001");

            assertThat(trialog.out()).contains("\nnewest      trial 4, Auto asked GP: mostly numeric\n\nbest trials\n");
        }

        @Test
        void shouldHaveTheFieldsOfTheApi() throws IOException {
            trialog.story.completed("first001");

            trialog.execute("show", "first001", "--json");

            JsonNode json = new ObjectMapper().readTree(trialog.out());
            assertThat(json.fieldNames()).toIterable().containsExactlyElementsOf(ApiFields.required("Experiment"));
        }

        @Test
        void shouldNameTheExperimentsThatMightBeMeant() {
            trialog.story.completed("first001").completed("first002").completed("other003");

            int exitCode = trialog.execute("show", "first");

            assertThat(exitCode).isEqualTo(ExitCode.UNKNOWN_ID);
            assertThat(trialog.err())
                    .isEqualTo("trialog: there is no experiment first in /data; did you mean first002 or first001?\n");
        }

        @Test
        void shouldNotLetAnIdReachTheTerminalAsItIs() {
            trialog.story.completed("first001");

            int exitCode = trialog.execute("show", "\u001b[2J/../x");

            assertThat(exitCode).isEqualTo(ExitCode.UNKNOWN_ID);
            assertThat(trialog.err())
                    .isEqualTo("trialog: there is no experiment /../x in /data; 'trialog list' shows all\n");
        }
    }

    @Nested
    class Trials {

        @Test
        void shouldListAllByNumber() {
            trialog.story.completed("first001");

            trialog.execute("trials", "first001");

            assertThat(trialog.out()).isEqualTo("""
                            trial  state       value  duration  reason             configuration
                                0  succeeded     0.9     1.0 s                     lr=0.01
                                1  failed          -     2.0 s  exit code 1: boom  lr=0.02
                                2  succeeded  0.9512     2.0 s                     lr=0.03
                                3  succeeded     0.5     2.0 s                     lr=0.04
                            """);
        }

        @Test
        void shouldListTheBestOnly() {
            trialog.story.completed("first001");

            trialog.execute("trials", "first001", "--best", "--limit", "2");

            assertThat(trialog.out()).isEqualTo("""
                            trial  state       value  duration  configuration
                                2  succeeded  0.9512     2.0 s  lr=0.03
                                0  succeeded     0.9     1.0 s  lr=0.01
                            ... and 1 more
                            """);
        }

        @Test
        void shouldListStatesHoweverTheyAreWritten() {
            trialog.story.completed("first001");

            trialog.execute("trials", "first001", "--state", "FAILED", "--state", "early-stopped");

            assertThat(trialog.out()).contains("    1  failed").doesNotContain("succeeded");
        }

        @Test
        void shouldSayWhenThereIsNoSuchTrial() {
            trialog.story.completed("first001");

            trialog.execute("trials", "first001", "--state", "waiting");

            assertThat(trialog.out()).isEqualTo("no such trial; the experiment has 4 trials, 3 succeeded, 1 failed\n");
        }

        @Test
        void shouldHaveTheFieldsOfTheApi() throws IOException {
            trialog.story.completed("first001");

            trialog.execute("trials", "first001", "--json", "--limit", "1");

            JsonNode json = new ObjectMapper().readTree(trialog.out());
            List<String> fields = ApiFields.required("Trial");
            fields.remove("outputDirectory"); // known to servers only
            assertThat(json.path("total").asInt()).isEqualTo(4);
            assertThat(json.path("trials")).hasSize(1);
            assertThat(json.path("trials").path(0).fieldNames()).toIterable().containsExactlyElementsOf(fields);
        }

        @Test
        void shouldTellOfEarlierAttempts() throws IOException {
            trialog.story
                    .created("first001")
                    .starts("first001", 0, Map.of("lr", 0.5))
                    .waitsAgain("first001", 0)
                    .runsAgain("first001", 0, 2);

            trialog.execute("trials", "first001", "--json");

            JsonNode earlier = new ObjectMapper()
                    .readTree(trialog.out())
                    .path("trials")
                    .path(0)
                    .path("earlierAttempts");
            assertThat(earlier).hasSize(1);
            assertThat(earlier.path(0).fieldNames())
                    .toIterable()
                    .containsExactlyElementsOf(ApiFields.required("Attempt"));
            assertThat(earlier.path(0).path("state").asText()).isEqualTo("WAITING");
            assertThat(earlier.path(0).path("reason").asText()).isEqualTo("stopped");
        }
    }

    @Nested
    class LogCat {

        @Test
        void shouldPrintTheEventsOfOneExperiment() {
            trialog.story
                    .happens(new ServerStarted("1", 1))
                    .created("first001")
                    .created("other003")
                    .starts("first001", 0, Map.of("lr", 0.5));

            int exitCode = trialog.execute("log", "cat", "first001", "--from", "3");

            Iterator<String> lines = trialog.out().lines().iterator();
            EventLines format = new EventLines();
            assertThat(exitCode).isEqualTo(ExitCode.OK);
            assertThat(lines)
                    .toIterable()
                    .map(format::parse)
                    .containsExactly(
                            trialog.story.log().at(3).orElseThrow(),
                            trialog.story.log().at(6).orElseThrow(),
                            trialog.story.log().at(7).orElseThrow(),
                            trialog.story.log().at(8).orElseThrow());
        }

        @Test
        void shouldPrintTheWholeLogWithoutAnId() {
            trialog.story.happens(new ServerStarted("1", 1)).completed("first001");

            trialog.execute("log", "cat");

            assertThat(trialog.out().lines()).hasSize((int) trialog.story.log().lastPosition());
        }

        @Test
        void shouldRefuseAnImpossiblePosition() {
            int exitCode = trialog.execute("log", "cat", "--from", "-1");

            assertThat(exitCode).isEqualTo(ExitCode.USAGE);
            assertThat(trialog.err()).contains("-1 (expected: a position in the log, 1 or more)");
        }
    }
}
