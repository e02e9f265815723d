package io.trialog.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.adapter.yaml.YamlConfigSource;
import io.trialog.fixtures.FakePlugins;
import io.trialog.fixtures.Seed;
import io.trialog.port.IdSource;
import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.option.OptionSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged configurations are refused with lines and reasons, whatever the damage is. */
class ConfigFuzzTest {

    private static final String TODAY = """
            experimentName: everything
            searchSpace:
              lr: {_type: loguniform, _value: [0.001, 1]}
              net: {_type: choice, _value: [{_name: a, n: {_type: randint, _value: [1, 9]}}, {_name: b}]}
            trialCommand: python3 train.py
            trialCodeDirectory: .
            workingCopy: true
            trialConcurrency: 2
            trialGpuNumber: 1
            maxTrialNumber: 24
            maxExperimentDuration: 1.5h
            maxTrialDuration: 60
            objectives: [{metric: acc, mode: maximize}]
            tuner: {name: TPE, classArgs: {optimize_mode: maximize, seed: 9, args: {gamma: 0.3}}}
            assessor: {name: Medianstop, classArgs: {start_step: 2}}
            trainingService: {platform: local, grace_seconds: 5, useActiveGpu: true, trialGpuNumber: 1}
            seed: 9
            retry: {onFailure: 1, exitCodes: [3], onLoss: 2}
            nonFiniteMetric: worst
            trialLease: 30s
            durability: every 100ms
            experimentWorkingDirectory: runs
            logLevel: debug
            debug: false
            experimentType: hpo
            """;

    private static final String FIRST_FORMAT = """
            authorName: me
            trialConcurrency: 1
            maxExecDuration: 1h
            maxTrialNum: 10
            trainingServicePlatform: local
            searchSpacePath: search_space.json
            multiPhase: false
            tuner: {builtinTunerName: TPE, classArgs: {optimize_mode: maximize}, gpuIndices: '0'}
            assessor: {codeDir: ., classFileName: a.py, className: A}
            trial: {command: python3 mnist.py, codeDir: ., gpuNum: 0}
            localConfig: {maxTrialNumPerGpu: 1}
            machineList: [{ip: 10.0.0.1, username: bob}]
            """;

    private static final List<String> ODD_KEYS =
            List.of("", " ", "a.b", "[0]", "x".repeat(2000), "trial", "tuner", "é");

    @TempDir
    Path folder;

    private final YamlConfigSource yaml = new YamlConfigSource();
    private final ConfigReader reader = new ConfigReader(
            new FakePlugins()
                    .withTuner("Auto", OptionSchema.none())
                    .withTuner(
                            "TPE",
                            OptionSchema.of(OptionSpec.group(
                                    "args",
                                    "fine tuning",
                                    List.of(OptionSpec.number("gamma", "share").above(0)))))
                    .withAssessor("Medianstop", OptionSchema.of(OptionSpec.integer("start_step", "first step")))
                    .withTrainingService(
                            "local",
                            OptionSchema.of(
                                    OptionSpec.number("grace_seconds", "time to end")
                                            .defaultsTo(10.0),
                                    OptionSpec.flag("use_active_gpu", "share"),
                                    OptionSpec.integer("trial_gpu_number", "GPUs")
                                            .atLeast(0))),
            new FixedIds(),
            yaml);

    @Test
    void shouldReadWhatIsWhole() {
        assertThat(reader.read(yaml.parse(TODAY), folder).config().experimentName())
                .isEqualTo("everything");
    }

    @ParameterizedTest
    @ValueSource(strings = {TODAY, FIRST_FORMAT})
    void shouldRefuseAnyDamageWithReasons(String whole) {
        Random random = Seed.random(ConfigFuzzTest.class);
        int refused = 0;
        for (int i = 0; i < 3000; i++) {
            // given
            ConfigNode damaged = yaml.parse(whole);
            for (int damage = random.nextInt(3); damage >= 0; damage--) {
                damaged = ConfigNode.of(damaged(damaged.plain(), random, 0.08));
            }
            // when
            try {
                reader.read(damaged, folder);
            } catch (InvalidConfigException e) {
                refused++;
                // then
                assertThat(e.problems())
                        .as("%s", damaged.plain())
                        .isNotEmpty()
                        .allSatisfy(problem ->
                                assertThat(problem.message()).isNotBlank().hasSizeLessThan(3000));
            }
        }
        assertThat(refused).isGreaterThan(1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {TODAY, FIRST_FORMAT})
    void shouldFindTheLineOfEveryTypo(String whole) {
        Random random = Seed.random(ConfigFuzzTest.class);
        for (int i = 0; i < 1000; i++) {
            StringBuilder text = new StringBuilder(whole);
            for (int typo = random.nextInt(3); typo >= 0; typo--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, (char) (random.nextInt(95) + 32));
                    default -> text.setCharAt(at, (char) (random.nextInt(95) + 32));
                }
            }
            try {
                reader.read(yaml.parse(text.toString()), folder);
            } catch (InvalidConfigException e) {
                int lines = (int) text.toString().lines().count() + 1;
                assertThat(e.problems())
                        .as(text.toString())
                        .allSatisfy(problem -> assertThat(problem.line()).isBetween(0, lines));
            }
        }
    }

    private static @Nullable Object damaged(@Nullable Object value, Random random, double chance) {
        if (random.nextDouble() < chance / 2) {
            return odd(random);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> damaged = new LinkedHashMap<>();
            map.forEach((key, inside) -> {
                if (random.nextDouble() > chance) {
                    damaged.put(key(String.valueOf(key), random, chance), damaged(inside, random, chance));
                }
            });
            return damaged;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> damaged = new ArrayList<>();
            list.forEach(item -> {
                for (int copies = random.nextDouble() < chance ? random.nextInt(3) : 1; copies > 0; copies--) {
                    damaged.add(damaged(item, random, chance));
                }
            });
            return damaged;
        }
        return value;
    }

    private static String key(String key, Random random, double chance) {
        if (key.isEmpty() || random.nextDouble() > chance) {
            return key;
        }
        return random.nextInt(4) == 0
                ? ODD_KEYS.get(random.nextInt(ODD_KEYS.size()))
                : new StringBuilder(key)
                        .deleteCharAt(random.nextInt(key.length()))
                        .toString();
    }

    private static @Nullable Object odd(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> null;
            case 1 -> "";
            case 2 -> "\0";
            case 3 -> -1L;
            case 4 -> Long.MAX_VALUE;
            case 5 -> Double.NaN;
            case 6 -> List.of();
            case 7 -> Map.of();
            case 8 -> List.of(List.of(Map.of("a", 1L)));
            case 9 -> true;
            case 10 -> "x".repeat(5000);
            default -> "1e999";
        };
    }

    private static final class FixedIds implements IdSource {
        @Override
        public String experimentId() {
            return "x";
        }

        @Override
        public long seed() {
            return 1;
        }
    }
}
