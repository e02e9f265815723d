package io.trialog.trainingservice.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * A shell that was started before there is an attempt for it: it waits, in a session of its own, to be told which script to
 * run. It ends with its server when it is told nothing.
 */
final class SpareShell implements AutoCloseable {

    /**
     * Reads the number of bytes that follow, then these, and does what they say. Bash reads a pipe byte by byte unless it is
     * told how much to read, which versions before 5 do not all know.
     */
    private static final String WAITING = "IFS= read -r size && if [ \"${BASH_VERSINFO[0]}\" -ge 5 ];"
            + " then LC_ALL=C IFS= read -r -N \"$size\" words; else IFS= read -r -d '' words; fi"
            + " && eval \"unset size words; $words\"";

    private final Process process;

    private SpareShell(Process process) {
        this.process = process;
    }

    /** Starts one with the server's environment. */
    static SpareShell start(Programs programs) throws IOException, LaunchFailedException {
        ProcessBuilder builder = new ProcessBuilder(programs.detached("-c", WAITING, "trialog-attempt"));
        TrialEnvironment.removeServersOwn(builder.environment());
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        return new SpareShell(builder.start());
    }

    /**
     * Has it run the script of an attempt.
     *
     * @param added what its environment has besides the server's
     * @param stderr where it writes from now on
     * @return the process, which is the attempt's supervisor from now on
     * @throws IOException when it is gone
     */
    Process run(Path script, Map<String, String> added, Path stderr) throws IOException {
        StringBuilder words = new StringBuilder();
        words.append("exec </dev/null 2>>").append(ShellWord.of(stderr)).append(" || exit 126\n");
        added.forEach((name, value) -> words.append("export ")
                .append(name)
                .append('=')
                .append(ShellWord.of(value))
                .append('\n'));
        words.append(". ").append(ShellWord.of(script)).append('\n');
        // what a ProcessBuilder does with the environment's text
        byte[] bytes = words.toString().getBytes(Charset.defaultCharset());
        ByteArrayOutputStream message = new ByteArrayOutputStream(bytes.length + 16);
        message.writeBytes((bytes.length + "\n").getBytes(StandardCharsets.US_ASCII));
        message.writeBytes(bytes);
        message.write(0);
        try (OutputStream stdin = process.getOutputStream()) {
            message.writeTo(stdin);
        }
        return process;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Lets it end; only where it was told nothing. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.getInputStream().close();
    }
}
