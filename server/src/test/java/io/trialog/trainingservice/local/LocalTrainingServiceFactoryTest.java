package io.trialog.trainingservice.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.spi.option.Options;
import io.trialog.spi.problem.InvalidInputException;
import io.trialog.spi.testkit.RecordingAttemptListener;
import io.trialog.spi.training.AttemptListener;
import io.trialog.spi.training.LaunchRequest;
import io.trialog.spi.training.TrainingService;
import io.trialog.spi.training.TrainingServiceContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalTrainingServiceFactoryTest {

    private final LocalTrainingServiceFactory factory = new LocalTrainingServiceFactory();

    @Test
    void shouldGiveTenSecondsOfGraceUnlessToldOtherwise() {
        assertThat(factory.options().read(Map.of()).number("grace_seconds")).isEqualTo(10.0);
        assertThat(factory.options().read(Map.of("grace_seconds", 0)).number("grace_seconds"))
                .isZero();
    }

    @Test
    void shouldRefuseGraceBelowZero() {
        assertThatThrownBy(() -> factory.options().read(Map.of("grace_seconds", -1)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("grace_seconds: -1 (expected: a number, >= 0");
    }

    @Test
    void shouldChooseNoGpusUnlessTold() {
        assertThat(demand(Map.of(), "0,1")).isEmpty();
        assertThat(demand(Map.of("useActiveGpu", true), null)).isEmpty();
        assertThat(demand(Map.of("trialGpuNumber", 0), null)).isEmpty();
    }

    @Test
    void shouldChooseAmongTheGpusThatItMayUse() {
        assertThat(demand(Map.of("trialGpuNumber", 1), null)).hasValue(new GpuDemand(1, 1, false, null));
        assertThat(demand(Map.of("trialGpuNumber", 1), "2, GPU-3"))
                .hasValue(new GpuDemand(1, 1, false, List.of("2", "GPU-3")));
        for (Object indices : List.of(List.of(0, 1), "0,1", "0, 1")) {
            assertThat(demand(
                            Map.of(
                                    "trial_gpu_number",
                                    2,
                                    "use_active_gpu",
                                    true,
                                    "max_trial_number_per_gpu",
                                    3,
                                    "gpu_indices",
                                    indices),
                            "7"))
                    .hasValue(new GpuDemand(2, 3, true, List.of("0", "1")));
        }
        assertThat(demand(Map.of("trialGpuNumber", 1, "gpuIndices", 3), null))
                .hasValue(new GpuDemand(1, 1, false, List.of("3")));
    }

    @Test
    void shouldRefuseGpusThatCannotBe() {
        assertThatThrownBy(() -> factory.options()
                        .read(Map.of("trialGpuNumber", -1, "maxTrialNumberPerGpu", 0, "gpuIndices", "0,0")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("trial_gpu_number: -1 (expected: an integer, >= 0")
                .hasMessageContaining("max_trial_number_per_gpu: 0 (expected: an integer, >= 1")
                .hasMessageContaining(
                        "gpu_indices: \"0,0\" (expected: a list of integers, an integer, or a text like '0,1'")
                .hasMessageContaining("each once");
        assertThatThrownBy(() -> factory.options().read(Map.of("gpuIndices", List.of(-1))))
                .hasMessageContaining("gpu_indices: [-1] (expected: ");
    }

    private Optional<GpuDemand> demand(Map<String, ?> options, @Nullable String visible) {
        return GpuDemand.of(factory.options().read(options), visible);
    }

    @Test
    void shouldRefuseUnknownOptions() {
        assertThatThrownBy(() -> factory.options().read(Map.of("grace_second", 1)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("grace_seconds");
    }

    @Test
    void shouldPutThePythonSdkOfTheInstallationOnTheirPath(@TempDir Path directory) throws IOException {
        // given
        RecordingAttemptListener listener = new RecordingAttemptListener();
        LaunchRequest request = TrialFixture.request(directory, 0, "echo \"$PYTHONPATH\"");
        Files.createDirectory(request.codeDirectory());
        Path sdk = directory.resolve("sdk");
        String before = System.getProperty("trialog.python.sdk");
        System.setProperty("trialog.python.sdk", sdk.toString());

        // when
        try (TrainingService service = factory.create(context(listener))) {
            service.launch(request);
            listener.awaitEnd(request.key(), TrialFixture.PATIENCE);
        } finally {
            restore(before);
        }

        // then
        assertThat(request.attemptDirectory().resolve("stdout")).content().endsWith(sdk + "\n");
    }

    private static void restore(String sdk) {
        if (sdk == null) {
            System.clearProperty("trialog.python.sdk");
        } else {
            System.setProperty("trialog.python.sdk", sdk);
        }
    }

    private TrainingServiceContext context(AttemptListener listener) {
        return new TrainingServiceContext() {
            @Override
            public Options options() {
                return factory.options().read(Map.of());
            }

            @Override
            public AttemptListener listener() {
                return listener;
            }
        };
    }
}
