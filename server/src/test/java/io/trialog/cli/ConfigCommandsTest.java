package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real command line with the built-in plugins. */
class ConfigCommandsTest {

    private static final String VALID = """
            searchSpace:
              lr: {_type: uniform, _value: [0, 1]}
            trialCommand: python3 train.py
            trainingService:
              platform: local
              reuseMode: true
            """;

    @TempDir
    Path folder;

    private CommandLineFixture trialog = CommandLineFixture.onDisk();

    @BeforeEach
    void setUp() {
        trialog.environment.put("TRIALOG_DATA", folder.resolve("data").toString());
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("experiment.yaml"), text).toString();
    }

    @Nested
    class Check {

        @Test
        void shouldSayThatAllIsWell() throws IOException {
            String file = file(VALID);
            assertThat(trialog.execute("config", "check", file)).isEqualTo(ExitCode.OK);
            assertThat(trialog.out()).isEqualTo("OK: " + file + " can be run, with a warning\n");
            assertThat(trialog.err())
                    .isEqualTo("warning: " + file
                            + ":6: trainingService.reuseMode: has no effect; every attempt is a process of its own\n");
            assertThat(folder.resolve("data")).as("nothing is made").doesNotExist();
        }

        @Test
        void shouldTellAllProblems() throws IOException {
            String file = file(VALID + "trialConcurrency: 0\nmaxTrialNum: 3\n");
            assertThat(trialog.execute("config", "check", file)).isEqualTo(ExitCode.USAGE);
            assertThat(trialog.err())
                    .isEqualTo("trialog: " + file + " has 2 problems\n" + file
                            + ":7: trialConcurrency: 0 (expected: >= 1)\n" + file
                            + ":8: maxTrialNum: unknown key; did you mean 'maxTrialNumber'?\n");
            assertThat(trialog.out()).isEmpty();
        }

        @Test
        void shouldShowACompleteConfigurationThatSaysTheSame() throws IOException {
            // given
            trialog.execute("config", "check", "--show", file(VALID));
            String complete = trialog.out();

            // when
            trialog = CommandLineFixture.onDisk();
            setUp();
            trialog.execute("config", "check", "--show", file(complete));

            // then
            assertThat(trialog.out()).isEqualTo(complete).contains("trialConcurrency: 1\n", "retry:\n  onFailure: 0\n");
        }

        @Test
        void shouldSpeakJson() throws IOException {
            String file = file(VALID + "trialConcurrency: 0\n");
            assertThat(trialog.execute("config", "check", "--json", file)).isEqualTo(ExitCode.USAGE);
            JsonNode json = new ObjectMapper().readTree(trialog.out());
            assertThat(json.path("valid").asBoolean(true)).isFalse();
            assertThat(json.at("/problems/0/path").asText()).isEqualTo("trialConcurrency");
            assertThat(json.at("/problems/0/line").asInt()).isEqualTo(7);
        }

        @Test
        void shouldWantAFile() {
            assertThat(trialog.execute("config", "check", folder.toString())).isEqualTo(ExitCode.USAGE);
            assertThat(trialog.err()).contains("is a directory (expected: the configuration of an experiment)");
        }
    }

    @Nested
    class Convert {

        @Test
        void shouldPrintTodaysFormatAndSayWhatChanged() throws IOException {
            String file =
                    file("trainingServicePlatform: local\nmaxExecDuration: 1h\ntrial: {command: run, codeDir: .}\n");
            assertThat(trialog.execute("config", "convert", file)).isEqualTo(ExitCode.OK);
            assertThat(trialog.out()).isEqualTo("""
                            maxExperimentDuration: "1h"
                            trialCommand: run
                            trialCodeDirectory: .
                            trainingService:
                              platform: local
                            """);
            assertThat(trialog.err()).contains(file + ":2: maxExecDuration is called maxExperimentDuration now: 1h\n");
        }

        @Test
        void shouldSpeakJson() throws IOException {
            String file = file("trainingServicePlatform: local\ntrial: {command: run, codeDir: .}\n");

            assertThat(trialog.execute("config", "convert", file, "--json")).isEqualTo(ExitCode.OK);

            assertThat(new ObjectMapper().readTree(trialog.out()))
                    .isEqualTo(new ObjectMapper()
                            .readTree("{\"trialCommand\": \"run\", \"trialCodeDirectory\": \".\","
                                    + " \"trainingService\": {\"platform\": \"local\"}}"));
        }

        @Test
        void shouldFailWhereItCannot() throws IOException {
            assertThat(trialog.execute("config", "convert", file("trial: {image: x}\n")))
                    .isEqualTo(ExitCode.USAGE);
            assertThat(trialog.err()).contains("trial.image: cannot be converted");
            assertThat(trialog.out()).isEmpty();
        }
    }

    @Nested
    class Reference {

        @Test
        void shouldBeThePageInTheDocumentation() throws IOException {
            // given
            Path page = Path.of("docs/configuration.md");

            // when
            trialog.execute("config", "reference", "--markdown");
            if (System.getProperty("update-docs") != null) {
                Files.writeString(page, trialog.out());
            }

            // then
            assertThat(page)
                    .as("made from the table of keys; run this test with -Dupdate-docs when that has changed")
                    .hasContent(trialog.out());
        }

        @Test
        void shouldExplainKeysAndOptions() {
            trialog.execute("config", "reference");
            assertThat(trialog.out())
                    .contains(
                            "trialConcurrency  (integer, >= 1; default: 1)\n    how many trials run at a time\n"
                                    + "    trialConcurrency: 4\n",
                            "tuner TPE",
                            "grace_seconds");
        }

        @Test
        void shouldSpeakJson() throws IOException {
            trialog.execute("config", "reference", "--json");
            JsonNode json = new ObjectMapper().readTree(trialog.out());
            assertThat(json.at("/tuners"))
                    .extracting(tuner -> tuner.path("name").asText())
                    .contains("TPE", "Random");
            assertThat(json.at("/keys"))
                    .extracting(key -> key.path("name").asText())
                    .contains("workingCopy", "advisor");
        }
    }

    @Nested
    class Schema {

        @Test
        void shouldDescribeEveryKey() throws IOException {
            // when
            trialog.execute("config", "schema", "--json");

            // then
            JsonNode schema = new ObjectMapper().readTree(trialog.out());
            assertThat(schema.at("/properties/trialConcurrency/type/0").asText())
                    .isEqualTo("integer");
            assertThat(schema.at("/properties/optimizeMode/enum")).hasSize(3);
            assertThat(schema.at("/properties/objectives/items/properties/metric/default")
                            .asText())
                    .isEqualTo("default");
            assertThat(schema.at("/properties/tuner/anyOf"))
                    .anySatisfy(choice -> assertThat(
                                    choice.at("/properties/name/enum/0").asText())
                            .isEqualTo("TPE"));
            assertThat(schema.at("/properties/trainingService/anyOf/1/properties/graceSeconds/type/0")
                            .asText())
                    .isEqualTo("number");
            assertThat(Map.of(
                            "additionalProperties",
                            schema.path("additionalProperties").asBoolean(true)))
                    .containsEntry("additionalProperties", false);
        }
    }

    @Test
    void shouldListItsCommands() {
        assertThat(trialog.execute("config")).isEqualTo(ExitCode.USAGE);
        assertThat(trialog.err()).contains("(expected: one of show, check, convert, reference, schema)");
    }
}
