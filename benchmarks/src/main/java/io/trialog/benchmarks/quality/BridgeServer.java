package io.trialog.benchmarks.quality;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Serves any number of runs at once, each over a connection of its own on the loopback interface. */
final class BridgeServer implements AutoCloseable {

    private static final int BACKLOG = 100;

    private final ServerSocket socket;
    private final PrintStream errors;

    /** Listens; port 0 takes a free one. */
    BridgeServer(int port, PrintStream errors) throws IOException {
        this.socket = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
        this.errors = errors;
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Serves until it is closed. */
    void serve() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                Thread thread = new Thread(() -> talk(connection), "run");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    errors.println("tuner-bridge: " + e);
                }
            }
        }
    }

    private void talk(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            new BridgeSession(errors).talk(connection.getInputStream(), connection.getOutputStream());
        } catch (IOException e) {
            errors.println("tuner-bridge: a run was cut off: " + e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
