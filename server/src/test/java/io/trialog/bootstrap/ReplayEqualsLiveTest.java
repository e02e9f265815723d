package io.trialog.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.engine.Command;
import io.trialog.event.EndCause;
import io.trialog.event.ExperimentId;
import io.trialog.event.MetricKind;
import io.trialog.event.Outlook;
import io.trialog.event.RecordedEvent;
import io.trialog.event.StopCause;
import io.trialog.event.SuggestionsRequested;
import io.trialog.experiment.CheckLimits;
import io.trialog.experiment.CreateExperiment;
import io.trialog.experiment.ResumeExperiment;
import io.trialog.experiment.StopExperiment;
import io.trialog.fixtures.Configs;
import io.trialog.fixtures.EngineFixture;
import io.trialog.fixtures.InMemoryEventLog;
import io.trialog.fixtures.Seed;
import io.trialog.metric.Report;
import io.trialog.metric.ReportMetrics;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.TrialQuery;
import io.trialog.spi.space.Configuration;
import io.trialog.spi.training.AttemptKey;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.trial.RecordAttemptEnded;
import io.trialog.trial.RecordAttemptStarted;
import io.trialog.trial.StopTrial;
import io.trialog.tuning.RecordSuggestions;
import io.trialog.tuning.RecordTunerFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Law 3: the state is a function of the log. Random lives of experiments, replayed and compared in full. */
class ReplayEqualsLiveTest {

    private static final int SEQUENCES = Integer.getInteger("replay.sequences", 300);
    private static final int COMMANDS = 60;
    private static final TrialQuery ALL = new TrialQuery(Set.of(), TrialQuery.Sort.NUMBER, 0, 10_000);
    private static final TrialQuery BEST = new TrialQuery(Set.of(), TrialQuery.Sort.BEST, 0, 10_000);

    private final long seed = Seed.of(ReplayEqualsLiveTest.class);

    @Test
    void shouldGiveTheSameStateAfterReplay() {
        for (int sequence = 0; sequence < SEQUENCES; sequence++) {
            Random random = new Random(seed + sequence);
            InMemoryEventLog log = new InMemoryEventLog();
            try (EngineFixture fixture = new EngineFixture(log, 64)) {
                for (int i = 0; i < COMMANDS; i++) {
                    fixture.after(Duration.ofMillis(random.nextInt(5000)));
                    fixture.when(command(random, log));
                }
                assertThat(fixture.fault()).as("seed %d", seed + sequence).isNull();
                compare(fixture, log, seed + sequence);
            }
        }
    }

    private static void compare(EngineFixture live, InMemoryEventLog log, long seed) {
        ExperimentCore replayed = new ExperimentCore();
        ExperimentBoard board = new ExperimentBoard();
        log.read(1, recorded -> {
            replayed.apply(recorded);
            board.apply(recorded);
            return true;
        });
        assertThat(replayed.asMap())
                .as("state, seed %d", seed)
                .isEqualTo(live.core().asMap());
        assertThat(board.experiments())
                .as("board, seed %d", seed)
                .isEqualTo(live.board().experiments());
        for (ExperimentId id : List.of(new ExperimentId("e0"), new ExperimentId("e1"))) {
            assertThat(board.trials(id, ALL))
                    .as("trials, seed %d", seed)
                    .isEqualTo(live.board().trials(id, ALL));
            assertThat(board.trials(id, BEST))
                    .as("best, seed %d", seed)
                    .isEqualTo(live.board().trials(id, BEST));
        }
    }

    private static Command<?> command(Random random, InMemoryEventLog log) {
        ExperimentId id = new ExperimentId("e" + random.nextInt(2));
        AttemptKey key = new AttemptKey(id.value(), random.nextInt(8), 1 + random.nextInt(2));
        return switch (random.nextInt(16)) {
            case 0, 1 ->
                new CreateExperiment(
                        id, Configs.of(random.nextBoolean() ? null : 6, 1 + random.nextInt(3), Duration.ofMinutes(2)));
            case 2 -> new StopExperiment(id, "random");
            case 3 -> new ResumeExperiment(id, random.nextBoolean() ? null : random.nextInt(12));
            case 4 -> new CheckLimits(id);
            case 5 -> new RecordTunerFailure(id, "p", "m", "s");
            case 6 -> new RecordServerStart("1", 1);
            case 7 -> new StopTrial(id, key.trialNumber(), StopCause.values()[random.nextInt(3)], "random");
            case 8 -> new RecordAttemptStarted(key, Instant.EPOCH);
            case 9, 10 ->
                new RecordAttemptEnded(
                        key, EndCause.values()[random.nextInt(5)], random.nextInt(2), "m", Instant.EPOCH);
            case 11, 12 -> answer(random, log);
            default -> new ReportMetrics(key, reports(random));
        };
    }

    private static Command<?> answer(Random random, InMemoryEventLog log) {
        List<RecordedEvent> requests = log.events().stream()
                .filter(recorded -> recorded.event() instanceof SuggestionsRequested)
                .toList();
        if (requests.isEmpty()) {
            return new CheckLimits(new ExperimentId("e0"));
        }
        RecordedEvent request = requests.get(requests.size() - 1);
        SuggestionsRequested wanted = (SuggestionsRequested) request.event();
        List<Suggestion> proposals = new ArrayList<>();
        for (int i = random.nextInt(2); i < wanted.count(); i++) {
            proposals.add(Suggestion.of(Configuration.of(Map.of("lr", random.nextDouble()))));
        }
        return new RecordSuggestions(
                wanted.experiment(), request.position(), proposals, Outlook.values()[random.nextInt(3)]);
    }

    private static List<Report> reports(Random random) {
        List<Report> reports = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            MetricKind kind = random.nextInt(4) == 0 ? MetricKind.FINAL : MetricKind.INTERMEDIATE;
            double value = random.nextInt(10) == 0 ? Double.NaN : random.nextDouble();
            reports.add(
                    random.nextInt(10) == 0
                            ? Report.refused(random.nextInt(12), kind, "random")
                            : Report.of(random.nextInt(12), kind, Map.of("default", value), null));
        }
        return reports;
    }
}
