package io.trialog.tuning;

import static io.trialog.fixtures.EngineFixture.X;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trialog.engine.Command;
import io.trialog.engine.CommandSender;
import io.trialog.event.EndCause;
import io.trialog.event.Event;
import io.trialog.event.MetricKind;
import io.trialog.event.Outlook;
import io.trialog.event.RecordedEvent;
import io.trialog.event.SearchSpaceChanged;
import io.trialog.event.SuggestionsAnswered;
import io.trialog.event.SuggestionsRequested;
import io.trialog.event.TrialEnded;
import io.trialog.event.TrialProposed;
import io.trialog.event.TrialValueAveraged;
import io.trialog.event.TunerFailed;
import io.trialog.experiment.CreateExperiment;
import io.trialog.experiment.Duplicates;
import io.trialog.experiment.EnqueueTrials;
import io.trialog.experiment.ExperimentConfig;
import io.trialog.experiment.ExperimentTunerContext;
import io.trialog.experiment.ImportResults;
import io.trialog.experiment.LimitChanges;
import io.trialog.experiment.ResumeExperiment;
import io.trialog.experiment.UpdateExperiment;
import io.trialog.fixtures.Configs;
import io.trialog.fixtures.EngineFixture;
import io.trialog.fixtures.FakePlugins;
import io.trialog.fixtures.InMemoryEventLog;
import io.trialog.fixtures.PlainGuestThreads;
import io.trialog.fixtures.Seed;
import io.trialog.metric.Report;
import io.trialog.metric.ReportMetrics;
import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.space.Choice;
import io.trialog.spi.space.Configuration;
import io.trialog.spi.space.LogUniform;
import io.trialog.spi.space.Parameter;
import io.trialog.spi.space.RandInt;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.training.AttemptKey;
import io.trialog.spi.tuner.Observation;
import io.trialog.spi.tuner.SuggestRequest;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.spi.tuner.Suggestions;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.spi.tuner.TunerFactory;
import io.trialog.trial.RecordAttemptEnded;
import io.trialog.tuners.tpe.TpeTunerFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TunerReplayTest {

    private static final ExperimentConfig CONFIG = Configs.of(200, 3);
    private static final int ENDS_PER_SERVER = 14;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final PlainGuestThreads threads = new PlainGuestThreads();

    @AfterEach
    void stop() {
        timer.shutdownNow();
        threads.close();
    }

    private TunerReplay replay(List<RecordedEvent> events, TunerFactory factory) {
        return replay(events, factory, CONFIG);
    }

    private TunerReplay replay(List<RecordedEvent> events, TunerFactory factory, ExperimentConfig config) {
        try (TunerReplay replay = new TunerReplay(
                factory,
                space -> ExperimentTunerContext.of(config, space, factory),
                config.searchSpace(),
                threads::open)) {
            for (RecordedEvent event : events) {
                if (!replay.take(event)) {
                    break;
                }
            }
            return replay;
        }
    }

    /** Servers that die, each while requests are open and trials go on to end. */
    private List<RecordedEvent> life(Random random, TunerFactory factory) {
        return life(random, factory, CONFIG, List.of());
    }

    /** The same; when a tuner is no longer heard, somebody changes something. */
    private List<RecordedEvent> life(
            Random random, TunerFactory factory, ExperimentConfig config, List<Command<?>> changes) {
        InMemoryEventLog log = new InMemoryEventLog();
        for (int server = 0; server < 4; server++) {
            try (EngineFixture fixture = new EngineFixture(log, 1024)) {
                fixture.when(EngineFixture.serverStart());
                fixture.when(server == 0 ? new CreateExperiment(X, config) : new ResumeExperiment(X, null));
                SearchSpace space =
                        fixture.board().experiment(X).orElseThrow().config().searchSpace();
                TunerRunner runner = new TunerRunner(
                        X,
                        factory,
                        () -> ExperimentTunerContext.of(config, space, factory),
                        space,
                        "test 1.0",
                        threads.open(),
                        new CommandSender(fixture.engine(), timer));
                log.events().forEach(runner::replayed);
                long[] heard = {log.lastPosition()};
                runner.live();
                for (int end = 0; end < ENDS_PER_SERVER; end++) {
                    await().pollInSameThread()
                            .pollDelay(Duration.ZERO)
                            .pollInterval(Duration.ofMillis(2))
                            .until(() -> {
                                log.read(heard[0] + 1, event -> {
                                    runner.committed(event);
                                    heard[0] = event.position();
                                    return true;
                                });
                                return answered(log);
                            });
                    end(fixture, random);
                }
                runner.close();
                end(fixture, random);
                end(fixture, random); // behind a request that nobody has heard of
                if (server < changes.size()) {
                    fixture.when(changes.get(server));
                }
            }
        }
        return log.events();
    }

    private static boolean answered(InMemoryEventLog log) {
        long open = 0;
        for (RecordedEvent recorded : log.events()) {
            if (recorded.event() instanceof SuggestionsRequested) {
                open = recorded.position();
            } else if (recorded.event() instanceof SuggestionsAnswered
                    || recorded.event() instanceof SearchSpaceChanged) {
                open = 0;
            }
        }
        assertThat(count(log.events(), TunerFailed.class)).isZero();
        return open == 0;
    }

    private static long count(List<RecordedEvent> events, Class<? extends Event> type) {
        return events.stream()
                .map(RecordedEvent::event)
                .filter(type::isInstance)
                .count();
    }

    private static void end(EngineFixture fixture, Random random) {
        List<Long> running = new ArrayList<>();
        for (RecordedEvent recorded : fixture.events(1)) {
            if (recorded.event() instanceof TrialProposed proposed) {
                running.add(proposed.number());
            } else if (recorded.event() instanceof TrialEnded ended) {
                running.remove(ended.number());
            }
        }
        long trial = running.get(random.nextInt(running.size()));
        AttemptKey key = EngineFixture.attempt(trial, 1);
        boolean fails = random.nextInt(5) == 0;
        if (!fails) {
            double value = random.nextDouble();
            fixture.when(
                    new ReportMetrics(key, List.of(Report.of(0, MetricKind.FINAL, Map.of("default", value), null))));
        }
        fixture.when(new RecordAttemptEnded(key, EndCause.EXITED, fails ? 1 : 0, null, null));
    }

    @RepeatedTest(3)
    void shouldProposeAgainWhatWasProposedInParallelAndAcrossRestarts() {
        // given
        List<RecordedEvent> life = life(Seed.random(getClass()), new TpeTunerFactory());
        assertThat(count(life, TrialEnded.class)).isGreaterThan(4 * ENDS_PER_SERVER);

        // when
        TunerReplay replay = replay(life, new TpeTunerFactory());

        // then
        assertThat(replay.difference()).isEmpty();
        assertThat(replay.requests()).isEqualTo(count(life, SuggestionsAnswered.class));
        assertThat(replay.proposals())
                .isEqualTo(count(life, TrialProposed.class))
                .isGreaterThan(50);
    }

    private static SearchSpace space(double most, Object... optimizers) {
        return SearchSpace.of(
                new Parameter("lr", new LogUniform(1e-4, most)),
                new Parameter("optimizer", new Choice(List.of(optimizers))));
    }

    private static UpdateExperiment searching(SearchSpace space) {
        return new UpdateExperiment(X, LimitChanges.NONE, space);
    }

    @RepeatedTest(3)
    void shouldFollowChangesOfTheSearchSpace() {
        // given
        SearchSpace first = space(0.1, "adam", "sgd");
        List<SearchSpace> later =
                List.of(space(0.1, "adam", "sgd", "lion"), space(0.1, "sgd", "lion"), space(0.01, "sgd", "lion"));
        ExperimentConfig config = Configs.searching(first, 3);

        // when
        List<RecordedEvent> life = life(
                Seed.random(getClass()),
                new TpeTunerFactory(),
                config,
                later.stream().map(TunerReplayTest::searching).collect(Collectors.toList()));

        // then
        TunerReplay replay = replay(life, new TpeTunerFactory(), config);
        assertThat(replay.difference()).isEmpty();
        assertThat(replay.requests()).isEqualTo(count(life, SuggestionsAnswered.class));
        assertThat(replay.skipped()).as("requests that were over").isEqualTo(3);
        SearchSpace now = first;
        for (RecordedEvent recorded : life) {
            if (recorded.event() instanceof SearchSpaceChanged changed) {
                now = SearchSpace.parse(changed.searchSpace());
            } else if (recorded.event() instanceof TrialProposed proposed) {
                assertThat(now.check(Configuration.of(proposed.configuration())))
                        .isEmpty();
            }
        }
        assertThat(now).isEqualTo(later.get(2));
    }

    @ParameterizedTest
    @EnumSource(Duplicates.class)
    void shouldFollowWhatBecomesOfDuplicates(Duplicates policy) {
        // given: a space of 200 points
        SearchSpace points =
                SearchSpace.of(new Parameter("a", new RandInt(0, 10)), new Parameter("b", new RandInt(0, 20)));
        Map<String, Object> map =
                new LinkedHashMap<>(Configs.searching(points, 3).asMap());
        map.put("duplicates", policy.written());
        ExperimentConfig config = ExperimentConfig.stored(map);
        Configuration again = Configuration.of(Map.of("a", 1, "b", 1));
        // TPE proposes nothing twice here; so what comes twice is in the queue
        TunerFactory factory = policy == Duplicates.AVERAGE ? new TpeTunerFactory() : careless();
        List<Command<?>> changes = List.of(
                new EnqueueTrials(X, List.of(again, again, again)),
                new ImportResults(X, List.of(new ImportResults.Result(Configuration.of(Map.of("a", 2, "b", 2)), 0.5))),
                new EnqueueTrials(X, List.of(again, again)));

        // when
        List<RecordedEvent> life = life(Seed.random(getClass()), factory, config, changes);

        // then
        TunerReplay replay = replay(life, factory, config);
        assertThat(replay.difference()).isEmpty();
        assertThat(replay.requests()).isEqualTo(count(life, SuggestionsAnswered.class));
        boolean anyDuplicate = life.stream()
                .map(RecordedEvent::event)
                .anyMatch(event -> event instanceof TrialValueAveraged
                        || (event instanceof SuggestionsAnswered answered
                                && (answered.discarded() != null || answered.reused() != null)));
        assertThat(anyDuplicate).isEqualTo(policy != Duplicates.ALLOW);
    }

    @Test
    void shouldFindAProposalThatWasDiscardedWithoutReason() {
        // given
        Map<String, Object> map = new LinkedHashMap<>(CONFIG.asMap());
        map.put("duplicates", "resample");
        ExperimentConfig config = ExperimentConfig.stored(map);
        List<RecordedEvent> life =
                new ArrayList<>(life(Seed.random(getClass()), new TpeTunerFactory(), config, List.of()));
        int index = 0;
        while (!(life.get(index).event() instanceof SuggestionsAnswered)) {
            index++;
        }
        RecordedEvent original = life.get(index);
        SuggestionsAnswered answered = (SuggestionsAnswered) original.event();
        life.set(
                index,
                new RecordedEvent(
                        original.position(),
                        original.at(),
                        original.cause(),
                        new SuggestionsAnswered(
                                X,
                                answered.request(),
                                answered.count() - 1,
                                answered.outlook(),
                                "p",
                                List.of(2),
                                null)));
        life.remove(index - 1);

        // then
        assertThat(replay(life, new TpeTunerFactory(), config).difference())
                .hasValueSatisfying(difference -> assertThat(difference.what()).isEqualTo("discarded proposal"));
    }

    @Test
    void shouldTellANewTunerWhatFitsItsSearchSpace() {
        // given
        List<String> heard = new CopyOnWriteArrayList<>();
        ExperimentConfig config = Configs.searching(space(0.1, "adam", "sgd"), 3);
        List<RecordedEvent> life =
                life(Seed.random(getClass()), new TpeTunerFactory(), config, List.of(searching(space(0.1, "sgd"))));
        List<String> fitting = life.stream()
                .map(RecordedEvent::event)
                .filter(TrialProposed.class::isInstance)
                .map(TrialProposed.class::cast)
                .filter(proposed -> "sgd".equals(proposed.configuration().get("optimizer")))
                .map(proposed -> "trial " + proposed.number())
                .toList();
        assertThat(fitting).hasSizeLessThan((int) count(life, TrialProposed.class));

        // when: each tuner is told of its own past first
        TpeTunerFactory real = new TpeTunerFactory();
        TunerFactory listening = listening(real, context -> heard.clear(), observation -> {
            if (observation.state() == Observation.State.PENDING) {
                heard.add("trial " + observation.trialNumber());
            }
        });
        TunerReplay replay = replay(life, listening, config);

        // then
        assertThat(replay.difference()).isEmpty();
        assertThat(heard).as("in recorded order").isEqualTo(fitting);
    }

    /** Makes a tuner that forgets what it has proposed. */
    private static TunerFactory careless() {
        TpeTunerFactory real = new TpeTunerFactory();
        return new TunerFactory() {
            @Override
            public String name() {
                return "Careless";
            }

            @Override
            public String description() {
                return "draws from the space";
            }

            @Override
            public OptionSchema options() {
                return real.options();
            }

            @Override
            public Tuner create(TunerContext context) {
                return new Tuner() {
                    @Override
                    public Suggestions suggest(SuggestRequest request) {
                        List<Suggestion> proposals = new ArrayList<>();
                        for (int i = 0; i < request.count(); i++) {
                            proposals.add(Suggestion.of(
                                    context.searchSpace().sample(context.random(request.firstTrialNumber() + i))));
                        }
                        return Suggestions.of(proposals);
                    }

                    @Override
                    public void observe(List<Observation> observations) {}
                };
            }
        };
    }

    private static TunerFactory listening(
            TunerFactory real, Consumer<TunerContext> onCreate, Consumer<Observation> onObservation) {
        return new TunerFactory() {
            @Override
            public String name() {
                return real.name();
            }

            @Override
            public String description() {
                return real.description();
            }

            @Override
            public OptionSchema options() {
                return real.options();
            }

            @Override
            public Tuner create(TunerContext context) {
                onCreate.accept(context);
                Tuner tuner = real.create(context);
                return new Tuner() {
                    @Override
                    public Suggestions suggest(SuggestRequest request) {
                        return tuner.suggest(request);
                    }

                    @Override
                    public void observe(List<Observation> observations) {
                        observations.forEach(onObservation);
                        tuner.observe(observations);
                    }
                };
            }
        };
    }

    @Test
    void shouldFindAProposalThatWasChangedByTheLeastBit() {
        // given
        List<RecordedEvent> life = new ArrayList<>(life(Seed.random(getClass()), new TpeTunerFactory()));
        int index = 0;
        for (int i = 0; i < life.size(); i++) {
            index = life.get(i).event() instanceof TrialProposed proposed && proposed.number() == 30 ? i : index;
        }
        RecordedEvent original = life.get(index);
        double value =
                (double) ((TrialProposed) original.event()).configuration().get("lr");
        life.set(
                index,
                new RecordedEvent(
                        original.position(),
                        original.at(),
                        original.cause(),
                        new TrialProposed(X, 30, Map.of("lr", Math.nextUp(value)), null)));

        // when
        TunerReplay replay = replay(life, new TpeTunerFactory());

        // then
        assertThat(replay.difference())
                .contains(new ReplayDifference(
                        original.position(), 30L, "parameter lr", Math.nextUp(value), value, "test 1.0"));
        assertThat(replay.proposals()).isEqualTo(30);
    }

    /** Always proposes what {@link EngineFixture#whenTunerAnswers()} does, as many as {@code count} says. */
    private static TunerFactory steady(AtomicInteger made, IntUnaryOperator count) {
        return new FakePlugins()
                .withTuner("Steady", OptionSchema.none(), context -> {
                    made.incrementAndGet();
                    return new Tuner() {
                        @Override
                        public Suggestions suggest(SuggestRequest request) {
                            int proposals = count.applyAsInt(request.count());
                            return Suggestions.of(Collections.nCopies(
                                    proposals, Suggestion.of(Configuration.of(Map.of("lr", 0.01)))));
                        }

                        @Override
                        public void observe(List<Observation> observations) {}
                    };
                })
                .tuner("Steady")
                .orElseThrow();
    }

    @Test
    void shouldLeaveOutARequestThatTheTunerFailedOn() {
        // given
        AtomicInteger made = new AtomicInteger();
        try (EngineFixture fixture = EngineFixture.running(CONFIG)) {
            fixture.whenTunerAnswers();
            end(fixture, new Random(1));
            fixture.when(new RecordTunerFailure(X, "test 1.0", "not now", ""));
            fixture.when(new ResumeExperiment(X, null)).whenTunerAnswers();
            long answers = count(fixture.events(1), SuggestionsAnswered.class);
            assertThat(answers).isEqualTo(2);

            // when
            TunerReplay replay = replay(fixture.events(1), steady(made, wanted -> wanted));

            // then
            assertThat(replay.difference()).isEmpty();
            assertThat(replay.requests()).isEqualTo(2);
            assertThat(replay.skipped()).isEqualTo(1);
            assertThat(made).hasValue(2); // a new one goes on, as it was then
        }
    }

    @Test
    void shouldNotAskWhereNoAnswerIsRecordedYet() {
        AtomicInteger made = new AtomicInteger();
        try (EngineFixture fixture = EngineFixture.running(CONFIG)) {
            TunerReplay replay = replay(fixture.events(1), steady(made, wanted -> wanted));

            assertThat(replay.difference()).isEmpty();
            assertThat(replay.requests()).isZero();
            assertThat(made).hasValue(0);
        }
    }

    @Test
    void shouldFindThatTheTunerProposesFewer() {
        try (EngineFixture fixture = EngineFixture.running(CONFIG).whenTunerAnswers()) {
            RecordedEvent answer = fixture.lastOf(SuggestionsAnswered.class);

            TunerReplay replay = replay(fixture.events(1), steady(new AtomicInteger(), wanted -> wanted - 1));

            assertThat(replay.difference())
                    .contains(new ReplayDifference(
                            answer.position(), null, "number of proposals", 3, 2, EngineFixture.TUNER));
        }
    }

    @Test
    void shouldFindThatTheTunerSaysAnotherOutlook() {
        try (EngineFixture fixture = EngineFixture.running(CONFIG).whenTunerAnswers(3, Outlook.EXHAUSTED)) {
            RecordedEvent answer = fixture.lastOf(SuggestionsAnswered.class);

            TunerReplay replay = replay(fixture.events(1), steady(new AtomicInteger(), wanted -> wanted));

            assertThat(replay.difference())
                    .contains(new ReplayDifference(
                            answer.position(), null, "outlook", "EXHAUSTED", "MORE", EngineFixture.TUNER));
        }
    }

    @Test
    void shouldFindThatTheTunerFailsNow() {
        try (EngineFixture fixture = EngineFixture.running(CONFIG).whenTunerAnswers()) {
            RecordedEvent request = fixture.events(1).stream()
                    .filter(recorded -> recorded.event() instanceof SuggestionsRequested)
                    .findFirst()
                    .orElseThrow();

            TunerReplay replay = replay(fixture.events(1), steady(new AtomicInteger(), wanted -> wanted + 1));

            assertThat(replay.difference())
                    .contains(new ReplayDifference(
                            request.position(),
                            null,
                            "answer",
                            "3 proposals, MORE",
                            "the tuner fails: 4 proposals (expected: at most 3)",
                            EngineFixture.TUNER));
        }
    }
}
