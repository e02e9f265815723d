package io.trialog.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.adapter.snapshot.SnapshotFiles;
import io.trialog.engine.Command;
import io.trialog.event.AttemptEnded;
import io.trialog.event.AttemptRevived;
import io.trialog.event.AttemptScheduled;
import io.trialog.event.EndCause;
import io.trialog.event.ExperimentId;
import io.trialog.event.MetricKind;
import io.trialog.event.Outlook;
import io.trialog.event.RecordedEvent;
import io.trialog.event.StopCause;
import io.trialog.event.SuggestionsRequested;
import io.trialog.experiment.CheckLimits;
import io.trialog.experiment.CreateExperiment;
import io.trialog.experiment.DeleteExperiment;
import io.trialog.experiment.Duplicates;
import io.trialog.experiment.EnqueueTrials;
import io.trialog.experiment.ImportResults;
import io.trialog.experiment.LimitChanges;
import io.trialog.experiment.RecordSignOfLife;
import io.trialog.experiment.ResumeExperiment;
import io.trialog.experiment.RetryTrials;
import io.trialog.experiment.StopExperiment;
import io.trialog.experiment.UpdateExperiment;
import io.trialog.fixtures.Configs;
import io.trialog.fixtures.EngineFixture;
import io.trialog.fixtures.InMemoryEventLog;
import io.trialog.fixtures.Seed;
import io.trialog.metric.ConsumeReports;
import io.trialog.metric.Report;
import io.trialog.metric.ReportMetrics;
import io.trialog.port.EventLog;
import io.trialog.port.SnapshotHeader;
import io.trialog.port.SnapshotHeader.Kind;
import io.trialog.port.SnapshotLine;
import io.trialog.port.SnapshotStore;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.TrialQuery;
import io.trialog.scheduling.AskTrial;
import io.trialog.spi.space.Configuration;
import io.trialog.spi.space.Parameter;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.space.Uniform;
import io.trialog.spi.training.AttemptKey;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.trial.AttemptPolicy;
import io.trialog.trial.NonFiniteMetric;
import io.trialog.trial.RecordAttemptAwaited;
import io.trialog.trial.RecordAttemptEnded;
import io.trialog.trial.RecordAttemptStarted;
import io.trialog.trial.RecordSilence;
import io.trialog.trial.StopTrial;
import io.trialog.trial.TellTrial;
import io.trialog.trial.Told;
import io.trialog.tuning.RecordAssessorFailure;
import io.trialog.tuning.RecordSuggestions;
import io.trialog.tuning.RecordTunerFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Law 3: the state is a function of the log. Random lives of experiments, replayed and compared in full. */
class ReplayEqualsLiveTest {

    private static final int SEQUENCES = Integer.getInteger("replay.sequences", 300);
    private static final int COMMANDS = 150;
    private static final TrialQuery ALL = new TrialQuery(Set.of(), TrialQuery.Sort.NUMBER, 0, 10_000);
    private static final TrialQuery BEST = new TrialQuery(Set.of(), TrialQuery.Sort.BEST, 0, 10_000);

    @TempDir
    private Path folder;

    private final long seed = Seed.of(ReplayEqualsLiveTest.class);

    @Test
    void shouldGiveTheSameStateAfterReplay() {
        Set<Class<?>> seen = new HashSet<>();
        Set<String> claims = new HashSet<>();
        for (int sequence = 0; sequence < SEQUENCES; sequence++) {
            Random random = new Random(seed + sequence);
            InMemoryEventLog log = new InMemoryEventLog();
            try (EngineFixture fixture = new EngineFixture(log, 64)) {
                for (int i = 0; i < COMMANDS; i++) {
                    fixture.after(Duration.ofMillis(random.nextInt(5000)));
                    fixture.when(i == 0 ? create(random, new ExperimentId("e0")) : command(random, log.events()));
                }
                assertThat(fixture.fault()).as("seed %d", seed + sequence).isNull();
                compare(fixture, log, seed + sequence);
                compareFromSnapshots(fixture, log, random, seed + sequence);
            }
            log.events().forEach(recorded -> seen.add(recorded.event().getClass()));
            claims.addAll(livesOfClaims(log.events()));
        }
        assertThat(seen)
                .as("the random lives are rich enough")
                .containsAll(new ExperimentCore().appliers().types());
        assertThat(claims)
                .as("and so are those of trials that were asked for")
                .contains("LOST", "KILLED", "EXITED", "revived");
    }

    /** What happened to attempts that somebody asked for. */
    private static Set<String> livesOfClaims(List<RecordedEvent> log) {
        Set<AttemptKey> claimed = new HashSet<>();
        Set<String> lives = new HashSet<>();
        for (RecordedEvent recorded : log) {
            if (recorded.event() instanceof AttemptScheduled scheduled && scheduled.isClaimed()) {
                claimed.add(new AttemptKey(scheduled.experiment().value(), scheduled.number(), scheduled.attempt()));
            } else if (recorded.event() instanceof AttemptEnded ended
                    && claimed.contains(new AttemptKey(ended.experiment().value(), ended.number(), ended.attempt()))) {
                lives.add(ended.cause().name());
            } else if (recorded.event() instanceof AttemptRevived revived
                    && claimed.contains(
                            new AttemptKey(revived.experiment().value(), revived.number(), revived.attempt()))) {
                lives.add("revived");
            }
        }
        return lives;
    }

    private static void compare(EngineFixture live, InMemoryEventLog log, long seed) {
        ExperimentCore replayed = new ExperimentCore();
        ExperimentBoard board = new ExperimentBoard();
        log.read(1, recorded -> {
            replayed.apply(recorded);
            board.apply(recorded);
            return true;
        });
        compare(replayed, board, live, "replayed, seed " + seed);
    }

    /** The same from pictures of the past, each with a position of its own, that were files meanwhile, and the events behind. */
    private void compareFromSnapshots(EngineFixture live, InMemoryEventLog log, Random random, long seed) {
        SnapshotStore files = SnapshotFiles.in(folder.resolve(Long.toString(seed)));
        long ofState = 1 + random.nextInt((int) log.lastPosition());
        long ofBoard = 1 + random.nextInt((int) log.lastPosition());
        ExperimentCore core = new ExperimentCore();
        ExperimentBoard board = new ExperimentBoard();
        Map<Kind, Stream<SnapshotLine>> pictures = new EnumMap<>(Kind.class);
        log.read(1, recorded -> {
            core.apply(recorded);
            board.apply(recorded);
            if (recorded.position() == ofState) {
                pictures.put(Kind.STATE, core.snapshot());
            }
            if (recorded.position() == ofBoard) {
                pictures.put(Kind.BOARD, board.snapshot());
            }
            return true;
        });
        // written when the state has long gone on: a picture must not change with it
        save(files, Kind.STATE, ofState, log, pictures.get(Kind.STATE));
        save(files, Kind.BOARD, ofBoard, log, pictures.get(Kind.BOARD));
        ExperimentCore fromState =
                files.newest(Kind.STATE, log, ExperimentCore::of).orElseThrow().content();
        ExperimentBoard fromBoard =
                files.newest(Kind.BOARD, log, ExperimentBoard::of).orElseThrow().content();
        log.read(ofState + 1, recorded -> {
            fromState.apply(recorded);
            return true;
        });
        log.read(ofBoard + 1, recorded -> {
            fromBoard.apply(recorded);
            return true;
        });
        compare(
                fromState,
                fromBoard,
                live,
                "from snapshots at " + ofState + " and " + ofBoard + " of " + log.lastPosition() + ", seed " + seed);
    }

    private static void save(SnapshotStore store, Kind kind, long position, EventLog log, Stream<SnapshotLine> lines) {
        store.save(
                SnapshotHeader.of(
                        kind,
                        position,
                        Instant.EPOCH,
                        "test",
                        log.checksum(position).orElseThrow()),
                lines);
    }

    private static void compare(ExperimentCore core, ExperimentBoard board, EngineFixture live, String what) {
        assertThat(core.asMap()).as("state %s", what).isEqualTo(live.core().asMap());
        assertThat(fields(core.snapshot()))
                .as("state %s", what)
                .isEqualTo(fields(live.core().snapshot()));
        assertThat(fields(board.snapshot()))
                .as("board %s", what)
                .isEqualTo(fields(live.board().snapshot()));
        assertThat(board.position()).as("board %s", what).isEqualTo(live.board().position());
        assertThat(board.experiments())
                .as("board %s", what)
                .isEqualTo(live.board().experiments());
        for (ExperimentId id : List.of(new ExperimentId("e0"), new ExperimentId("e1"))) {
            assertThat(board.trials(id, ALL))
                    .as("trials %s", what)
                    .isEqualTo(live.board().trials(id, ALL));
            assertThat(board.trials(id, BEST))
                    .as("best %s", what)
                    .isEqualTo(live.board().trials(id, BEST));
        }
    }

    private static List<Map<String, Object>> fields(Stream<SnapshotLine> lines) {
        return lines.map(SnapshotLine::fields).toList();
    }

    /** Mostly what happens in a healthy experiment, sometimes anything. */
    static Command<?> command(Random random, List<RecordedEvent> log) {
        ExperimentId id = new ExperimentId("e" + random.nextInt(2));
        AttemptKey key = attempt(random, log, id);
        int chance = random.nextInt(100);
        if (chance < 6) {
            ExperimentId wanted = random.nextInt(10) == 0 ? new ExperimentId("e" + (2 + random.nextInt(5))) : id;
            return create(random, wanted);
        } else if (chance < 8) {
            return random.nextInt(8) == 0
                    ? new DeleteExperiment(new ExperimentId("e" + random.nextInt(7)))
                    : new StopExperiment(id, "random");
        } else if (chance < 15) {
            return new ResumeExperiment(id, random.nextInt(3) > 0 ? null : random.nextInt(20));
        } else if (chance < 16) {
            return new CheckLimits(id);
        } else if (chance < 18) {
            return update(random, id);
        } else if (chance < 19) {
            return random.nextBoolean()
                    ? new RecordTunerFailure(id, "p", "m", "s")
                    : new RecordAssessorFailure(id, "p", "m", "s");
        } else if (chance < 20) {
            return new RecordServerStart("1", 1);
        } else if (chance < 23) {
            return new StopTrial(
                    new ExperimentId(key.experimentId()),
                    key.trialNumber(),
                    StopCause.values()[random.nextInt(3)],
                    "random");
        } else if (chance < 25) {
            return new RetryTrials(
                    new ExperimentId(key.experimentId()),
                    random.nextBoolean() ? List.of() : List.of(key.trialNumber()));
        } else if (chance < 27) {
            return random.nextInt(4) > 0 ? new RecordSilence(key, "random") : new RecordAttemptAwaited(key, "random");
        } else if (chance < 28) {
            return new EnqueueTrials(
                    id,
                    Stream.generate(() -> Configuration.of(Map.of("lr", rate(random))))
                            .limit(1 + random.nextInt(3))
                            .toList());
        } else if (chance < 29) {
            return random.nextBoolean()
                    ? new RecordSignOfLife(key)
                    : new ImportResults(
                            id,
                            List.of(new ImportResults.Result(
                                    Configuration.of(Map.of("lr", rate(random))), random.nextDouble())));
        } else if (chance < 30) {
            return new RecordAttemptEnded(key, EndCause.LOST, null, "its lease is over", null);
        } else if (chance < 33) {
            return new RecordAttemptStarted(key, Instant.EPOCH);
        } else if (chance < 50) {
            EndCause cause = random.nextInt(4) > 0
                    ? EndCause.EXITED
                    : EndCause.values()[random.nextInt(EndCause.values().length)];
            return new RecordAttemptEnded(key, cause, random.nextInt(4) / 3, "m", Instant.EPOCH);
        } else if (chance < 70) {
            return answer(random, log);
        } else if (chance < 78) {
            Integer lease = random.nextBoolean() ? null : (Integer) (5 + random.nextInt(60));
            return new AskTrial(id, "ask-" + random.nextInt(40), random.nextBoolean() ? null : "w", lease);
        } else if (chance < 84) {
            return new TellTrial(key, told(random));
        }
        if (chance < 90) {
            return consume(random, log, key);
        }
        return random.nextInt(4) > 0
                ? new ReportMetrics(key, reports(random))
                : ReportMetrics.leftBehind(key, reports(random));
    }

    /** Offsets that go on, mostly; records that came before are there again, as after a crash. */
    private static Command<?> consume(Random random, List<RecordedEvent> log, AttemptKey key) {
        Map<AttemptKey, ReportMetrics> reports = new LinkedHashMap<>();
        reports.put(key, new ReportMetrics(key, reports(random)));
        for (int i = random.nextInt(3); i > 0; i--) {
            AttemptKey other = attempt(random, log, new ExperimentId(key.experimentId()));
            reports.put(other, new ReportMetrics(other, reports(random)));
        }
        Map<Integer, Long> next = new LinkedHashMap<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            next.put(random.nextInt(12), (long) Math.max(0, log.size() - random.nextInt(20)));
        }
        return new ConsumeReports("topic@" + random.nextInt(2), next, List.copyOf(reports.values()));
    }

    private static Command<?> create(Random random, ExperimentId id) {
        if (random.nextInt(3) == 0) {
            return new CreateExperiment(id, Configs.external(random.nextBoolean() ? null : 12, policy(random)));
        }
        return new CreateExperiment(
                id,
                Configs.ahead(
                        random.nextBoolean() ? null : (Integer) random.nextInt(3),
                        Configs.of(
                                random.nextBoolean() ? null : 12,
                                1 + random.nextInt(3),
                                Duration.ofMinutes(30),
                                policy(random),
                                Duplicates.values()[random.nextInt(4)])));
    }

    private static Command<?> update(Random random, ExperimentId id) {
        return new UpdateExperiment(
                id,
                new LimitChanges(
                        random.nextBoolean() ? null : 1 + random.nextInt(4),
                        random.nextBoolean() ? null : 1 + random.nextInt(20),
                        random.nextBoolean() ? null : Duration.ofMinutes(1 + random.nextInt(60)),
                        random.nextBoolean() ? null : Duration.ofMinutes(1 + random.nextInt(60)),
                        random.nextInt(4) > 0 ? List.of() : List.of("maxTrialNumber")),
                random.nextInt(3) > 0
                        ? null
                        : SearchSpace.of(new Parameter("lr", new Uniform(0, 0.015 * (1 + random.nextInt(4))))));
    }

    private static Told told(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new Told.Failed("random");
            case 1 -> new Told.Infeasible("random");
            default ->
                new Told.Result(
                        Map.of("default", random.nextInt(10) == 0 ? Double.NaN : random.nextDouble()),
                        random.nextBoolean() ? null : (Long) (long) random.nextInt(12));
        };
    }

    private static AttemptPolicy policy(Random random) {
        return new AttemptPolicy(
                random.nextInt(3),
                random.nextBoolean() ? List.of() : List.of(1),
                random.nextInt(3),
                NonFiniteMetric.values()[random.nextInt(NonFiniteMetric.values().length)],
                Duration.ofSeconds(60));
    }

    /** One that was scheduled, most of the time; sometimes one that never was. */
    private static AttemptKey attempt(Random random, List<RecordedEvent> log, ExperimentId id) {
        List<AttemptScheduled> scheduled = log.stream()
                .map(RecordedEvent::event)
                .filter(AttemptScheduled.class::isInstance)
                .map(AttemptScheduled.class::cast)
                .toList();
        if (scheduled.isEmpty() || random.nextInt(10) == 0) {
            return new AttemptKey(id.value(), random.nextInt(8), 1 + random.nextInt(2));
        }
        int newest = Math.min(scheduled.size(), 1 + random.nextInt(5));
        AttemptScheduled one = scheduled.get(scheduled.size() - newest);
        return new AttemptKey(one.experiment().value(), one.number(), one.attempt());
    }

    private static Command<?> answer(Random random, List<RecordedEvent> log) {
        List<RecordedEvent> requests = log.stream()
                .filter(recorded -> recorded.event() instanceof SuggestionsRequested)
                .toList();
        if (requests.isEmpty()) {
            return new CheckLimits(new ExperimentId("e0"));
        }
        RecordedEvent request = requests.get(requests.size() - 1);
        SuggestionsRequested wanted = (SuggestionsRequested) request.event();
        List<Suggestion> proposals = new ArrayList<>();
        for (int i = random.nextInt(2); i < wanted.count(); i++) {
            proposals.add(Suggestion.of(Configuration.of(Map.of("lr", rate(random)))));
        }
        return new RecordSuggestions(
                wanted.experiment(),
                request.position(),
                proposals,
                random.nextInt(10) > 0 ? Outlook.MORE : Outlook.values()[random.nextInt(3)],
                EngineFixture.TUNER);
    }

    /** Some come again and again. */
    private static double rate(Random random) {
        return random.nextBoolean() ? 0.01 : random.nextDouble() / 20;
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
