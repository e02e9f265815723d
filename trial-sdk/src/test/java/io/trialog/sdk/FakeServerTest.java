package io.trialog.sdk;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import org.junit.jupiter.api.Test;

class FakeServerTest {

    @Test
    void shouldLeaveItsPortToNobody() throws Exception {
        FakeServer server = FakeServer.listening();
        int port = URI.create(server.url()).getPort();

        server.close();

        assertThatThrownBy(() -> new ServerSocket(port, 1, InetAddress.getLoopbackAddress()))
                .isInstanceOf(BindException.class);
    }
}
