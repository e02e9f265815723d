package io.trialog.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trialog.adapter.yaml.YamlConfigSource;
import io.trialog.experiment.RunSettings.Durability;
import io.trialog.fixtures.FakePlugins;
import io.trialog.fixtures.Seed;
import io.trialog.metric.ObjectiveMetric;
import io.trialog.metric.Objectives;
import io.trialog.port.IdSource;
import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.option.OptionSpec;
import io.trialog.spi.problem.InvalidInputException;
import io.trialog.spi.problem.Problem;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.tuner.Direction;
import io.trialog.spi.tuner.Objective;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.trial.AttemptPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigReaderTest {

    private static final long DRAWN_SEED = 4711;
    private static final String SPACE = "searchSpace: {lr: {_type: uniform, _value: [0, 1]}}\n";
    private static final String MINIMAL = """
            searchSpace: {lr: {_type: uniform, _value: [0, 1]}}
            trialCommand: python3 trial.py
            """;

    private static final String EVERYTHING = """
            experimentName: everything
            searchSpace:
              lr: &lr {_type: loguniform, _value: [1e-3, 1]}
              net:
                _type: choice
                _value:
                  - _name: one
                    units: {_type: randint, _value: [4, 33]}
                  - {_name: two, lr: *lr}
            trialCommand: |
              echo a
              echo b
            trialCodeDirectory: "."
            trialConcurrency: 2
            maxTrialNumber: 24
            maxExperimentDuration: 1.5h
            maxTrialDuration: 60
            optimizeMode: maximize
            tuner: {name: TPE, classArgs: {optimize_mode: maximize, seed: 9, tpe_args: {gamma: 0.3}}}
            assessor: {name: Medianstop, classArgs: {start_step: 2}}
            trainingService:
              platform: local
              reuseMode: true
              grace_seconds: 5
            seed: 9
            debug: true
            """;

    private static final String MINIMAL_OF_SEVERAL =
            MINIMAL + "objectives: [{metric: acc, mode: maximize}, {metric: size}]\n";

    private final List<TunerContext> rehearsals = new ArrayList<>();
    private final YamlConfigSource yaml = new YamlConfigSource();

    private @TempDir Path temporary;
    private Path base;
    private FakePlugins plugins;
    private ConfigReader reader;

    @BeforeEach
    void setUp() throws IOException {
        base = temporary.toRealPath();
        plugins = new FakePlugins()
                .withTuner(
                        "TPE",
                        OptionSchema.of(
                                OptionSpec.word("optimize_mode", "direction", List.of("minimize", "maximize")),
                                OptionSpec.integer("seed", "seed"),
                                OptionSpec.group(
                                        "tpe_args",
                                        "fine tuning",
                                        List.of(
                                                OptionSpec.number("gamma", "share of good trials")
                                                        .above(0)
                                                        .defaultsTo(0.25),
                                                OptionSpec.integer("n_startup_jobs", "random trials first")
                                                        .atLeast(1)
                                                        .defaultsTo(20)))))
                .withTuner("Random", OptionSchema.none())
                .withMultiObjectiveTuner("Auto", OptionSchema.none(), rehearsals::add)
                .withTuner("Picky", OptionSchema.none(), this::refuse)
                .withTuner("Broken", OptionSchema.none(), context -> {
                    throw new NoClassDefFoundError("org/example/Missing");
                })
                .withAssessor(
                        "Medianstop",
                        OptionSchema.of(OptionSpec.integer("start_step", "first step that is judged")
                                .atLeast(0)
                                .defaultsTo(0)))
                .withTrainingService(
                        "local",
                        OptionSchema.of(OptionSpec.number("grace_seconds", "time to end")
                                .atLeast(0)
                                .defaultsTo(10.0)))
                .withTrainingService(
                        "gpus",
                        OptionSchema.of(
                                OptionSpec.flag("use_active_gpu", "share GPUs"),
                                OptionSpec.integer("trial_gpu_number", "how many"),
                                OptionSpec.integer("max_trial_number_per_gpu", "how many"),
                                OptionSpec.integers("gpu_indices", "which")));
        reader = new ConfigReader(plugins, new FixedIds(), yaml);
    }

    @Nested
    class Complete {

        @Test
        void shouldFillInDefaults() {
            // when
            ConfigResult result = read(MINIMAL);

            // then
            assertThat(result.warnings()).isEmpty();
            assertThat(result.config())
                    .isEqualTo(new ExperimentConfig(
                            null,
                            SearchSpace.parse(Map.of("lr", Map.of("_type", "uniform", "_value", List.of(0, 1)))),
                            "python3 trial.py",
                            base.toString(),
                            1,
                            null,
                            null,
                            null,
                            AttemptPolicy.DEFAULT,
                            Duplicates.ALLOW,
                            Objectives.of(ObjectiveMetric.DEFAULT, Direction.MINIMIZE),
                            new AlgorithmConfig("Auto", Map.of()),
                            null,
                            new TrainingServiceConfig("local", Map.of("grace_seconds", 10.0)),
                            TransportSettings.DEFAULT,
                            RunSettings.DEFAULT,
                            DRAWN_SEED));
        }

        @Test
        void shouldReadTheShapeOfTheDigitsExample() {
            // when
            ExperimentConfig config = config("""
                    # a comment
                    experimentName: digits

                    searchSpace:
                      learning_rate:
                        _type: loguniform          # a remark
                        _value: [1e-3, 3]
                      activation:
                        _type: choice
                        _value: [tanh, relu, off]
                      network:
                        _type: choice
                        _value:
                          - _name: one_layer
                            units: {_type: randint, _value: [4, 33]}
                          - _name: two_layers
                            first_units: {_type: randint, _value: [8, 33]}
                            second_units: {_type: randint, _value: [8, 33]}

                    trialCommand: python3 digits.py
                    trialCodeDirectory: .
                    trialConcurrency: 2
                    maxTrialNumber: 24
                    optimizeMode: maximize
                    tuner:
                      name: TPE
                    trainingService:
                      platform: local
                    """);

            // then
            assertThat(config.experimentName()).isEqualTo("digits");
            assertThat(config.trialConcurrency()).isEqualTo(2);
            assertThat(config.maxTrialNumber()).isEqualTo(24);
            assertThat(config.optimizeMode()).isEqualTo(Direction.MAXIMIZE);
            assertThat(config.searchSpace().asMap().keySet()).containsExactly("learning_rate", "activation", "network");
            assertThat(config.searchSpace().asMap().get("activation"))
                    .isEqualTo(Map.of("_type", "choice", "_value", List.of("tanh", "relu", "off")));
        }

        @Test
        void shouldReadJson() {
            assertThat(config("""
                                    {
                                    \t"searchSpace": {"lr": {"_type": "uniform", "_value": [0, 1]}},
                                    \t"trialCommand": "echo \\"a\\u0062\\"",
                                    \t"trialConcurrency":3
                                    }
                                    """).trialCommand()).isEqualTo("echo \"ab\"");
        }

        @Test
        void shouldReadBackWhatTheLogStores() {
            // given
            ExperimentConfig config = config(MINIMAL + """
                    experimentName: again
                    seed: -9223372036854775808
                    maxExperimentDuration: 1.5h
                    maxTrialDuration: 0.1s
                    maxTrialNumber: 7
                    optimizeMode: maximize
                    tuner: {name: tpe, classArgs: {optimize_mode: maximize, tpe_args: {gamma: 1}}}
                    assessor: Medianstop
                    """);

            // when
            ConfigResult again = reader.read(ConfigNode.of(config.asMap()), Path.of("/"));

            // then
            assertThat(again.config()).isEqualTo(config);
            assertThat(ExperimentConfig.stored(config.asMap())).isEqualTo(config);
        }

        @ParameterizedTest
        @ValueSource(strings = {"trialConcurrency", "trial_concurrency", "TRIALCONCURRENCY", "Trial-Concurrency"})
        void shouldReadKeysInAnySpelling(String key) {
            assertThat(config(MINIMAL + key + ": 5").trialConcurrency()).isEqualTo(5);
        }

        @Test
        void shouldTakeNullForUnset() {
            ExperimentConfig config = config(MINIMAL + """
                    experimentName:
                    trialConcurrency: null
                    maxTrialNumber: ~
                    maxTrialDuration: null
                    tuner: null
                    assessor: null
                    trainingService: {platform: null, grace_seconds: null}
                    seed: null
                    """);
            assertThat(config).isEqualTo(config(MINIMAL));
        }

        @Test
        void shouldReadSearchSpaceFromFile() throws IOException {
            // given
            Files.createDirectory(base.resolve("spaces"));
            Files.writeString(
                    base.resolve("spaces/space.json"), "{\"lr\": {\"_type\": \"uniform\", \"_value\": [0, 1]}}");

            // when
            ExperimentConfig config = config("searchSpaceFile: spaces/space.json\ntrialCommand: python3 trial.py");

            // then
            assertThat(config).isEqualTo(config(MINIMAL));
        }

        @Test
        void shouldLeaveAnEmptySearchSpaceToTheTuner() {
            assertThat(config("searchSpace: {}\ntrialCommand: x").searchSpace().isEmpty())
                    .isTrue();
        }
    }

    @Nested
    class Problems {

        @Test
        void shouldReportEveryProblemInTheOrderOfLines() {
            assertThat(problems("""
                                    experimentName: 2024
                                    searchSpace:
                                      lr:
                                        _type: loguniform
                                        _value: [0.1, 0.01]
                                      momentum:
                                        _type: unifrom
                                        _value: [0, 1]
                                      units:
                                        _type: randint
                                        _value:
                                          - 1
                                          - many
                                      layers: 3
                                    trialCodeDirectory: nowhere
                                    trialConcurrency: 0
                                    trialConcurency: -1
                                    maxTrialNumber: "10"
                                    maxExperimentDuration: '60'
                                    maxTrialDuration: 1.5
                                    optimizeMode: maximise
                                    tuner:
                                      name: TPE
                                      classArgs:
                                        tpe_args: {gama: 0.5, n_startup_jobs: 0}
                                    assessor:
                                      name: Medanstop
                                    trainingService:
                                      platform: local
                                      grace_seconds: -1
                                    useAnnotation: true
                                    """)).isEqualTo("""
                            experiment.yaml:1: experimentName: 2024 (expected: a string: "2024")
                            experiment.yaml:5: searchSpace.lr._value: [0.1, 0.01] (expected: low < high)
                            experiment.yaml:7: searchSpace.momentum._type: "unifrom" (expected: one of choice, ordinal, \
                            randint, lograndint, uniform, quniform, loguniform, qloguniform, normal, qnormal, lognormal, qlognormal); did you \
                            mean 'uniform'?
                            experiment.yaml:13: searchSpace.units._value[1]: "many" (expected: high, a number)
                            experiment.yaml:14: searchSpace.layers: 3 (expected: an object with _type and _value)
                            experiment.yaml:15: trialCodeDirectory: "nowhere" (expected: an existing directory; %1$s/nowhere \
                            does not exist)
                            experiment.yaml:16: trialConcurrency: 0 (expected: >= 1)
                            experiment.yaml:17: trialConcurency: unknown key; did you mean 'trialConcurrency'?
                            experiment.yaml:18: maxTrialNumber: "10" (expected: an integer >= 1, without quotes)
                            experiment.yaml:19: maxExperimentDuration: "60" (expected: a duration > 0 such as 90s, 10m, 1.5h \
                            or 2d; with a unit: "60s")
                            experiment.yaml:20: maxTrialDuration: 1.5 (expected: a duration > 0 such as 90s, 10m, 1.5h or 2d; \
                            with a unit: "1.5s")
                            experiment.yaml:21: optimizeMode: "maximise" (expected: minimize or maximize); did you mean \
                            'maximize'?
                            experiment.yaml:25: tuner.classArgs.tpe_args.gama: unknown option (expected: one of gamma, \
                            n_startup_jobs); did you mean 'gamma'?
                            experiment.yaml:25: tuner.classArgs.tpe_args.n_startup_jobs: 0 (expected: an integer, >= 1)
                            experiment.yaml:27: assessor.name: unknown assessor 'Medanstop' (expected: one of Medianstop); did \
                            you mean 'Medianstop'?
                            experiment.yaml:30: trainingService.grace_seconds: -1 (expected: a number, >= 0)
                            experiment.yaml:31: useAnnotation: true (expected: false; instead of annotations in the trial code, \
                            write a searchSpace)
                            experiment.yaml: trialCommand: missing (expected: the shell command that runs a trial)""".formatted(base));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "trialConcurrency: -1 | trialConcurrency: -1 (expected: >= 1)",
                    "trialConcurrency: 2.5 | trialConcurrency: 2.5 (expected: an integer >= 1)",
                    "trialConcurrency: [1] | trialConcurrency: [1] (expected: an integer >= 1)",
                    "trialConcurrency: 2147483648 | trialConcurrency: 2147483648 (expected: <= 2147483647)",
                    "maxTrialNumber: 0 | maxTrialNumber: 0 (expected: >= 1)",
                    "maxTrialDuration: 0s | maxTrialDuration: \"0s\" (expected: a duration > 0 such as 90s, 10m, 1.5h or 2d)",
                    "maxTrialDuration: -5 | maxTrialDuration: -5 (expected: a duration > 0 such as 90s, 10m, 1.5h or 2d)",
                    "maxTrialDuration: true | maxTrialDuration: true (expected: a duration > 0 such as 90s, 10m, 1.5h or 2d)",
                    "experimentName: ' ' | experimentName: \" \" (expected: not blank)",
                    "experimentName: [a] | experimentName: [a] (expected: a string)",
                    "seed: 1.5 | seed: 1.5 (expected: an integer of 64 bits)",
                    "seed: abc | seed: \"abc\" (expected: an integer of 64 bits)",
                    "tuner: 5 | tuner: 5 (expected: a name, or a mapping with name and classArgs)",
                    "tuner: tp | tuner: unknown tuner 'tp' (expected: one of TPE, Random, Auto, Picky, Broken); did you mean 'TPE'?",
                    "tuner: {classArgs: {}} | tuner.name: missing (expected: one of TPE, Random, Auto, Picky, Broken)",
                    "tuner: {name: TPE, classArgs: [1]} | tuner.classArgs: [1] (expected: a mapping of options)",
                    "tuner: {name: TPE, args: {}} | tuner.args: unknown key (expected: one of name, classArgs)",
                    "tuner: {name: TPE, classArg: {}} | tuner.classArg: unknown key; did you mean 'classArgs'?",
                    "tuner: {name: Random, classArgs: {gamma: 1}} | tuner.classArgs.gamma: unknown option (expected: no options)",
                    "tuner: {name: TPE, classArgs: {optimize_mode: up}} | tuner.classArgs.optimize_mode: \"up\" (expected: minimize or maximize)",
                    "trainingService: [{platform: local}] | trainingService: a list (expected: one training service; several at a time are not there yet)",
                    "trainingService: remote | trainingService: 'remote' is not there yet (expected: one of local, gpus, external)",
                    "trainingService: {platform: loca} | trainingService.platform: unknown training service 'loca' (expected: one of local, gpus, external); did you mean 'local'?",
                    "trainingService: 3 | trainingService: 3 (expected: a platform, or a mapping with platform and options)",
                    "advisor: {name: BOHB} | advisor: {name=BOHB} (expected: nothing; instead of an advisor, name a tuner, and an assessor to stop bad trials early)",
                    "trialGpuNumber: 1 | trialGpuNumber: 1 (expected: 0, which hides all GPUs, or nothing; this training service does not assign GPUs (local does))",
                    "trainingService: {trialGpuNumber: 1} | trainingService.trialGpuNumber: 1 (expected: 0, which hides all GPUs, or nothing; this training service does not assign GPUs (local does))",
                    "experimentType: nas | experimentType: \"nas\" (expected: hpo; architecture search is not supported)",
                    "trial_command: x | trial_command: given twice (also as 'trialCommand')",
                })
        void shouldNameTheProblem(String line, String expected) {
            assertThat(problems(MINIMAL + line)).isEqualTo("experiment.yaml:3: " + expected);
        }

        @Test
        void shouldSayWhatToDoAboutPythonTuners() {
            assertThat(problems(MINIMAL + "tuner:\n  codeDirectory: .\n  className: mine.Tuner\n"))
                    .isEqualTo(
                            "experiment.yaml:5: tuner.className: Python tuners are not supported by this version; write a"
                                    + " tuner plugin in Java, or name one of TPE, Random, Auto, Picky, Broken");
        }

        @Test
        void shouldRefuseWhatIsNoMapping() {
            assertThat(problems("- a\n- b"))
                    .isEqualTo("experiment.yaml: [a, b] (expected: a mapping with trialCommand, searchSpace and more)");
        }

        @Test
        @Timeout(20)
        void shouldNotDrownInProblems() {
            // given as many wrong keys and parameters as fit into a configuration
            StringBuilder text = new StringBuilder(
                    MINIMAL.replace("{lr:", "{p: 1, " + wrong(40_000).replace("\n", ", ") + "lr:"));
            text.append(wrong(40_000));

            // then
            assertThat(problems(text.toString()))
                    .hasLineCount(101)
                    .endsWith("\nexperiment.yaml: and 79901 more problems");
        }

        private String wrong(int count) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < count; i++) {
                text.append("k").append(i).append(": 1\n");
            }
            return text.toString();
        }

        @Test
        void shouldListKnownKeysWhenNoneIsNear() {
            assertThat(problems(MINIMAL + "colour: red"))
                    .startsWith("experiment.yaml:3: colour: unknown key (expected: one"
                            + " of experimentName, searchSpace, searchSpaceFile, trialCommand,");
        }

        @Test
        void shouldRefuseWhatNoCommandLineCanHold() {
            assertThat(problems("searchSpace: {}\ntrialCommand: \"a\\0b\""))
                    .isEqualTo("experiment.yaml:2: trialCommand: contains the character U+0000 (expected: none)");
        }

        @Test
        void shouldRefuseABlankCommand() {
            assertThat(problems("searchSpace: {}\ntrialCommand: ' '"))
                    .isEqualTo("experiment.yaml:2: trialCommand: \" \" (expected: not blank)");
        }
    }

    @Nested
    class CodeDirectory {

        @Test
        void shouldBeRealAndAbsolute() throws IOException {
            // given
            Path code = Files.createDirectories(base.resolve("a/code"));
            Files.createSymbolicLink(base.resolve("link"), code);

            // when
            String directory =
                    config(MINIMAL + "trialCodeDirectory: ./link/../code").trialCodeDirectory();

            // then
            assertThat(directory).isEqualTo(code.toString());
        }

        @Test
        void shouldExpandTheHomeDirectory() {
            String home = System.getProperty("user.home");
            System.setProperty("user.home", base.toString());
            try {
                assertThat(config(MINIMAL + "trialCodeDirectory: ~/").trialCodeDirectory())
                        .isEqualTo(base.toString());
            } finally {
                System.setProperty("user.home", home);
            }
        }

        @Test
        void shouldNotBeAFile() throws IOException {
            Path file = Files.createFile(base.resolve("code.py"));
            assertThat(problems(MINIMAL + "trialCodeDirectory: code.py"))
                    .isEqualTo("experiment.yaml:3: trialCodeDirectory: \"code.py\" (expected: an existing directory; "
                            + file + " is a file)");
        }
    }

    @Nested
    class Spaces {

        @Test
        void shouldBeThere() {
            assertThat(problems("trialCommand: x"))
                    .isEqualTo("experiment.yaml: searchSpace: missing (expected: a mapping of parameters, or"
                            + " searchSpaceFile; {} when there is nothing to search)");
        }

        @Test
        void shouldBeAMapping() {
            assertThat(problems("searchSpace: [1]\ntrialCommand: x"))
                    .isEqualTo("experiment.yaml:1: searchSpace: [1] (expected: a mapping of parameters)");
        }

        @Test
        void shouldNotBeGivenTwice() throws IOException {
            Files.writeString(base.resolve("space.yaml"), "{}");
            assertThat(problems(MINIMAL + "searchSpaceFile: space.yaml"))
                    .isEqualTo(
                            "experiment.yaml:3: searchSpaceFile: given beside searchSpace (expected: one of the two)");
        }

        @Test
        void shouldHaveTheirLinesInTheirFile() throws IOException {
            // given
            Files.writeString(base.resolve("space.json"), """
                    {
                      "lr": {"_type": "uniform", "_value": [1, 0]},
                      "conv.size": {
                        "_type": "choice"
                      },
                      "conv": {"_type": "choice", "_values": [1]}
                    }
                    """);

            // then
            assertThat(problems("searchSpaceFile: space.json\ntrialConcurrency: 0\ntrialCommand: x"))
                    .isEqualTo("""
                            experiment.yaml:2: trialConcurrency: 0 (expected: >= 1)
                            space.json:2: lr._value: [1.0, 0.0] (expected: low < high)
                            space.json:3: conv.size._value: null (expected: a list)
                            space.json:6: conv._values: unknown key (expected: _type, _value, _weights); did you mean '_value'?
                            space.json:6: conv._value: null (expected: a list)""");
        }

        @Test
        void shouldHaveAFileThatExists() {
            assertThat(problems("searchSpaceFile: space.json\ntrialCommand: x"))
                    .isEqualTo("experiment.yaml:1: searchSpaceFile: " + base
                            + "/space.json does not exist (expected: a file)");
        }

        @Test
        void shouldHaveAFileThatIsWellFormed() throws IOException {
            Files.writeString(base.resolve("space.json"), "{\n  \"lr\": ]\n}");
            assertThat(problems("searchSpaceFile: space.json\ntrialCommand: x"))
                    .startsWith("space.json:2: not valid YAML: ");
        }

        @Test
        void shouldHaveAFileWithAMapping() throws IOException {
            Files.writeString(base.resolve("space.yaml"), "# nothing\n- a");
            assertThat(problems("searchSpaceFile: space.yaml\ntrialCommand: x"))
                    .isEqualTo("space.yaml:2: [a] (expected: a mapping of parameters)");
        }
    }

    @Nested
    class Algorithms {

        @Test
        void shouldBeNamedAsThePluginNamesThem() {
            ExperimentConfig config = config(MINIMAL + "tuner: rAnDoM\nassessor: {NAME: medianSTOP}");
            assertThat(config.tuner()).isEqualTo(new AlgorithmConfig("Random", Map.of()));
            assertThat(config.assessor()).isEqualTo(new AlgorithmConfig("Medianstop", Map.of("start_step", 0L)));
        }

        @Test
        void shouldTakeOptionsInAnySpelling() {
            ExperimentConfig config = config(MINIMAL + "assessor: {name: Medianstop, class_args: {start-step: 5}}");
            assertThat(config.assessor()).isEqualTo(new AlgorithmConfig("Medianstop", Map.of("start_step", 5L)));
        }

        @ParameterizedTest
        @ValueSource(strings = {"TPE", "Random"})
        void shouldSetDirectionAndSeed(String name) {
            // given a tuner that has these options, and one that has not
            String tuner = "tuner: {name: " + name + ", classArgs: {optimize_mode: Maximize, seed: 12}}";

            // when
            ExperimentConfig config = config(MINIMAL + tuner);

            // then
            assertThat(config.optimizeMode()).isEqualTo(Direction.MAXIMIZE);
            assertThat(config.seed()).isEqualTo(12);
            assertThat(config.tuner().classArgs().containsKey("seed")).isEqualTo(name.equals("TPE"));
        }

        @Test
        void shouldNotContradictTheExperiment() {
            assertThat(problems(MINIMAL + """
                                            seed: 1
                                            optimizeMode: maximize
                                            tuner:
                                              name: TPE
                                              classArgs:
                                                optimizeMode: minimize
                                                seed: 2
                                            assessor:
                                              name: Medianstop
                                              classArgs: {optimize_mode: minimize}
                                            """)).isEqualTo("""
                            experiment.yaml:8: tuner.classArgs.optimize_mode: minimize contradicts optimizeMode: maximize \
                            (expected: the same in both places, or one place only)
                            experiment.yaml:9: tuner.classArgs.seed: 2 contradicts seed: 1 (expected: the same in both \
                            places, or one place only)
                            experiment.yaml:12: assessor.classArgs.optimize_mode: minimize contradicts optimizeMode: \
                            maximize (expected: the same in both places, or one place only)""");
        }

        @Test
        void shouldBeAskedWhetherTheyAcceptTheExperiment() {
            // when
            String problems = problems("""
                    searchSpace:
                      lr: {_type: uniform, _value: [0, 1]}
                      noise: {_type: normal, _value: [0, 1]}
                    trialCommand: x
                    maxTrialNumber: 9
                    trialConcurrency: 3
                    optimizeMode: maximize
                    tuner: Picky
                    """);

            // then
            assertThat(problems).isEqualTo("""
                            experiment.yaml:3: searchSpace.noise: normal (expected: uniform)
                            experiment.yaml:8: tuner: I do not feel like it""");
            TunerContext context = rehearsals.get(0);
            assertThat(context.maxTrials()).hasValue(9);
            assertThat(context.concurrency()).isEqualTo(3);
            assertThat(context.direction()).isEqualTo(Direction.MAXIMIZE);
            assertThat(context.seed()).isEqualTo(DRAWN_SEED);
        }

        @Test
        void shouldBeAskedEvenWhenOtherThingsAreWrong() {
            assertThat(problems("searchSpace: {noise: {_type: normal, _value: [0, 1]}}\ntuner: Picky"))
                    .contains("searchSpace.noise: normal (expected: uniform)", "trialCommand: missing");
        }

        @Test
        void shouldBreakWithoutBreakingTheReader() {
            assertThat(problems(MINIMAL + "tuner: Broken"))
                    .isEqualTo("experiment.yaml:3: tuner: the plugin failed (fake-plugins 1.0):"
                            + " java.lang.NoClassDefFoundError: org/example/Missing");
        }
    }

    @Nested
    class TrainingServices {

        @Test
        void shouldLendTheirSettingsToTheExperiment() throws IOException {
            Path code = Files.createDirectory(base.resolve("code"));
            ExperimentConfig config = config("""
                    searchSpace: {}
                    trainingService: {platform: LOCAL, trialCommand: run me, trial_code_directory: code, graceSeconds: 1}
                    """);
            assertThat(config.trialCommand()).isEqualTo("run me");
            assertThat(config.trialCodeDirectory()).isEqualTo(code.toString());
            assertThat(config.trainingService())
                    .isEqualTo(new TrainingServiceConfig("local", Map.of("grace_seconds", 1.0)));
        }

        @Test
        void shouldNotContradictTheExperiment() throws IOException {
            Files.createDirectory(base.resolve("code"));
            assertThat(problems(MINIMAL + """
                                            trialCodeDirectory: .
                                            trainingService:
                                              trialCommand: run me
                                              trialCodeDirectory: code
                                            """)).isEqualTo("""
                            experiment.yaml:5: trainingService.trialCommand: "run me" contradicts trialCommand: \
                            "python3 trial.py" (expected: the same in both places, or one place only)
                            experiment.yaml:6: trainingService.trialCodeDirectory: "code" contradicts \
                            trialCodeDirectory: "." (expected: the same in both places, or one place only)""");
        }

        @Test
        void shouldRefuseUnknownOptions() {
            assertThat(problems(MINIMAL + "trainingService:\n  grace_secnds: 1"))
                    .isEqualTo("experiment.yaml:4: trainingService.grace_secnds: unknown option (expected: one of"
                            + " grace_seconds); did you mean 'grace_seconds'?");
        }

        @Test
        void shouldNeedNoCommandWhenTrialsAreAskedFor() {
            for (String written : List.of("{platform: External}", "external")) {
                ConfigResult result = read(SPACE + "trainingService: " + written);
                assertThat(result.warnings()).isEmpty();
                assertThat(result.config().trainingService().isExternal()).isTrue();
                assertThat(result.config().trialCommand()).isEmpty();
                assertThat(result.config().trialCodeDirectory()).isEmpty();
                assertThat(ExperimentConfig.stored(result.config().asMap())).isEqualTo(result.config());
            }
        }

        @Test
        void shouldRefuseOptionsWhenTrialsAreAskedFor() {
            assertThat(problems(SPACE + "trainingService: {platform: external, grace_seconds: 1}"))
                    .isEqualTo("experiment.yaml:2: trainingService.grace_seconds: unknown key (expected: none besides"
                            + " platform, as no trial is launched here)");
        }

        @Test
        void shouldWarnOfACommandThatNobodyExecutes() {
            assertThat(read(MINIMAL + "trainingService: external").warnings())
                    .singleElement()
                    .asString()
                    .contains(
                            "trialCommand", "has no effect; the trials of an external training service are asked for");
        }

        @Test
        void shouldReceiveOptionsThatOthersOnlyTolerate() {
            ConfigResult result = read(MINIMAL + "trainingService: {platform: gpus, useActiveGpu: true}");
            assertThat(result.warnings()).isEmpty();
            assertThat(result.config().trainingService().options()).isEqualTo(Map.of("use_active_gpu", true));
        }
    }

    @Nested
    class Gpus {

        @Test
        void shouldBeAskedForAtTheTopOrInside() {
            assertThat(read(MINIMAL + "trialGpuNumber: 2\ntrainingService: gpus")
                            .config()
                            .trainingService()
                            .options())
                    .isEqualTo(Map.of("trial_gpu_number", 2L));
            ConfigResult inside = read(
                    MINIMAL
                            + "trainingService: {platform: gpus, trialGpuNumber: 2, maxTrialNumberPerGpu: 3, gpuIndices: '0,1'}");
            assertThat(inside.config().trainingService().options())
                    .isEqualTo(Map.of(
                            "trial_gpu_number", 2L, "max_trial_number_per_gpu", 3L, "gpu_indices", List.of(0L, 1L)));
            assertThat(inside.warnings()).isEmpty();
        }

        @Test
        void shouldNotBeConfiguredInVain() {
            ConfigResult result = read(MINIMAL
                    + "trainingService: {platform: gpus, maxTrialNumberPerGpu: 3, gpuIndices: 1, useActiveGpu: true}");
            assertThat(result.warnings().stream().map(warning -> warning.render("e.yaml")))
                    .containsExactly(
                            "e.yaml:3: trainingService.maxTrialNumberPerGpu: has no effect without a trialGpuNumber of at least 1",
                            "e.yaml:3: trainingService.gpuIndices: has no effect without a trialGpuNumber of at least 1");
            assertThat(read(MINIMAL + "trialGpuNumber: 0\ntrainingService: {platform: gpus, maxTrialNumberPerGpu: 1}")
                            .warnings())
                    .isEmpty();
        }
    }

    @Nested
    class Warnings {

        @Test
        void shouldNameArgumentsWithoutEffect() {
            plugins.withTuner(
                    "Elsewhere",
                    OptionSchema.of(
                            OptionSpec.text("all_dirs", "accepted").withoutEffect("directories lie elsewhere")));
            ConfigResult result = read(MINIMAL + "tuner: {name: Elsewhere, classArgs: {allDirs: /data}}");
            assertThat(result.warnings().stream().map(warning -> warning.render("e.yaml")))
                    .containsExactly("e.yaml:3: tuner.classArgs.all_dirs: has no effect; directories lie elsewhere");
            assertThat(read(MINIMAL + "tuner: {name: Elsewhere}").warnings()).isEmpty();
        }

        @Test
        void shouldNameSettingsWithoutEffect() {
            // when
            ConfigResult result = read(MINIMAL + """
                            trainingService:
                              platform: local
                              useActiveGpu: true
                              reuse_mode: true
                              gpuIndices: '0,1'
                              maxTrialNumberPerGpu: 2
                              debug: true
                            nniManagerIp: 10.0.0.1
                            tunerGpuIndices: 0
                            """);

            // then
            String noGpus = ": has no effect; this training service does not assign GPUs (local does)";
            assertThat(result.warnings().stream().map(warning -> warning.render("e.yaml")))
                    .containsExactly(
                            "e.yaml:5: trainingService.useActiveGpu" + noGpus,
                            "e.yaml:6: trainingService.reuseMode: has no effect; every attempt is a process of its own",
                            "e.yaml:7: trainingService.gpuIndices" + noGpus,
                            "e.yaml:8: trainingService.maxTrialNumberPerGpu" + noGpus,
                            "e.yaml:9: trainingService.debug: has no effect here; at the top it sets the level of the program"
                                    + " log",
                            "e.yaml:10: nniManagerIp: has no effect; trials are told the server's address",
                            "e.yaml:11: tunerGpuIndices: has no effect; tuners use no GPU");
        }

        @Test
        void shouldNameWhatAServerThatRunsAlreadyDecides() {
            // given
            String text = MINIMAL + """
                            debug: true
                            logLevel: trace
                            experimentWorkingDirectory: /tmp
                            durability: os
                            """;

            // when
            ConfigResult result = reader.onServer(Durability.SYNC).read(yaml.parse(text), base);

            // then
            assertThat(result.warnings().stream().map(warning -> warning.render("e.yaml")))
                    .containsExactly(
                            "e.yaml:3: debug: has no effect; the log level is the server's",
                            "e.yaml:4: logLevel: has no effect; the log level is the server's",
                            "e.yaml:5: experimentWorkingDirectory: has no effect; the data directory of the server that runs"
                                    + " already holds everything",
                            "e.yaml:6: durability: has no effect; this server runs with durability sync for all its"
                                    + " experiments");
            assertThat(reader.onServer(Durability.OS)
                            .read(yaml.parse(MINIMAL + "durability: os\ndebug: false"), base)
                            .warnings())
                    .isEmpty();
            assertThat(read(text).warnings()).isEmpty();
        }

        @Test
        void shouldNotMentionWhatHappensAnyway() {
            ConfigResult result = read(MINIMAL + """
                            experimentType: hpo
                            useAnnotation: false
                            debug: false
                            trialGpuNumber: 0
                            sharedStorage: null
                            trainingService: {useActiveGpu: false, maxTrialNumberPerGpu: 1, reuseMode: false, trialGpuNumber: 0}
                            """);
            assertThat(result.warnings()).isEmpty();
        }
    }

    @Nested
    class Contexts {

        @Test
        void shouldTellTheTunerAboutTheExperiment() {
            // given
            ExperimentConfig config = config(MINIMAL
                    + "seed: 3\nmaxTrialNumber: 4\ntrialConcurrency: 2\noptimizeMode: maximize\n"
                    + "tuner: {name: TPE, classArgs: {tpe_args: {gamma: 0.5}}}");

            // when
            ExperimentTunerContext context = ExperimentTunerContext.of(
                    config, config.searchSpace(), plugins.tuner("TPE").orElseThrow());

            // then
            assertThat(context.searchSpace()).isEqualTo(config.searchSpace());
            assertThat(context.direction()).isEqualTo(Direction.MAXIMIZE);
            assertThat(context.options().group("tpe_args").number("gamma")).isEqualTo(0.5);
            assertThat(context.seed()).isEqualTo(3);
            assertThat(context.maxTrials()).hasValue(4);
            assertThat(context.concurrency()).isEqualTo(2);
        }

        @Test
        void shouldTellTheAssessorAboutTheExperiment() {
            // given
            ExperimentConfig config =
                    config(MINIMAL + "seed: 3\nassessor: {name: Medianstop, classArgs: {start_step: 7}}");

            // when
            ExperimentAssessorContext context = ExperimentAssessorContext.of(
                    config, plugins.assessor("Medianstop").orElseThrow());

            // then
            assertThat(context.direction()).isEqualTo(Direction.MINIMIZE);
            assertThat(context.options().integer("start_step")).isEqualTo(7);
            assertThat(context.seed()).isEqualTo(3);
        }
    }

    @Nested
    class WhatIsOptimized {

        @Test
        void shouldNameTheMetricAndTheDirection() {
            ExperimentConfig config = config(MINIMAL + "objectives: [{metric: acc, mode: maximize}]");
            assertThat(config.metric()).isEqualTo(new ObjectiveMetric("acc"));
            assertThat(config.optimizeMode()).isEqualTo(Direction.MAXIMIZE);
            assertThat(config.asMap().get("objectives"))
                    .isEqualTo(List.of(Map.of("metric", "acc", "mode", "maximize")));
            assertThat(ExperimentConfig.stored(config.asMap())).isEqualTo(config);
        }

        @Test
        void shouldLeaveTheDirectionToOthers() {
            ExperimentConfig config = config(MINIMAL + "objectives: {metric: acc}\noptimizeMode: maximize");
            assertThat(config.metric()).isEqualTo(new ObjectiveMetric("acc"));
            assertThat(config.optimizeMode()).isEqualTo(Direction.MAXIMIZE);
        }

        @Test
        void shouldNotContradictOthers() {
            assertThat(problems(MINIMAL + """
                            optimizeMode: maximize
                            objectives:
                              - metric: acc
                                mode: minimize
                            tuner: {name: TPE, classArgs: {optimize_mode: maximize}}
                            """))
                    .isEqualTo(
                            "experiment.yaml:6: objectives[0].mode: minimize contradicts optimizeMode: maximize (expected:"
                                    + " the same in both places, or one place only)");
        }

        @Test
        void shouldBeSeveralForATunerThatCanWorkOnThem() {
            ExperimentConfig config = config(MINIMAL_OF_SEVERAL + "tuner: auto");
            List<Objective> both =
                    List.of(new Objective("acc", Direction.MAXIMIZE), new Objective("size", Direction.MINIMIZE));
            assertThat(config.objectives().all()).isEqualTo(both);
            assertThat(config.optimizeMode()).isEqualTo(Direction.MAXIMIZE);
            assertThat(ExperimentConfig.stored(config.asMap())).isEqualTo(config);
            assertThat(rehearsals).singleElement().satisfies(context -> {
                assertThat(context.objectives()).isEqualTo(both);
                assertThat(context.direction()).isEqualTo(Direction.MAXIMIZE);
            });
            assertThat(ExperimentTunerContext.of(
                                    config,
                                    config.searchSpace(),
                                    plugins.tuner("Auto").orElseThrow())
                            .objectives())
                    .isEqualTo(both);
        }

        @Test
        void shouldChooseATunerForSeveralWhenNoneIsNamed() {
            ExperimentConfig config = config(MINIMAL_OF_SEVERAL);
            assertThat(config.tuner().name()).isEqualTo("Auto");
            assertThat(config.asMap()).extractingByKey("tuner").asString().contains("Auto");
        }

        @Test
        void shouldRefuseATunerForOne() {
            assertThat(problems(MINIMAL_OF_SEVERAL + "tuner: TPE"))
                    .isEqualTo("experiment.yaml:4: tuner: TPE works on one objective, and there are 2 (expected: one of"
                            + " Auto)");
        }

        @Test
        void shouldNotAskForWhatSeveralCannotHave() {
            assertThat(problems(MINIMAL_OF_SEVERAL + "nonFiniteMetric: worst\nduplicates: average"))
                    .contains("nonFiniteMetric: worst, and several objectives (expected: fail, retry or infeasible)")
                    .contains("duplicates: average, and several objectives (expected: allow, resample or reuse)");
        }

        @Test
        void shouldNotContradictTheArgumentOfATuner() {
            assertThat(problems(MINIMAL
                            + "objectives: [{metric: acc, mode: minimize}]\n"
                            + "tuner: {name: TPE, classArgs: {optimize_mode: maximize}}"))
                    .isEqualTo(
                            "experiment.yaml:4: tuner.classArgs.optimize_mode: maximize contradicts objectives[0].mode:"
                                    + " minimize (expected: the same in both places, or one place only)");
        }

        @Test
        void shouldHonourTheArgumentOfATunerWhenTheExperimentSaysNothing() {
            ExperimentConfig config = config(
                    MINIMAL + "objectives: [{metric: acc}]\ntuner: {name: TPE, classArgs: {optimize_mode: maximize}}");
            assertThat(config.objectives().all()).containsExactly(new Objective("acc", Direction.MAXIMIZE));
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        [{metric: a}, {metric: a}]  | 3: objectives[1].metric: "a" once more (expected: a different metric for each objective)
                        []                          | 3: objectives: 0 objectives (expected: one, or up to 20)
                        [acc]                       | 3: objectives[0]: "acc" (expected: a mapping with metric and mode)
                        [{metrc: acc}]              | 3: objectives[0].metrc: unknown key; did you mean 'metric'?
                        [{metric: 3}]               | 3: objectives[0].metric: 3 (expected: a string: "3")
                        [{mode: up}]                | 3: objectives[0].mode: "up" (expected: minimize or maximize)
                        """)
        void shouldSayWhatIsWrong(String written, String problem) {
            assertThat(problems(MINIMAL + "objectives: " + written)).isEqualTo("experiment.yaml:" + problem);
        }
    }

    @Nested
    class HowToRun {

        @Test
        void shouldBeReadAndStored() {
            // when
            ExperimentConfig config = config(MINIMAL + """
                            durability: Every 100 ms
                            experimentWorkingDirectory: runs/here
                            logLevel: warning
                            workingCopy: true
                            trialGpuNumber: 0
                            proposalsAhead: 2
                            """);

            // then
            assertThat(config.run())
                    .isEqualTo(new RunSettings(
                            Durability.EVERY_100_MS,
                            base.resolve("runs/here").toString(),
                            RunSettings.LogLevel.WARNING,
                            true,
                            true,
                            2));
            assertThat(ExperimentConfig.stored(config.asMap())).isEqualTo(config);
            assertThat(config.asMap()).containsEntry("durability", "every 100ms");
        }

        @ParameterizedTest
        @CsvSource({
            "'debug: true', DEBUG",
            "'logLevel: fatal', ERROR",
            "'logLevel: critical', ERROR",
            "'{debug: true, log_level: info}', INFO"
        })
        void shouldKnowTheLevelsOfTheOriginal(String written, RunSettings.LogLevel level) {
            String lines = written.replaceAll("[{}]", "").replace(", ", "\n");
            assertThat(config(MINIMAL + lines).run().logLevel()).isEqualTo(level);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        durability: fsync  | durability: "fsync" (expected: one of sync, every 100ms, os); did you mean 'sync'?
                        logLevel: verbose  | logLevel: "verbose" (expected: one of error, warning, info, debug, trace)
                        debug: 'true'      | debug: "true" (expected: true or false, without quotes)
                        workingCopy: yes   | workingCopy: "yes" (expected: true or false)
                        """)
        void shouldSayWhatIsWrong(String line, String problem) {
            assertThat(problems(MINIMAL + line)).isEqualTo("experiment.yaml:3: " + problem);
        }
    }

    @Nested
    class Table {

        @Test
        void shouldHaveTheDefaultsThatHold() {
            Map<String, @Nullable Object> minimal = config(MINIMAL).asMap();
            assertThat(ExperimentKeys.TABLE)
                    .filteredOn(key -> key.defaultValue() != null && key.kind() != KeyDescription.Kind.ALGORITHM)
                    .filteredOn(key -> !key.name().equals("trainingService"))
                    .isNotEmpty()
                    .allSatisfy(
                            key -> assertThat(minimal).as(key.name()).containsEntry(key.name(), key.defaultValue()));
        }

        @Test
        void shouldHaveExamplesThatAreRead() {
            assertThat(ExperimentKeys.TABLE)
                    .filteredOn(key -> key.effect() == KeyDescription.Effect.WORKS)
                    .allSatisfy(key -> {
                        assertThat(key.example()).as(key.name()).isNotNull();
                        boolean needed = MINIMAL.contains(key.name() + ":");
                        Files.writeString(base.resolve("search_space.json"), "{}");
                        String rest = key.name().equals("searchSpaceFile")
                                ? "trialCommand: x"
                                : needed ? MINIMAL.replaceAll("(?m)^" + key.name() + ":.*$", "") : MINIMAL;
                        String user = key.name().equals("kafka") ? "\nmetricTransport: kafka" : "";
                        assertThat(read(rest + user + "\n" + key.name() + ": " + key.example())
                                        .warnings())
                                .as(key.name())
                                .isEmpty();
                    });
        }

        @Test
        void shouldKnowAllThatTheOriginalKnows() {
            List<String> names =
                    ExperimentKeys.TABLE.stream().map(KeyDescription::name).toList();
            assertThat(names)
                    .contains(
                            "experimentName",
                            "experimentType",
                            "searchSpaceFile",
                            "searchSpace",
                            "trialCommand",
                            "trialCodeDirectory",
                            "trialConcurrency",
                            "trialGpuNumber",
                            "maxExperimentDuration",
                            "maxTrialNumber",
                            "maxTrialDuration",
                            "nniManagerIp",
                            "useAnnotation",
                            "debug",
                            "logLevel",
                            "experimentWorkingDirectory",
                            "tunerGpuIndices",
                            "tuner",
                            "assessor",
                            "advisor",
                            "trainingService",
                            "sharedStorage");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"remote", "openpai", "FrameworkController"})
    void shouldSayWhichTrainingServicesAreNotThereYet(String platform) {
        assertThat(problems(MINIMAL + "trainingService: {platform: " + platform + "}"))
                .isEqualTo("experiment.yaml:3: trainingService.platform: '" + platform
                        + "' is not there yet (expected: one of local, gpus, external)");
    }

    @ParameterizedTest
    @CsvSource({"1.5h, 5400", "90S, 90", "0.01d, 864", "10m, 600", "60, 60", "0.1s, 1", ".5 m, 30", "2D, 172800"})
    void shouldReadDurations(String written, long seconds) {
        assertThat(config(MINIMAL + "maxExperimentDuration: " + written).maxExperimentDuration())
                .isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void shouldRefuseWhateverIsWrittenWithoutBreaking() {
        // given a configuration with random damage
        Random random = Seed.random(ConfigReaderTest.class);
        String alphabet = "\n\n  \t:,-#&*!?'\"[]{}|><%@~.0159eExXtrue\0\u00e9\ud83d";
        int refused = 0;
        for (int i = 0; i < 1500; i++) {
            StringBuilder text = new StringBuilder(EVERYTHING);
            for (int damage = random.nextInt(6); damage >= 0; damage--) {
                int start = random.nextInt(text.length());
                int end = Math.min(text.length(), start + random.nextInt(20));
                String patch = random.nextBoolean()
                        ? String.valueOf(alphabet.charAt(random.nextInt(alphabet.length())))
                        : text.substring(start, end);
                text.replace(random.nextBoolean() ? start : end, end, patch);
            }

            // when
            try {
                read(text.toString());
            } catch (InvalidConfigException e) {
                refused++;
                // then
                int lines = (int) text.toString().lines().count() + 1;
                assertThat(e.problems())
                        .as(text.toString())
                        .allSatisfy(problem -> assertThat(problem.line()).isBetween(0, lines));
            }
        }
        assertThat(refused).isGreaterThan(100);
        assertThat(config(EVERYTHING).experimentName()).isEqualTo("everything");
    }

    private ConfigResult read(String text) {
        return reader.read(yaml.parse(text), base);
    }

    private ExperimentConfig config(String text) {
        return read(text).config();
    }

    private String problems(String text) {
        ConfigNode written = yaml.parse(text);
        InvalidConfigException refusal =
                catchThrowableOfType(InvalidConfigException.class, () -> reader.read(written, base));
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal.render("experiment.yaml");
    }

    /** Accepts uniform parameters only. */
    private Tuner refuse(TunerContext context) {
        rehearsals.add(context);
        List<Problem> problems = new ArrayList<>();
        context.searchSpace().parameters().stream()
                .filter(parameter -> !parameter.distribution().type().equals("uniform"))
                .forEach(parameter -> problems.add(
                        new Problem(parameter.name(), parameter.distribution().type() + " (expected: uniform)")));
        problems.add(new Problem("", "I do not feel like it"));
        throw new InvalidInputException(problems);
    }

    private static final class FixedIds implements IdSource {
        @Override
        public String experimentId() {
            return "abcd1234";
        }

        @Override
        public long seed() {
            return DRAWN_SEED;
        }
    }
}
