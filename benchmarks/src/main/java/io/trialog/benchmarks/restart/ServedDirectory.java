package io.trialog.benchmarks.restart;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A data directory on which servers are started in JVMs of their own, as users start them. */
final class ServedDirectory {

    private static final Duration POLL = Duration.ofMillis(5);
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final String HOST = "127.0.0.1";

    private final Path data;
    private final @Nullable Path jar;

    ServedDirectory(Path data, @Nullable Path jar) {
        this.data = data;
        this.jar = jar;
    }

    /** How long a server takes from its process's start to its first answer; it is killed then. */
    Duration killedStart() throws IOException, InterruptedException {
        Started started = start();
        started.process.destroyForcibly().waitFor();
        return started.took;
    }

    /** The same; it is ended properly then. */
    Duration properStart() throws IOException, InterruptedException {
        Started started = start();
        started.process.destroy();
        if (!started.process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            started.process.destroyForcibly();
            throw new IllegalStateException("the server did not end in " + LIMIT);
        }
        return started.took;
    }

    private record Started(Process process, Duration took) {}

    private Started start() throws IOException, InterruptedException {
        int port = freePort();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                jar == null
                        ? List.of("-cp", System.getProperty("java.class.path"), "io.trialog.cli.Main")
                        : List.of("-jar", jar.toString()));
        command.addAll(List.of("serve", "--data", data.toString(), "--port", Integer.toString(port)));
        Path output = data.resolveSibling("server.log");
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest question = HttpRequest.newBuilder(URI.create("http://" + HOST + ":" + port + "/api/v1/experiments"))
                .build();
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
        boolean answered = false;
        try {
            while (!answered) {
                if (!process.isAlive() || System.nanoTime() - begin > LIMIT.toNanos()) {
                    throw new IllegalStateException("the server does not answer; see " + output);
                }
                answered = isAnswered(client, question);
            }
        } finally {
            if (!answered) {
                process.destroyForcibly();
            }
        }
        return new Started(process, Duration.ofNanos(System.nanoTime() - begin));
    }

    private static boolean isAnswered(HttpClient client, HttpRequest question)
            throws IOException, InterruptedException {
        try {
            HttpResponse<String> answer = client.send(question, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200 || !answer.body().contains("q3kx9abd")) {
                throw new IllegalStateException("the server answered " + answer.statusCode() + " " + answer.body());
            }
            return true;
        } catch (ConnectException e) {
            LockSupport.parkNanos(POLL.toNanos());
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
