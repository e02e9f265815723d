package io.trialog.benchmarks.reports;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server in a JVM of its own. It says on standard output where it answers and who may report, and ends when its standard
 * input does: it cannot outlive whoever started it.
 */
public final class ServerProcess implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);

    /** The launcher's collector; a fixed heap, so that both servers have the same. */
    public static final List<String> JVM_OPTIONS =
            List.of("-XX:+UseSerialGC", "-Xms512m", "-Xmx512m", "-XX:-UsePerfData");

    private static final Duration START_LIMIT = Duration.ofMinutes(10);
    private static final String URL = "url ";

    private final Process process;
    private final CompletableFuture<URI> url = new CompletableFuture<>();
    private final CompletableFuture<List<Invitation>> invitations = new CompletableFuture<>();
    private final int expected;

    private ServerProcess(Process process, int expected) {
        this.process = process;
        this.expected = expected;
    }

    /**
     * Starts the main class in a new JVM on this class path.
     *
     * @param invitations how many attempts it will announce
     */
    public static ServerProcess start(Class<?> main, int invitations, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_OPTIONS);
        command.add("-Dlogback.configurationFile=io/trialog/benchmarks/logback.xml");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        ServerProcess started = new ServerProcess(process, invitations);
        Thread reader = new Thread(started::read, "output-of-" + main.getSimpleName());
        reader.setDaemon(true);
        reader.start();
        return started;
    }

    /** For the server's own process: starts it, says where it answers, and stays until standard input ends. */
    public static void serve(Callable<URI> start) {
        int status = 1;
        try {
            System.out.println(URL + start.call());
            status = waitForEnd();
        } catch (Exception e) {
            LOG.error("the server failed", e);
        }
        Runtime.getRuntime().halt(status);
    }

    private static int waitForEnd() throws IOException {
        while (System.in.read() >= 0) {
            // nothing is said to it
        }
        return 0;
    }

    /** Where it answers; waits until it does. */
    URI url() {
        return await(url);
    }

    /** Who may report; waits until all attempts are announced. */
    public List<Invitation> invitations() {
        return await(invitations);
    }

    /** Its number among the machine's processes. */
    long pid() {
        return process.pid();
    }

    /** The processor time it has used. */
    Duration cpuTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Kills it: no time to write anything more. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        List<Invitation> announced = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(URL)) {
                    url.complete(URI.create(line.substring(URL.length())));
                }
                Invitation.parse(line).ifPresent(announced::add);
                if (announced.size() == expected) {
                    invitations.complete(List.copyOf(announced));
                }
            }
        } catch (IOException e) {
            // the process was killed
        }
        IllegalStateException ended = new IllegalStateException("the server's process ended before it was ready");
        url.completeExceptionally(ended);
        invitations.completeExceptionally(ended);
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the server did not start: " + e.getMessage(), e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the server was not ready within " + START_LIMIT.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
