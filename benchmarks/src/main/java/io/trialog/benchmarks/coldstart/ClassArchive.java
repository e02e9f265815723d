package io.trialog.benchmarks.coldstart;

import io.trialog.benchmarks.AnsweringProcess;
import io.trialog.benchmarks.ServerProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes an archive of the classes that a start of the server loads, which later starts map instead of reading the jar. */
final class ClassArchive {

    private ClassArchive() {}

    /**
     * Starts the server and ends it after its first answer; its java leaves the archive behind.
     *
     * @param program with a jar: java archives none of classes in folders
     * @param file where it is to be
     * @throws IllegalStateException when there is none afterwards
     */
    static void make(ServerProgram program, Path file) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(ServerProgram.LAUNCHER_OPTIONS);
        options.add("-XX:ArchiveClassesAtExit=" + file);
        int port = ServerProgram.freePort();
        Path data = file.resolveSibling("archived");
        Path output = file.resolveSibling("archive.log");
        try (AnsweringProcess server =
                AnsweringProcess.start(program.serving(options, data, port), port, ColdStart.QUESTION, output)) {
            server.stop();
        }
        if (!Files.exists(file)) {
            throw new IllegalStateException("java made no archive of classes; see " + output);
        }
    }
}
