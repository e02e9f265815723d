package io.trialog.endtoend;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Writes configurations and the trials that they start, and reads what those note down. A trial notes its start, and can
 * wait for a <i>gate</i>, a file that the test makes when it may go on, or tell the test by a <i>mark</i> how far it has got.
 */
final class Experiments {

    private static final String SPACE = "searchSpace: {x: {_type: uniform, _value: [0, 1]}}\n";

    private final Path folder;

    /**
     * @param folder gets all of this
     */
    Experiments(Path folder) {
        this.folder = folder;
    }

    /** An execution of a trial. */
    record Start(long trial, int attempt, long pid) {

        boolean isAlive() {
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
        }
    }

    Path folder() {
        return folder;
    }

    /** A configuration word by word. */
    Path yaml(String text) {
        return write("experiment.yaml", text);
    }

    /**
     * A configuration over one number {@code x} from 0 to 1 whose trials are a Python script.
     *
     * @param settings all besides search space and command, as YAML
     * @param script what follows {@code import trialog} and {@code from stage import *}
     */
    Path python(String settings, String script) {
        copy("stage.py");
        write("trial.py", "import trialog\nfrom stage import *\n\n" + script);
        return yaml(SPACE + "trialCommand: python3 trial.py\n" + settings);
    }

    /** The same with a bash script; no SDK. */
    Path bash(String settings, String script) {
        copy("stage.sh");
        write("trial.sh", "source ./stage.sh\n\n" + script);
        return yaml(SPACE + "trialCommand: bash trial.sh\n" + settings);
    }

    /** A configuration as it is posted to a server, which does not know where the file lies. */
    String posted(Path configuration) {
        try {
            return Files.readString(configuration) + "trialCodeDirectory: \"" + folder + "\"\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets trials go on that wait for this gate. */
    void open(String gate) {
        write(gate, "");
    }

    /** Waits for trials to make a mark. */
    void awaitMark(String mark) {
        awaitThat(() -> Files.exists(folder.resolve(mark)));
    }

    /** Waits until so many executions of trials have begun. */
    void awaitStarts(int count) {
        awaitThat(() -> starts().size() >= count);
    }

    /** Waits until no process of a trial is left; the dead wait a moment for the system to take them away. */
    void awaitEndOfAll() {
        awaitThat(() -> starts().stream().noneMatch(Start::isAlive));
    }

    /** All executions of trials that have begun, in this order. */
    List<Start> starts() {
        return lines("starts").stream()
                .map(line -> line.split(" "))
                .map(words -> new Start(Long.parseLong(words[0]), Integer.parseInt(words[1]), Long.parseLong(words[2])))
                .toList();
    }

    /** The complete lines of a file that trials write; none when it is not there. */
    List<String> lines(String file) {
        Path path = folder.resolve(file);
        try {
            String text = Files.exists(path) ? Files.readString(path) : "";
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void awaitThat(BooleanSupplier condition) {
        await().atMost(TrialogProcess.PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(condition::getAsBoolean);
    }

    /** Ends what still runs of all trials, with everything they started. */
    static void killTrials(Path data) {
        try (Stream<Path> files = Files.exists(data) ? Files.walk(data) : Stream.empty()) {
            files.filter(file -> file.endsWith("process") && !Files.exists(file.resolveSibling("exit")))
                    .forEach(Experiments::killSupervisor);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void killSupervisor(Path processFile) {
        try {
            String pid = Files.readString(processFile).replaceFirst("(?s)^pid=(\\d+) .*", "$1");
            ProcessHandle.of(Long.parseLong(pid)).ifPresent(supervisor -> {
                List<ProcessHandle> all = Stream.concat(Stream.of(supervisor), supervisor.descendants())
                        .toList();
                all.forEach(ProcessHandle::destroyForcibly);
                awaitThat(() -> all.stream().noneMatch(ProcessHandle::isAlive));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void copy(String resource) {
        try (InputStream stream = Experiments.class.getResourceAsStream(resource)) {
            Files.copy(stream, folder.resolve(resource), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
