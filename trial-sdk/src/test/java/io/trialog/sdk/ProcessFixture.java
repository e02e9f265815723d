package io.trialog.sdk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Runs trials in JVMs of their own. */
abstract class ProcessFixture {

    @TempDir
    Path directory;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void endProcesses() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
    }

    final Map<String, String> environment(String url) throws IOException {
        Path parameters = Files.writeString(
                directory.resolve("parameters.json"), "{\"lr\": 0.01, \"network\": {\"_name\": \"small\"}}");
        return new HashMap<>(Map.of(
                "TRIALOG_EXPERIMENT_ID",
                "exp1",
                "TRIALOG_TRIAL_ID",
                "exp1-17",
                "TRIALOG_TRIAL_NUMBER",
                "17",
                "TRIALOG_ATTEMPT",
                "2",
                "TRIALOG_SERVER_URL",
                url,
                "TRIALOG_SERVER_FILE",
                serverFile().toString(),
                "TRIALOG_TOKEN",
                FakeServer.TOKEN,
                "TRIALOG_PARAMETERS_FILE",
                parameters.toString(),
                "TRIALOG_REPORT_SPOOL",
                spool().toString()));
    }

    final Path serverFile() {
        return directory.resolve("server.json");
    }

    final Path spool() {
        return directory.resolve("spool.jsonl");
    }

    final Process start(Map<String, String> environment, List<String> jvmOptions, Class<?> program, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        return start(environment, command);
    }

    final Process start(Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("TRIALOG_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    static Ended end(Process process) throws Exception {
        if (!process.waitFor(FakeServer.PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the trial does not end");
        }
        return new Ended(
                process.exitValue(),
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8),
                new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    static void signal(Process process, String signal) throws Exception {
        int exitCode = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (exitCode != 0) {
            throw new AssertionError("kill -" + signal + ": exit code " + exitCode);
        }
    }

    record Ended(int exitCode, String stdout, String stderr) {}
}
