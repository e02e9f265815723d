package io.trialog.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The server as users start it, by {@code serve}.
 *
 * @param jar the runnable jar; null for the classes of this build
 */
public record ServerProgram(@Nullable Path jar) {

    /** What our launchers start java with, without the class data archive that one of them makes. */
    public static final List<String> LAUNCHER_OPTIONS =
            List.of("-XX:+UseSerialGC", "-Xshare:auto", "-XX:-UsePerfData", "-Xms24m");

    /** The java that runs this. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** A port that was free a moment ago. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** What is started, in a word or two for people. */
    public String name() {
        return jar == null ? "classes of this build" : String.valueOf(jar.getFileName());
    }

    /**
     * What serves a data directory; is yet to be started. It leaves no trace in the home of who measures.
     *
     * @param javaOptions for java
     * @param more arguments besides
     */
    public ProcessBuilder serving(List<String> javaOptions, Path data, int port, String... more) {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(javaOptions);
        command.addAll(
                jar == null
                        ? List.of("-cp", System.getProperty("java.class.path"), "io.trialog.cli.Main")
                        : List.of("-jar", jar.toString()));
        command.addAll(List.of("serve", "--data", data.toString(), "--port", Integer.toString(port)));
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("TRIALOG_"));
        builder.environment().put("TRIALOG_HOME", data.resolveSibling("home").toString());
        return builder;
    }
}
