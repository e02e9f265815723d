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
import java.util.Map;
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
