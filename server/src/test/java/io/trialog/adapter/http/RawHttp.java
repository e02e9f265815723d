package io.trialog.adapter.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Says to a server exactly what a test wants, also what no client library would. */
final class RawHttp {

    private RawHttp() {}

    /** Sends a text (line ends become CR LF) and returns all that comes until the server closes. */
    static String exchange(int port, String text) {
        try (Socket socket = new Socket(HttpFixture.LOOPBACK, port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A request without body whose connection ends with the answer. */
    static String request(int port, String line, String... headers) {
        return exchange(port, line + " HTTP/1.1\nConnection: close\n" + String.join("\n", headers) + "\n\n");
    }

    /** The head of an answer, up to the empty line. */
    static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }
}
