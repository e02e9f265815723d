package io.trialog.benchmarks.turnover;

import io.trialog.benchmarks.Latencies;
import io.trialog.bootstrap.DataDirectory;
import io.trialog.event.AttemptEnded;
import io.trialog.event.AttemptScheduled;
import io.trialog.event.ExperimentEvent;
import io.trialog.event.ExperimentId;
import io.trialog.event.ExperimentState;
import io.trialog.event.ExperimentStateChanged;
import io.trialog.event.TrialEnded;
import io.trialog.event.TrialState;
import io.trialog.port.EventLog;
import io.trialog.spi.training.AttemptKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The course that a workload took in a server: by its log, and by what the trials wrote. Lists are by number, which is the order in
 * which trials are scheduled; at most one is run at a time where turns are asked for.
 */
final class Course {

    private final ExperimentId experiment;
    private final List<Instant> scheduled = new ArrayList<>();
    private final List<Instant> ended = new ArrayList<>();
    private final List<Stamps> stamps = new ArrayList<>();
    private final Instant asked;
    private Instant done = Instant.MAX;

    private Course(ExperimentId experiment, Instant asked) {
        this.experiment = experiment;
        this.asked = asked;
    }

    /**
     * Reads it.
     *
     * @param log of the server, which has ended
     * @param data its directory
     * @param asked when the experiment was asked for
     * @throws IllegalStateException when not every trial succeeded at the first attempt
     */
    static Course read(EventLog log, Path data, Workload workload, Instant asked) throws IOException {
        Course course = new Course(new ExperimentId(workload.name()), asked);
        log.read(1, recorded -> {
            if (recorded.event() instanceof ExperimentEvent event
                    && event.experiment().equals(course.experiment)) {
                course.take(event, recorded.at());
            }
            return true;
        });
        if (course.ended.size() != workload.trials() || course.done.equals(Instant.MAX)) {
            throw new IllegalStateException(workload + ": " + course.ended.size()
                    + " attempts ended (expected: one of each trial, and a done experiment)");
        }
        for (int number = 0; number < workload.trials(); number++) {
            AttemptKey attempt = new AttemptKey(workload.name(), number, 1);
            course.stamps.add(Stamps.read(DataDirectory.attempt(data, attempt).resolve("stdout")));
        }
        return course;
    }

    private void take(ExperimentEvent event, Instant at) {
        if (event instanceof AttemptScheduled) {
            scheduled.add(at);
        } else if (event instanceof AttemptEnded) {
            ended.add(at);
        } else if (event instanceof TrialEnded end && end.state() != TrialState.SUCCEEDED) {
            throw new IllegalStateException("a trial did not succeed: " + end);
        } else if (event instanceof ExperimentStateChanged change && change.state() == ExperimentState.DONE) {
            done = at;
        }
    }

    /** From when it was asked for until it was recorded that all is over. */
    Duration took() {
        return Duration.between(asked, done);
    }

    /** From the last act of a trial to the first act of the next. */
    Latencies turns() {
        return Stamps.between(stamps);
    }

    /** From the last act of a trial until the engine heard of its end. */
    Latencies untilHeard() {
        return perTurn(turn -> Duration.between(stamps.get(turn).last(), ended.get(turn)));
    }

    /** From then until it decided to start the next: the result is recorded, and the tuner asked. */
    Latencies untilDecided() {
        return perTurn(turn -> Duration.between(ended.get(turn), scheduled.get(turn + 1)));
    }

    /** From then until the first act of the next: the decision is recorded, and a process started. */
    Latencies untilStarted() {
        return perTurn(turn ->
                Duration.between(scheduled.get(turn + 1), stamps.get(turn + 1).first()));
    }

    private Latencies perTurn(IntFunction<Duration> measure) {
        Latencies latencies = new Latencies();
        for (int turn = 0; turn + 1 < stamps.size(); turn++) {
            latencies.add(measure.apply(turn).toNanos());
        }
        return latencies;
    }
}
