package io.trialog.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code java -jar trialog.jar} with arguments. What it prints goes to files, so that nobody has to read along. */
final class TrialogProcess implements AutoCloseable {

    /** Much longer than anything takes, also on a busy machine. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Path JAR = Path.of("target", "trialog.jar").toAbsolutePath();
    private static final Path PYTHON_SDK = Path.of("..", "trial-sdk", "python").toAbsolutePath();

    /** Who is started in the background ignores Ctrl-C and so do all it starts: the first words undo that. */
    private static final List<String> PREFIX = List.of(
            "python3",
            "-SEc",
            "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-jar");

    private static final Pattern SERVER = Pattern.compile("^server {6}(http://\\S+?)/?$", Pattern.MULTILINE);
    private static final Pattern PAGE =
            Pattern.compile("^web page {4}(http://[^/]+)/experiments/(\\S+)$", Pattern.MULTILINE);

    private final Process process;
    private final Path out;
    private final Path err;

    private TrialogProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * Starts the program.
     *
     * @param folder its working directory, which also gets what it prints
     */
    static TrialogProcess start(Path folder, List<String> arguments) {
        return start(folder, arguments, Map.of());
    }

    /** The same with more environment variables. */
    static TrialogProcess start(Path folder, List<String> arguments, Map<String, String> more) {
        return start(
                folder,
                arguments,
                more,
                ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    }

    /** The same with standard input that lasts until {@link #endInput}. */
    static TrialogProcess startWithInput(Path folder, List<String> arguments) {
        return start(folder, arguments, Map.of(), ProcessBuilder.Redirect.PIPE);
    }

    private static TrialogProcess start(
            Path folder, List<String> arguments, Map<String, String> more, ProcessBuilder.Redirect input) {
        assertThat(JAR).as("the jar, which the phase 'package' makes").exists();
        try {
            Path out = Files.createTempFile(folder, "stdout", ".txt");
            Path err = Files.createTempFile(folder, "stderr", ".txt");
            List<String> command = new ArrayList<>(PREFIX);
            command.add(JAR.toString());
            command.addAll(arguments);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(input)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            Map<String, String> environment = builder.environment();
            environment.keySet().removeIf(name -> name.startsWith("TRIALOG_"));
            environment.remove("JAVA_TOOL_OPTIONS");
            environment.put("TRIALOG_HOME", folder.resolve("home").toString());
            environment.put("TRIALOG_PYTHON_SDK", PYTHON_SDK.normalize().toString());
            environment.putAll(more);
            return new TrialogProcess(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String out() {
        return text(out);
    }

    String err() {
        return text(err);
    }

    /** Where its server answers, as soon as it says so. */
    URI url() {
        return URI.create(awaitText(SERVER).group(1));
    }

    /** The experiment that it runs, as soon as it says so. */
    String experiment() {
        return awaitText(PAGE).group(2);
    }

    /** Where the page of a {@code view} is served, as soon as it says so. */
    URI viewed() {
        return URI.create(awaitText(PAGE).group(1));
    }

    /** Waits until it ends. */
    Ended ended() {
        assertThat(endsWithin(PATIENCE))
                .as(() -> "it ends within %s\n%s\n%s".formatted(PATIENCE, out(), err()))
                .isTrue();
        return new Ended(process.exitValue(), out(), err());
    }

    /** Gives it a while; true when it ends by itself in that time. */
    boolean endsWithin(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** As {@code kill -9} does: it has no chance to do anything. */
    void kill() {
        process.destroyForcibly();
        assertThat(endsWithin(PATIENCE)).isTrue();
    }

    /** As when whoever started it dies. */
    void endInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As Ctrl-C in its terminal does. */
    void interrupt() {
        signal("INT");
    }

    /** As a laptop does when it is closed: it stands still until {@link #wake}. */
    void suspend() {
        signal("STOP");
    }

    /** Lets it go on after {@link #suspend}. */
    void wake() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            Process signal = new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                    .inheritIO()
                    .start();
            assertThat(signal.waitFor()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        endsWithin(PATIENCE);
    }

    private MatchResult awaitText(Pattern pattern) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !isAlive() || find(pattern).find());
        Matcher matcher = find(pattern);
        assertThat(matcher.find())
                .as(() -> "it says %s\n%s\n%s".formatted(pattern, out(), err()))
                .isTrue();
        return matcher.toMatchResult();
    }

    private Matcher find(Pattern pattern) {
        return pattern.matcher(out());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How it ended. */
    record Ended(int exitCode, String out, String err) {

        /** Itself, if it ended with this code; else fails and shows all that was printed. */
        Ended with(int expected) {
            assertThat(exitCode)
                    .as("exit code\n--- stdout\n%s\n--- stderr\n%s\n---", out, err)
                    .isEqualTo(expected);
            return this;
        }
    }
}
