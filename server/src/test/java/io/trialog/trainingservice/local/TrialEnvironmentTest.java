package io.trialog.trainingservice.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.spi.training.AttemptKey;
import io.trialog.spi.training.LaunchRequest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialEnvironmentTest {

    @TempDir
    private Path directory;

    @Test
    void shouldPassTheServersEnvironmentWithoutItsOwnTrialogVariables() {
        Map<String, String> environment = adapted(Map.of("HOME", "/home/me", "TRIALOG_TOKEN", "the server's own"));

        assertThat(environment).containsEntry("HOME", "/home/me").doesNotContainKey("TRIALOG_TOKEN");
    }

    @Test
    void shouldAddTheRequestAndThePlaces() {
        Map<String, String> environment = adapted(Map.of());

        assertThat(environment)
                .containsEntry("TRIALOG_TRIAL_ID", "q3kx9abd-17")
                .containsEntry(
                        "TRIALOG_PARAMETERS_FILE",
                        attempt().resolve("parameters.json").toString())
                .containsEntry(
                        "TRIALOG_OUTPUT_DIRECTORY", attempt().resolve("out").toString())
                .containsEntry(
                        "TRIALOG_REPORT_SPOOL",
                        attempt().resolve("reports.jsonl").toString());
    }

    @Test
    void shouldMakePythonPrintAtOnceUnlessTheUserDecided() {
        assertThat(adapted(Map.of())).containsEntry("PYTHONUNBUFFERED", "1");
        assertThat(adapted(Map.of("PYTHONUNBUFFERED", ""))).containsEntry("PYTHONUNBUFFERED", "");
    }

    @Test
    void shouldAppendTheSdkToThePythonPath() {
        assertThat(adapted(Map.of())).containsEntry("PYTHONPATH", sdk().toString());
        assertThat(adapted(Map.of("PYTHONPATH", ""))).containsEntry("PYTHONPATH", sdk().toString());
        assertThat(adapted(Map.of("PYTHONPATH", "/mine")))
                .containsEntry("PYTHONPATH", "/mine" + File.pathSeparator + sdk());
    }

    @Test
    void shouldLeaveAPythonPathAloneThatHoldsAPackageOfThatName() throws IOException {
        // given
        Path mine = Files.createDirectories(directory.resolve("mine"));
        Files.createDirectories(mine.resolve("trialog"));
        String path = "/elsewhere" + File.pathSeparator + mine;

        // when, then
        assertThat(adapted(Map.of("PYTHONPATH", path))).containsEntry("PYTHONPATH", path);
    }

    @Test
    void shouldNotTouchThePythonPathWithoutSdk() {
        assertThat(new TrialEnvironment(Optional.empty())
                        .additions(Map.of(), request(), AttemptDirectory.of(request())))
                .doesNotContainKey("PYTHONPATH");
    }

    private Map<String, String> adapted(Map<String, String> server) {
        Map<String, String> environment = new HashMap<>(server);
        TrialEnvironment.removeServersOwn(environment);
        environment.putAll(
                new TrialEnvironment(Optional.of(sdk())).additions(server, request(), AttemptDirectory.of(request())));
        return environment;
    }

    private LaunchRequest request() {
        return LaunchRequest.of(
                new AttemptKey("q3kx9abd", 17, 1),
                "true",
                directory,
                attempt(),
                "{}",
                Map.of("TRIALOG_TRIAL_ID", "q3kx9abd-17"));
    }

    private Path attempt() {
        return directory.resolve("attempt");
    }

    private Path sdk() {
        return directory.resolve("sdk");
    }
}
