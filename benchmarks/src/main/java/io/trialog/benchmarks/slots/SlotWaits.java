package io.trialog.benchmarks.slots;

import io.trialog.adapter.rocksdb.Durability;
import io.trialog.benchmarks.Machine;
import io.trialog.benchmarks.ScratchDirectory;
import io.trialog.bootstrap.ServerOptions;
import io.trialog.bootstrap.TrialogServer;
import io.trialog.engine.Outcome;
import io.trialog.event.ExperimentId;
import io.trialog.event.ExperimentState;
import io.trialog.experiment.ExperimentConfig;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Measures how long slots stand idle between two trials when the tuner takes long: in the real server, when the tuner is asked
 * only for a slot that is free, and when proposals are made ahead. Tuner and trials do nothing but take time.
 */
final class SlotWaits {

    private static final long LOOK_MILLIS = 50;

    private final SlotPlan plan;
    private final PrintStream out;

    SlotWaits(SlotPlan plan, PrintStream out) {
        this.plan = plan;
        this.out = out;
    }

    /** Measures and prints. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length > 0 && arguments[0].equals("--help")) {
            System.out.println(SlotPlan.USAGE);
            return;
        }
        SlotPlan plan;
        try {
            plan = SlotPlan.read(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(64);
            return;
        }
        try (ScratchDirectory scratch = ScratchDirectory.create()) {
            new SlotWaits(plan, System.out).run(scratch.path());
        }
    }

    void run(Path scratch) throws IOException, InterruptedException {
        out.println(Machine.describe());
        out.printf(
                "an answer takes %d ms, a trial %d to %d ms; %d trials each%n%n",
                plan.answerMillis(), plan.runMillis() / 2, plan.runMillis() * 3 / 2, plan.trials());
        out.printf(
                "%5s  %-14s %12s %12s %12s %12s %10s%n",
                "slots", "proposalsAhead", "idle share", "mean idle ms", "max idle ms", "trials/min", "requests");
        for (int slots : plan.slots()) {
            row(scratch, slots, 0, "0");
            row(scratch, slots, slots == 1 ? 1 : null, slots == 1 ? "1" : "not given");
        }
    }

    private void row(Path scratch, int slots, @Nullable Integer ahead, String name)
            throws IOException, InterruptedException {
        SlotUse use = measure(Files.createTempDirectory(scratch, "data"), slots, ahead);
        out.printf(
                Locale.ROOT,
                "%5d  %-14s %11.1f%% %12.0f %12d %12.1f %10d%n",
                slots,
                name,
                100 * use.idleShare(slots),
                use.meanMillis(),
                use.maxMillis(),
                use.perMinute(),
                use.requests());
    }

    private SlotUse measure(Path data, int slots, @Nullable Integer ahead) throws InterruptedException {
        ServerOptions options = new ServerOptions(data, "127.0.0.1", 0, false, Durability.SYNC, List.of(), null);
        try (TrialogServer server = TrialogServer.start(options)) {
            Outcome<ExperimentId> created = server.create(config(slots, ahead)).join();
            ExperimentId id = created.fold(accepted -> accepted, rejection -> {
                throw new IllegalStateException("the experiment was refused: " + rejection);
            });
            await(server, id);
            SlotUse use = new SlotUse();
            server.log().read(1, recorded -> {
                use.take(recorded);
                return true;
            });
            return use;
        }
    }

    private static void await(TrialogServer server, ExperimentId id) throws InterruptedException {
        while (true) {
            ExperimentState state = server.board().experiment(id).orElseThrow().state();
            if (state == ExperimentState.DONE) {
                return;
            }
            if (state.isHeld()) {
                throw new IllegalStateException(
                        "the experiment is " + state + ": " + server.board().experiment(id));
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private ExperimentConfig config(int slots, @Nullable Integer ahead) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("experimentName", "slots");
        map.put("searchSpace", Map.of("x", Map.of("_type", "uniform", "_value", List.of(0.0, 1.0))));
        map.put("trialCommand", "true");
        map.put("trialCodeDirectory", Path.of("").toAbsolutePath().toString());
        map.put("trialConcurrency", slots);
        map.put("maxTrialNumber", plan.trials());
        map.put("tuner", algorithm(SlowTuner.NAME, SlowTuner.MILLIS, plan.answerMillis()));
        map.put("trainingService", Map.of("platform", TimedTrials.PLATFORM, TimedTrials.MILLIS, plan.runMillis()));
        map.put("proposalsAhead", ahead);
        map.put("seed", "7");
        return ExperimentConfig.stored(map);
    }

    private static Map<String, Object> algorithm(String name, String option, int value) {
        return Map.of("name", name, "classArgs", Map.of(option, value));
    }
}
