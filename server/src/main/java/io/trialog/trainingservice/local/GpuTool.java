package io.trialog.trainingservice.local;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks {@code nvidia-smi} which GPUs there are and what runs on them. Used by one thread. */
final class GpuTool {

    /** A system property that names the tool; without it, it is looked for in {@code PATH}. */
    static final String PROPERTY = "trialog.nvidia-smi";

    private static final String NAME = "nvidia-smi";
    private static final File NOTHING = new File("/dev/null");

    /** Without persistence mode the driver takes seconds for every GPU. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final int MAX_SHOWN = 300;

    private final Optional<String> named;
    private final String searchPath;
    private final Duration patience;
    private @Nullable Process hanging;

    /**
     * @param named the file to be asked
     * @param searchPath otherwise where it is looked for, as in {@code PATH}
     * @param patience how long it may take to answer
     */
    GpuTool(Optional<String> named, String searchPath, Duration patience) {
        this.named = named;
        this.searchPath = searchPath;
        this.patience = patience;
    }

    /** That of this process. */
    static GpuTool here() {
        return new GpuTool(
                Optional.ofNullable(System.getProperty(PROPERTY)),
                Optional.ofNullable(System.getenv("PATH")).orElse(""),
                PATIENCE);
    }

    /** All GPUs, at least one. */
    List<Gpu> ask() throws LaunchFailedException {
        String tool = tool();
        List<String> gpus = lines(tool, "--query-gpu=index,uuid,memory.used,utilization.gpu", "csv,noheader,nounits");
        Map<String, List<GpuProcess>> processes = new HashMap<>();
        for (String line : lines(tool, "--query-compute-apps=gpu_uuid,pid", "csv,noheader")) {
            String[] fields = line.split("\\s*,\\s*", -1);
            if (fields.length == 2) {
                processes
                        .computeIfAbsent(fields[0], uuid -> new ArrayList<>())
                        .add(GpuProcess.of(number(fields[1]))); // 0, which is nobody, when it may not tell
            }
        }
        List<Gpu> all = new ArrayList<>();
        for (String line : gpus) {
            all.add(gpu(line, processes));
        }
        if (all.isEmpty()) {
            throw new LaunchFailedException(
                    tool + " lists no GPU (expected: at least one, as trialGpuNumber is given)");
        }
        return all;
    }

    private static Gpu gpu(String line, Map<String, List<GpuProcess>> processes) throws LaunchFailedException {
        String[] fields = line.split("\\s*,\\s*", -1);
        if (fields.length != 4 || !NUMBER.matcher(fields[0]).matches()) {
            throw new LaunchFailedException(
                    NAME + " says \"" + shortened(line) + "\" (expected: index, uuid, memory.used, utilization.gpu)");
        }
        return new Gpu(
                (int) number(fields[0]),
                fields[1],
                number(fields[2]),
                number(fields[3]),
                processes.getOrDefault(fields[1], List.of()));
    }

    /** 0 for what the driver does not know of this GPU, such as [N/A]. */
    private static long number(String text) {
        return NUMBER.matcher(text).matches() ? Long.parseLong(text) : 0;
    }

    private String tool() throws LaunchFailedException {
        return named.or(() -> Programs.find(NAME, searchPath).map(Path::toString))
                .orElseThrow(
                        () -> new LaunchFailedException(NAME + ": not found (expected: in a directory of the server's"
                                + " PATH, as trialGpuNumber is given; PATH is \"" + searchPath + "\")"));
    }

    private List<String> lines(String tool, String query, String format) throws LaunchFailedException {
        if (hanging != null && hanging.isAlive()) {
            throw new LaunchFailedException(tool + " hangs, and cannot be killed [pid " + hanging.pid() + "]");
        }
        try {
            // by a file: a pipe that the tool does not close could hold us up
            Path answer = Files.createTempFile("trialog-gpus", ".txt");
            try {
                return lines(new ProcessBuilder(tool, query, "--format=" + format), answer);
            } finally {
                Files.deleteIfExists(answer);
            }
        } catch (IOException e) {
            throw new LaunchFailedException("cannot ask " + tool + " which GPUs there are: " + e.getMessage(), e);
        }
    }

    private List<String> lines(ProcessBuilder builder, Path answer) throws IOException, LaunchFailedException {
        Process process = builder.redirectInput(NOTHING)
                .redirectErrorStream(true)
                .redirectOutput(answer.toFile())
                .start();
        String command = String.join(" ", builder.command());
        if (!endsInTime(process)) {
            hanging = process;
            throw new LaunchFailedException(command + " did not answer within " + patience.toSeconds() + " s");
        }
        String text = Files.readString(answer, StandardCharsets.ISO_8859_1);
        if (process.exitValue() != 0) {
            throw new LaunchFailedException(
                    command + " failed with exit code " + process.exitValue() + ": " + shortened(text.strip()));
        }
        try (Stream<String> lines = text.lines()) {
            return lines.map(String::strip).filter(line -> !line.isEmpty()).toList();
        }
    }

    private boolean endsInTime(Process process) {
        boolean interrupted = false;
        boolean ended = false;
        try {
            ended = process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (!ended) {
            process.destroyForcibly();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return ended;
    }

    private static String shortened(String text) {
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
    }
}
