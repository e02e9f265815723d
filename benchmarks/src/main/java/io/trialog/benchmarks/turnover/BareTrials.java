package io.trialog.benchmarks.turnover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The ceiling: the processes of a workload without a server. Each slot is a thread that starts the next one as soon as the one
 * before has ended.
 *
 * @param took from the first start to the last end
 * @param stamps by number
 */
record BareTrials(Duration took, List<Stamps> stamps) {

    /** Runs a workload in an empty folder. */
    static BareTrials run(Workload workload, Path folder) throws IOException, InterruptedException {
        List<Callable<Stamps>> trials = new ArrayList<>();
        for (int number = 0; number < workload.trials(); number++) {
            Path output = folder.resolve(Integer.toString(number));
            trials.add(() -> run(workload.command(), output));
        }
        ExecutorService slots = Executors.newFixedThreadPool(workload.slots());
        try {
            long begin = System.nanoTime();
            List<Future<Stamps>> ended = slots.invokeAll(trials);
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            List<Stamps> stamps = new ArrayList<>();
            for (Future<Stamps> trial : ended) {
                stamps.add(trial.get());
            }
            return new BareTrials(took, stamps);
        } catch (ExecutionException e) {
            throw new IOException("a trial without a server failed", e);
        } finally {
            slots.shutdownNow();
        }
    }

    private static Stamps run(String command, Path output) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("TRIALOG_REPORT_SPOOL", output + ".jsonl");
        int code = builder.start().waitFor();
        if (code != 0 || !Files.exists(output)) {
            throw new IOException("bash -c '" + command + "' ended with exit code " + code);
        }
        return Stamps.read(output);
    }
}
