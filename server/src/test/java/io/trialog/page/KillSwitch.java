package io.trialog.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Lets the browser script, which knows when it is ready for it, start something that only the test can do. */
final class KillSwitch implements AutoCloseable {

    /** What happens when the switch is used. */
    @FunctionalInterface
    interface Action {
        void run() throws Exception;
    }

    private final HttpServer server;

    KillSwitch(Action action) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, action));
        server.start();
    }

    /** The shell command that uses the switch and ends when the action has ended, with its success. */
    String command() {
        return "node -e \"fetch('http://127.0.0.1:" + server.getAddress().getPort()
                + "', { method: 'POST' }).then(async (answer) => { console.log(await answer.text());"
                + " process.exit(answer.ok ? 0 : 1); })\"";
    }

    private static void answer(HttpExchange exchange, Action action) throws IOException {
        int status = 200;
        String text = "switched";
        try {
            action.run();
        } catch (Exception | AssertionError e) { // told to the script, which fails with it
            status = 500;
            text = e.toString();
        }
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
