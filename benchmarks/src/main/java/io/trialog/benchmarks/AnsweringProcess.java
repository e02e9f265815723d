package io.trialog.benchmarks;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A server in a process of its own, from its start to its first answer over HTTP and on to its end. Asks on bare sockets: an
 * HTTP client would load its classes in the time that is measured.
 */
public final class AnsweringProcess implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(2);
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final Process process;
    private final int port;
    private final String answer;
    private final Duration took;

    private AnsweringProcess(Process process, int port, String answer, Duration took) {
        this.process = process;
        this.port = port;
        this.answer = answer;
        this.took = took;
    }

    /**
     * Starts a process and waits for its first answer.
     *
     * @param builder what is started
     * @param port where it will listen, on the loopback interface
     * @param path what it is asked for
     * @param output the file for what it prints, which is appended
     * @throws IllegalStateException when it ends before, or answers anything but 200
     */
    public static AnsweringProcess start(ProcessBuilder builder, int port, String path, Path output)
            throws IOException {
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        long begin = System.nanoTime();
        Process process = builder.start();
        boolean answered = false;
        try {
            String answer = "";
            while (answer.isEmpty()) {
                if (!process.isAlive() || System.nanoTime() - begin > LIMIT.toNanos()) {
                    throw new IllegalStateException("the server does not answer; see " + output);
                }
                answer = ask(port, path);
            }
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            if (!answer.startsWith("HTTP/1.1 200 ")) {
                throw new IllegalStateException("the server answered " + answer);
            }
            answered = true;
            return new AnsweringProcess(process, port, answer, took);
        } finally {
            if (!answered) {
                process.destroyForcibly();
            }
        }
    }

    /** From the start of the process to the end of its first answer. */
    public Duration took() {
        return took;
    }

    /** The first answer, head and body. */
    public String answer() {
        return answer;
    }

    /** Where it answers. */
    public URI url() {
        return URI.create("http://" + host() + ":" + port);
    }

    /** The process's number. */
    public long pid() {
        return process.pid();
    }

    /** Ends it properly, and waits for that. */
    public void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("the server did not end in " + LIMIT);
        }
    }

    /** Kills it, if it has not ended: no time to write anything more. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The answer; empty while nobody listens. */
    private static String ask(int port, String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request =
                    "GET " + path + " HTTP/1.1\r\nHost: " + host() + ":" + port + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (ConnectException e) {
            LockSupport.parkNanos(POLL.toNanos());
            return "";
        }
    }

    private static String host() {
        return InetAddress.getLoopbackAddress().getHostAddress();
    }
}
