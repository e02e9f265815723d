package io.trialog.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server ends when it is asked to, or when whoever started it is gone, in whatever phase it is; and leaves nothing behind. */
class ServerStopIT {

    private static final String SETTINGS = "trialConcurrency: 2\noptimizeMode: maximize\n";

    @TempDir
    private Path folder;

    private Experiments experiments;
    private Path configuration;
    private @Nullable TrialogProcess server;

    @BeforeEach
    void prepare() {
        experiments = new Experiments(folder);
        configuration = experiments.python(SETTINGS, """
                import time
                while True:
                    time.sleep(0.1)
                """);
    }

    @AfterEach
    void leaveNothing() {
        if (server != null) {
            server.close();
        }
        Experiments.killTrials(folder);
    }

    @Test
    void shouldStopWithItsInputWhileExperimentsRun() throws Exception {
        // given
        server = serve();
        create();

        // when
        server.endInput();

        // then
        assertThat(server.ended().with(0).out()).contains("server stopped");
        assertNothingRuns();
    }

    @Test
    void shouldStopWithItsInputWhileItStarts() {
        server = serve();
        server.endInput();
        assertThat(server.ended().with(0).out()).contains("server stopped");
        assertThat(folder.resolve("home/server/server.json")).doesNotExist();
    }

    @Test
    void shouldStopOnRequestHoweverOftenItIsAsked() throws Exception {
        // given
        server = serve();
        Api api = new Api(server.url());
        create();

        // when
        assertThat(api.post("/api/v1/server/stop", "").status()).isEqualTo(202);
        try {
            assertThat(api.post("/api/v1/server/stop", "").status()).isEqualTo(202);
        } catch (RuntimeException | AssertionError e) {
            assertThat(server.ended().exitCode()).isZero(); // it was gone already
        }
        server.endInput();

        // then
        server.ended().with(0);
        assertNothingRuns();
    }

    @Test
    void shouldStopAViewerOnRequest() throws Exception {
        // given
        server = serve();
        String id = create();
        server.endInput();
        server.ended().with(0);

        // when
        server = TrialogProcess.start(folder, List.of("view", id, "--port", "0"));
        assertThat(new Api(server.viewed()).post("/api/v1/server/stop", "").status())
                .isEqualTo(202);

        // then
        server.ended().with(0);
    }

    @Test
    void shouldStopOneExperimentOfAServerThatGoesOn() throws Exception {
        // given
        server = serve();
        String first = create();
        String second = create();

        // when
        TrialogProcess.start(folder, List.of("stop", first)).ended().with(0);

        // then
        Api api = new Api(server.url());
        assertThat(api.experiment(first).path("state").asText()).isEqualTo("STOPPED");
        assertThat(api.experiment(second).path("state").asText()).isEqualTo("RUNNING");
        assertThat(server.isAlive()).isTrue();
    }

    private TrialogProcess serve() {
        return TrialogProcess.startWithInput(folder, List.of("serve", "--stop-with-input", "--port", "0"));
    }

    /** An experiment whose two trials run. */
    private String create() throws Exception {
        Api api = new Api(server.url());
        String text = Files.readString(configuration) + "trialCodeDirectory: '" + folder + "'\n";
        String id = api.post("/api/v1/experiments", text, "Content-Type", "application/yaml")
                .json()
                .path("id")
                .asText();
        await().atMost(TrialogProcess.PATIENCE)
                .until(() -> api.experiment(id).path("counts").path("running").asInt() == 2);
        return id;
    }

    private void assertNothingRuns() {
        experiments.awaitEndOfAll();
        assertThat(folder.resolve("home/server/server.json")).doesNotExist();
    }
}
