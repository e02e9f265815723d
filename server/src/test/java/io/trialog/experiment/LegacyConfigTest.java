package io.trialog.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trialog.adapter.yaml.YamlConfigSource;
import io.trialog.adapter.yaml.YamlText;
import io.trialog.fixtures.FakePlugins;
import io.trialog.port.IdSource;
import io.trialog.spi.option.OptionSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyConfigTest {

    private static final String FIRST_FORMAT = """
            authorName: default
            experimentName: example_mnist_pytorch
            trialConcurrency: 1
            maxExecDuration: 1h
            maxTrialNum: 10
            #choice: local, remote, pai
            trainingServicePlatform: local
            searchSpacePath: search_space.json
            #choice: true, false
            useAnnotation: false
            logDir: runs
            tuner:
              builtinTunerName: TPE
              classArgs:
                #choice: maximize, minimize
                optimize_mode: maximize
              gpuIndices: '0'
              includeIntermediateResults: false
            assessor:
              builtinAssessorName: Medianstop
            trial:
              command: python3 mnist.py
              codeDir: .
              gpuNum: 0
            localConfig:
              maxTrialNumPerGpu: 1
            """;

    @TempDir
    Path folder;

    private final YamlConfigSource yaml = new YamlConfigSource();
    private final FakePlugins plugins = new FakePlugins()
            .withTuner("Auto", OptionSchema.none())
            .withTuner("TPE", OptionSchema.none())
            .withAssessor("Medianstop", OptionSchema.none())
            .withTrainingService("local", OptionSchema.none());

    private ConvertedConfig convert(String text) {
        return ConvertedConfig.of(yaml.parse(text));
    }

    private ConfigResult read(String text) throws IOException {
        Files.writeString(
                folder.resolve("search_space.json"), "{\"lr\": {\"_type\": \"uniform\", \"_value\": [0, 1]}}");
        IdSource ids = new IdSource() {
            @Override
            public String experimentId() {
                return "x";
            }

            @Override
            public long seed() {
                return 1;
            }
        };
        return new ConfigReader(plugins, ids, yaml).read(yaml.parse(text), folder);
    }

    @Test
    void shouldSayTheSameInTodaysFormat() {
        // when
        ConvertedConfig converted = convert(FIRST_FORMAT);

        // then
        assertThat(YamlText.of(converted.config())).isEqualTo("""
                        experimentName: example_mnist_pytorch
                        trialConcurrency: 1
                        maxExperimentDuration: "1h"
                        maxTrialNumber: 10
                        searchSpaceFile: search_space.json
                        useAnnotation: false
                        experimentWorkingDirectory: runs
                        tunerGpuIndices: "0"
                        tuner:
                          name: TPE
                          classArgs:
                            optimize_mode: maximize
                        assessor:
                          name: Medianstop
                        trialCommand: python3 mnist.py
                        trialCodeDirectory: .
                        trialGpuNumber: 0
                        trainingService:
                          platform: local
                          maxTrialNumberPerGpu: 1
                        """);
        assertThat(converted.problems()).isEmpty();
        assertThat(converted.notices().stream().map(notice -> notice.render("e.yaml")))
                .containsExactly(
                        "e.yaml:1: authorName is left out; it has no meaning any more",
                        "e.yaml:4: maxExecDuration is called maxExperimentDuration now: 1h",
                        "e.yaml:5: maxTrialNum is called maxTrialNumber now: 10",
                        "e.yaml:7: trainingServicePlatform is called trainingService.platform now: local",
                        "e.yaml:8: searchSpacePath is called searchSpaceFile now: search_space.json",
                        "e.yaml:11: logDir is called experimentWorkingDirectory now: runs",
                        "e.yaml:13: tuner.builtinTunerName is called name now: TPE",
                        "e.yaml:17: tuner.gpuIndices is called tunerGpuIndices now: 0",
                        "e.yaml:18: tuner.includeIntermediateResults is left out; it has no meaning any more",
                        "e.yaml:20: assessor.builtinAssessorName is called name now: Medianstop",
                        "e.yaml:22: trial.command is called trialCommand now: python3 mnist.py",
                        "e.yaml:23: trial.codeDir is called trialCodeDirectory now: .",
                        "e.yaml:24: trial.gpuNum is called trialGpuNumber now: 0",
                        "e.yaml:26: localConfig.maxTrialNumPerGpu is called trainingService.maxTrialNumberPerGpu now: 1");
    }

    @Test
    void shouldBeReadLikeTodaysFormat() throws IOException {
        // when
        ConfigResult read = read(FIRST_FORMAT);
        ConfigResult readAgain = read(YamlText.of(convert(FIRST_FORMAT).config()));

        // then
        assertThat(read.config()).isEqualTo(readAgain.config());
        assertThat(read.config().maxTrialNumber()).isEqualTo(10);
        assertThat(read.warnings()).as("notices, and the tuner's GPU").hasSize(15);
    }

    @Test
    void shouldKeepTheLinesOfTheOriginal() {
        // when
        String wrong =
                FIRST_FORMAT.replace("maxTrialNum: 10", "maxTrialNum: 0").replace("codeDir: .", "codeDir: nowhere");
        InvalidConfigException refusal = catchThrowableOfType(InvalidConfigException.class, () -> read(wrong));

        // then
        assertThat(refusal.render("e.yaml"))
                .startsWith("e.yaml:5: maxTrialNumber: 0 (expected: >= 1)\ne.yaml:23: trialCodeDirectory: \"nowhere\"");
    }

    @Test
    void shouldSayWhatCannotBeConverted() {
        // when
        InvalidConfigException refusal = catchThrowableOfType(
                InvalidConfigException.class,
                () -> read(FIRST_FORMAT.replace("gpuNum: 0", "image: x/y") + "multiPhase: true\n"));

        // then
        assertThat(refusal.render("e.yaml")).isEqualTo("""
                        e.yaml:24: trial.image: cannot be converted (expected: command, codeDir, gpuNum)
                        e.yaml:27: multiPhase: true (expected: false; trials of several phases are not supported)""");
    }

    @Test
    void shouldJoinTheNamesOfAPythonClass() {
        assertThat(YamlText.of(convert("""
                        trainingServicePlatform: local
                        tuner:
                          codeDir: mine
                          classFileName: my_tuner.py
                          className: MyTuner
                        """).config())).isEqualTo("""
                        tuner:
                          codeDirectory: mine
                          className: my_tuner.MyTuner
                        trainingService:
                          platform: local
                        """);
    }

    @Test
    void shouldRenameWhatMachinesHave() {
        // when
        ConvertedConfig converted = convert("""
                trainingServicePlatform: remote
                machineList:
                  - ip: 10.0.0.1
                    username: bob
                    passwd: secret
                    port: 22
                """);

        // then
        assertThat(YamlText.of(converted.config())).isEqualTo("""
                        trainingService:
                          platform: remote
                          machineList:
                            - host: "10.0.0.1"
                              user: bob
                              password: secret
                              port: 22
                        """);
        assertThat(converted.notices())
                .as("no secret is shown")
                .noneMatch(notice -> notice.message().contains("secret"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trialCommand: x",
                "trial: x",
                "trainingService: {platform: local}",
                "tuner: {name: TPE}",
                "maxTrialNumber: 3"
            })
    void shouldLeaveTodaysFormatAlone(String text) {
        ConvertedConfig converted = convert(text);
        assertThat(converted.config()).isEqualTo(yaml.parse(text));
        assertThat(converted.notices()).isEmpty();
    }
}
