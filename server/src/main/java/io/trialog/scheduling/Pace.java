package io.trialog.scheduling;

import io.trialog.event.ExperimentId;
import io.trialog.port.SnapshotLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How fast the tuner of one experiment answers and its trials run, by the times of recorded events. Mutable; touched by the
 * engine thread only, changed by appliers only.
 */
final class Pace {

    static final String ENTITY = "pace";
    static final String RUN = "run";

    /** A tuner whose answers come sooner is asked as late as possible, however short the trials are. */
    private static final long SLOW_MILLIS = 100;

    /**
     * How many trials have to end in the time of an answer. A proposal that is made ahead knows one result less: at worst each
     * trial is as good as the one before would have been, which costs the experiment one trial. Where {@code ends} trials end in
     * the time of an answer, slots that need not wait make {@code 1 + ends / slots} trials in the time of one: from {@code 1 / ends}
     * rounds of all slots on, that is more than one trial.
     */
    private static final double WORTH_IT = 0.1;

    private RecentTimes answers = RecentTimes.NONE;
    private RecentTimes runs = RecentTimes.NONE;
    private @Nullable Instant askedAt;
    private final Map<Long, Instant> begun = new LinkedHashMap<>();

    /** The tuner is asked. */
    void ask(Instant at) {
        askedAt = at;
    }

    /** It has answered; an answer without a proposal tells nothing of how long one takes. */
    void answer(int proposals, Instant at) {
        if (askedAt != null && proposals > 0) {
            answers = answers.and(Duration.between(askedAt, at));
        }
        askedAt = null;
    }

    /** It will not answer what it was asked. */
    void dismiss() {
        askedAt = null;
    }

    /** An attempt takes a slot. */
    void begin(long trial, Instant at) {
        begun.put(trial, at);
    }

    /** The attempt of a trial gives its slot back, if it has one. */
    void end(long trial, boolean hasRun, Instant at) {
        Instant since = begun.remove(trial);
        if (since != null && hasRun) {
            runs = runs.and(Duration.between(since, at));
        }
    }

    /** What is under way now cannot be measured. */
    void interrupt() {
        askedAt = null;
        begun.clear();
    }

    /**
     * How many proposals are to wait so that no slot has to; 0 when that gains less than it costs. A single slot always waits: its
     * proposals know all results before, and depend on nothing but these and the seed.
     */
    int ahead(int slots) {
        OptionalLong answer = answers.median();
        OptionalLong run = runs.median();
        if (slots < 2 || answer.isEmpty() || run.isEmpty() || answer.getAsLong() < SLOW_MILLIS) {
            return 0;
        }
        double ends = (double) answer.getAsLong() * slots / Math.max(1, run.getAsLong());
        if (ends < WORTH_IT) {
            return 0;
        }
        // A tuner answers one request after the other: what is taken while it answers is asked for only after that.
        return (int) Math.min(slots, Math.ceil(2 * ends));
    }

    Stream<SnapshotLine> snapshot(ExperimentId experiment) {
        List<SnapshotLine> lines = new ArrayList<>();
        lines.add(SnapshotLine.of(ENTITY)
                .with("experiment", experiment.value())
                .with("answers", answers.millis())
                .with("runs", runs.millis())
                .withText("askedAt", askedAt));
        begun.forEach((trial, at) -> lines.add(SnapshotLine.of(RUN)
                .with("experiment", experiment.value())
                .with("number", trial)
                .withText("begunAt", at)));
        return lines.stream();
    }

    static Pace of(SnapshotLine line) {
        Pace pace = new Pace();
        pace.answers = new RecentTimes(line.wholes("answers"));
        pace.runs = new RecentTimes(line.wholes("runs"));
        pace.askedAt = line.optionalInstant("askedAt");
        return pace;
    }

    void takeRun(SnapshotLine line) {
        begin(line.whole("number"), line.instant("begunAt"));
    }

    Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("answers", answers.millis());
        map.put("runs", runs.millis());
        map.put("askedAt", askedAt == null ? null : askedAt.toString());
        Map<String, String> since = new LinkedHashMap<>();
        begun.forEach((trial, at) -> since.put(trial.toString(), at.toString()));
        map.put("begun", since);
        return map;
    }
}
