package io.trialog.trainingservice.local;

import io.trialog.spi.testkit.RecordingAttemptListener;
import io.trialog.spi.training.LaunchRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A server in a process of its own: launches trials when it reads a line, says "launched", and dies when it reads the next.
 * Arguments: the directory, the number of trials, the command.
 */
final class AnotherServer {

    private AnotherServer() {}

    /** Starts one; the words before its command may detach it. */
    static Process start(List<String> before, Path directory, int trials, String command) throws IOException {
        List<String> words = new ArrayList<>(before);
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), AnotherServer.class.getName()));
        words.addAll(List.of(directory.toString(), Integer.toString(trials), command));
        return new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        // not closed before the end: the process is to die with it
        LocalTrainingService service = TrialFixture.serviceFor(new RecordingAttemptListener(), System.getenv("PATH"));
        say("ready");
        awaitWord();
        for (int trial = 0; trial < Integer.parseInt(arguments[1]); trial++) {
            LaunchRequest request = TrialFixture.request(directory, trial, arguments[2]);
            service.launch(request);
        }
        say("launched");
        awaitWord();
        Runtime.getRuntime().halt(1);
    }

    private static void say(String word) {
        System.out.println(word);
        System.out.flush();
    }

    private static void awaitWord() throws IOException {
        if (System.in.read() < 0) {
            Runtime.getRuntime().halt(2); // the test has ended
        }
    }
}
