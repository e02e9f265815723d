package io.trialog.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.BindException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HttpServerAdapterTest {

    @Test
    void shouldSayThatAPortIsInUse() throws Exception {
        try (HttpFixture fixture = new HttpFixture();
                ServerSocket taken = new ServerSocket(0);
                HttpServerAdapter second =
                        new HttpServerAdapter(fixture.dependencies(fixture.engine, "token"), HttpSettings.DEFAULT)) {
            assertThatThrownBy(
                            () -> second.start("0.0.0.0", taken.getLocalPort()).get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(BindException.class);
        }
    }

    @Test
    void shouldWantATokenBeyondLoopback() {
        try (HttpFixture fixture = new HttpFixture();
                HttpServerAdapter wide =
                        new HttpServerAdapter(fixture.dependencies(fixture.engine, null), HttpSettings.DEFAULT)) {
            assertThatThrownBy(() -> wide.start("0.0.0.0", 0).get(10, TimeUnit.SECONDS))
                    .hasMessageContaining(
                            "server token: none (expected: one, as 0.0.0.0 is reached from other machines)");
        }
    }

    @Test
    void shouldListenOnANameOfLoopbackWithoutToken() throws Exception {
        try (HttpFixture fixture = new HttpFixture();
                HttpServerAdapter server =
                        new HttpServerAdapter(fixture.dependencies(fixture.engine, null), HttpSettings.DEFAULT)) {
            assertThat(server.start("localhost", 0).get(10, TimeUnit.SECONDS)).isPositive();
        }
    }

    @Test
    void shouldFreeThePortAndTheThreadsWhenClosed() throws Exception {
        // given
        HttpFixture fixture = new HttpFixture();
        fixture.get("/healthz");

        // when
        fixture.close();

        // then
        try (ServerSocket again = new ServerSocket(fixture.port)) {
            assertThat(again.isBound()).isTrue();
        }
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(serverThreads()).isEmpty());
    }

    @Test
    void shouldLeaveNoTemporaryFiles() throws Exception {
        // given
        List<Path> before = vertxFolders();

        // when
        try (HttpFixture fixture = new HttpFixture()) {
            fixture.get("/");

            // then
            assertThat(vertxFolders()).isEqualTo(before);
        }
    }

    @Test
    void shouldRefuseTokensThatNoAddressCanHold() {
        try (HttpFixture fixture = new HttpFixture()) {
            assertThatThrownBy(() -> fixture.dependencies(null, "two words")).hasMessageContaining("serverToken");
        }
    }

    private static List<String> serverThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("vert.x-eventloop") || name.startsWith("vert.x-worker"))
                .toList();
    }

    private static List<Path> vertxFolders() throws Exception {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("vertx-cache"))
                    .sorted()
                    .toList();
        }
    }
}
