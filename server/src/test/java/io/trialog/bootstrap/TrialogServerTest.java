package io.trialog.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.adapter.rocksdb.Durability;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialogServerTest {

    private static final String HOST = "127.0.0.1";

    @TempDir
    private Path data;

    @Test
    void shouldSayThatThePortIsTakenAndLeaveTheDataDirectoryFree() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            // when / then
            assertThatThrownBy(() -> TrialogServer.start(on(other.getLocalPort())))
                    .isInstanceOf(StartupException.class)
                    .hasMessage("cannot listen on " + HOST + ":" + other.getLocalPort()
                            + ": Address already in use; choose another with --port N (0: any free one)");
        }
        assertThat(DataDirectory.owner(data)).isEmpty();
    }

    @Test
    void shouldSayWhereItReallyListens() {
        try (TrialogServer server = TrialogServer.start(on(0))) {
            assertThat(server.url().getPort()).isPositive();
            assertThat(DataDirectory.owner(data).map(ServerInfo::url))
                    .contains(server.url().toString());
        }
    }

    private ServerOptions on(int port) {
        return new ServerOptions(data, HOST, port, false, Durability.SYNC, List.of(), null);
    }
}
