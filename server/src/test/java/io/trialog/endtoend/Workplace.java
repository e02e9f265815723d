package io.trialog.endtoend;

import io.trialog.endtoend.TrialogProcess.Ended;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What somebody has who uses Trialog: a data directory, a folder with an experiment, and a shell. Leaves no process behind. */
final class Workplace implements AutoCloseable {

    private final Path data;
    private final Experiments experiments;
    private final Deque<TrialogProcess> started = new ArrayDeque<>();
    private final Map<String, String> environment = new HashMap<>();

    /**
     * Its folders have names that shells and YAML do not like.
     *
     * @param folder empty
     */
    Workplace(Path folder) {
        try {
            Path real = folder.toRealPath();
            this.data = real.resolve("the data");
            this.experiments = new Experiments(Files.createDirectories(real.resolve("somebody's code")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path data() {
        return data;
    }

    /** Stands for {@code ~/.trialog}. */
    Path trialogHome() {
        return experiments.folder().resolve("home");
    }

    /** The data directory as people have to type it. */
    String quotedData() {
        return "'" + data + "'";
    }

    Experiments experiments() {
        return experiments;
    }

    /** Puts the programs of a directory before all others, for what is started from now on. */
    void install(Path programs) {
        environment.put("PATH", programs + File.pathSeparator + System.getenv("PATH"));
    }

    /** Runs an experiment in the foreground. */
    TrialogProcess run(Path configuration) {
        return start("run", configuration.toString(), "--port", "0");
    }

    /** Goes on with an experiment in the foreground. */
    TrialogProcess resume(String experiment, String... more) {
        List<String> arguments = new ArrayList<>(List.of("resume", experiment, "--port", "0"));
        arguments.addAll(List.of(more));
        return start(arguments.toArray(String[]::new));
    }

    /** Starts a server that runs what it is sent. */
    TrialogProcess serve() {
        return start("serve", "--port", "0");
    }

    /** Starts any command on the data directory. */
    TrialogProcess start(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--data");
        all.add(data.toString());
        TrialogProcess process = TrialogProcess.start(experiments.folder(), all, environment);
        started.push(process);
        return process;
    }

    /** Executes a command that ends by itself, in order. */
    String out(String... arguments) {
        return ended(arguments).with(0).out();
    }

    /** Executes a command that ends by itself. */
    Ended ended(String... arguments) {
        return start(arguments).ended();
    }

    /** Everything that is recorded, read back by the command for it. */
    RecordedLog log() {
        return RecordedLog.parse(out("log", "cat"));
    }

    @Override
    public void close() {
        started.forEach(TrialogProcess::close);
        Experiments.killTrials(data);
    }
}
