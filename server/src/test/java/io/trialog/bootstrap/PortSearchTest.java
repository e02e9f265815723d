package io.trialog.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.adapter.rocksdb.Durability;
import io.trialog.port.Neighbours;
import java.net.BindException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortSearchTest {

    @TempDir
    private Path folder;

    private final List<Integer> tried = new ArrayList<>();

    @Test
    void shouldTakeTheNextFreePortWhereAnyWillDo() {
        assertThat(search(8080, true, Set.of(8080, 8081))).isEqualTo(8082);
        assertThat(tried).containsExactly(8080, 8081, 8082);
    }

    @Test
    void shouldInsistOnAPortThatWasNamed() {
        assertThatThrownBy(() -> search(8080, false, Set.of(8080)))
                .isInstanceOf(StartupException.class)
                .hasMessage("cannot listen on 127.0.0.1:8080: in use; choose another with --port N (0: any free one)");
        assertThat(tried).containsExactly(8080);
    }

    @Test
    void shouldSayWhichServerHasThePort() {
        Path data = folder.resolve("q3kx9abd");
        assertThat(DataDirectory.log(data).toFile().mkdirs()).isTrue();
        try (DataDirectory owned = DataDirectory.claim(data, "http://127.0.0.1:8080")) {
            assertThatThrownBy(() -> search(8080, false, Set.of(8080)))
                    .hasMessageContaining("in use by the Trialog server of " + owned.path() + " (process "
                            + owned.info().pid());
        }
    }

    @Test
    void shouldNotTakeItselfForWhoHasThePort() {
        // given
        Path asking = folder.resolve("aaaaaaaa"); // is looked at first
        Path data = folder.resolve("q3kx9abd");
        assertThat(DataDirectory.log(asking).toFile().mkdirs()).isTrue();
        assertThat(DataDirectory.log(data).toFile().mkdirs()).isTrue();
        try (DataDirectory own = DataDirectory.claim(asking, "http://127.0.0.1:8080");
                DataDirectory owned = DataDirectory.claim(data, "http://127.0.0.1:8080")) {
            // when / then
            assertThatThrownBy(() -> search(own.path(), 8080, false, Set.of(8080)))
                    .hasMessageContaining("in use by the Trialog server of " + owned.path());
        }
    }

    @Test
    void shouldNotGoOnWhenSomethingElseIsWrong() {
        assertThatThrownBy(() -> new PortSearch(options(folder, 8080, true))
                        .listen((host, port) ->
                                CompletableFuture.failedFuture(new IllegalArgumentException("no token"))))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("no token");
    }

    @Test
    void shouldEndAtTheLastPort() {
        assertThatThrownBy(() -> search(65_535, true, Set.of(65_535))).isInstanceOf(StartupException.class);
    }

    private int search(int port, boolean isWished, Set<Integer> taken) {
        return search(folder, port, isWished, taken);
    }

    private int search(Path data, int port, boolean isWished, Set<Integer> taken) {
        return new PortSearch(options(data, port, isWished)).listen((host, candidate) -> {
            tried.add(candidate);
            return taken.contains(candidate)
                    ? CompletableFuture.failedFuture(new BindException("in use"))
                    : CompletableFuture.completedFuture(candidate);
        });
    }

    private ServerOptions options(Path data, int port, boolean isWished) {
        return new ServerOptions(
                data,
                "127.0.0.1",
                port,
                false,
                Durability.SYNC,
                List.of(),
                null,
                new Home(folder),
                isWished,
                Neighbours.NONE);
    }
}
