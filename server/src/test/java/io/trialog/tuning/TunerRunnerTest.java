package io.trialog.tuning;

import static io.trialog.fixtures.EngineFixture.X;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trialog.engine.CommandSender;
import io.trialog.event.EndCause;
import io.trialog.event.ExperimentState;
import io.trialog.event.MetricKind;
import io.trialog.event.RecordedEvent;
import io.trialog.event.SuggestionsRequested;
import io.trialog.event.TrialProposed;
import io.trialog.event.TunerFailed;
import io.trialog.experiment.CreateExperiment;
import io.trialog.experiment.ExperimentConfig;
import io.trialog.experiment.ExperimentTunerContext;
import io.trialog.experiment.ResumeExperiment;
import io.trialog.fixtures.Configs;
import io.trialog.fixtures.EngineFixture;
import io.trialog.fixtures.InMemoryEventLog;
import io.trialog.fixtures.PlainGuestThreads;
import io.trialog.metric.Report;
import io.trialog.metric.ReportMetrics;
import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.space.Configuration;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TunerRunnerTest {

    private static final ExperimentConfig CONFIG = Configs.of(40, 1);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final PlainGuestThreads threads = new PlainGuestThreads();

    @AfterEach
    void stop() {
        timer.shutdownNow();
        threads.close();
    }

    private TunerRunner runner(EngineFixture fixture, TunerFactory factory) {
        return new TunerRunner(
                X,
                factory,
                () -> ExperimentTunerContext.of(CONFIG, CONFIG.searchSpace(), factory),
                CONFIG.searchSpace(),
                "test 1.0",
                threads.open(),
                new CommandSender(fixture.engine(), timer));
    }

    private static TunerFactory factory(Function<TunerContext, Tuner> maker) {
        return new TunerFactory() {
            @Override
            public String name() {
                return "Test";
            }

            @Override
            public String description() {
                return "for tests";
            }

            @Override
            public OptionSchema options() {
                return OptionSchema.none();
            }

            @Override
            public Tuner create(TunerContext context) {
                return maker.apply(context);
            }
        };
    }

    private static Tuner suggesting(Function<SuggestRequest, Suggestions> answer) {
        return new Tuner() {
            @Override
            public Suggestions suggest(SuggestRequest request) {
                return answer.apply(request);
            }

            @Override
            public void observe(List<Observation> observations) {}
        };
    }

    private static List<TrialProposed> proposals(EngineFixture fixture) {
        return fixture.events(1).stream()
                .map(RecordedEvent::event)
                .filter(TrialProposed.class::isInstance)
                .map(TrialProposed.class::cast)
                .toList();
    }

    private static void finish(EngineFixture fixture, long trial) {
        AttemptKey key = EngineFixture.attempt(trial, 1);
        double value = Math.sin(trial * 1.7);
        fixture.when(new ReportMetrics(key, List.of(Report.of(0, MetricKind.FINAL, Map.of("default", value), null))));
        fixture.when(new RecordAttemptEnded(key, EndCause.EXITED, 0, null, null));
    }

    /** Runs so many trials with a runner that hears everything as it happens. */
    private List<RecordedEvent> life(int trials) {
        try (EngineFixture fixture = new EngineFixture()) {
            fixture.when(new CreateExperiment(X, CONFIG));
            TunerRunner runner = runner(fixture, new TpeTunerFactory());
            runner.live();
            long heard = 0;
            for (int trial = 0; trial < trials; trial++) {
                int expected = trial + 1;
                heard = hear(fixture, runner, heard);
                await().until(() -> proposals(fixture).size() == expected);
                finish(fixture, trial);
            }
            hear(fixture, runner, heard);
            await().until(() -> proposals(fixture).size() == trials + 1);
            return fixture.events(1);
        }
    }

    private static long hear(EngineFixture fixture, TunerRunner runner, long heard) {
        List<RecordedEvent> news = fixture.events(heard + 1);
        news.forEach(runner::committed);
        return heard + news.size();
    }

    @Test
    void shouldProposeAfterARestartWhatItWouldHaveProposed() {
        // given
        List<RecordedEvent> life = life(25);
        long lastRequest = life.stream()
                .filter(recorded -> recorded.event() instanceof SuggestionsRequested)
                .mapToLong(RecordedEvent::position)
                .max()
                .orElseThrow();
        InMemoryEventLog crashed = new InMemoryEventLog(life.stream()
                .filter(recorded -> recorded.position() <= lastRequest)
                .toList());
        // when
        try (EngineFixture fixture = new EngineFixture(crashed, 64)) {
            TunerRunner runner = runner(fixture, new TpeTunerFactory());
            fixture.events(1).forEach(runner::replayed);
            runner.live();
            await().until(() -> proposals(fixture).size() == 26);
            // then
            TrialProposed undisturbed = (TrialProposed) life.stream()
                    .map(RecordedEvent::event)
                    .filter(TrialProposed.class::isInstance)
                    .reduce((a, b) -> b)
                    .orElseThrow();
            assertThat(proposals(fixture).get(25)).isEqualTo(undisturbed);
        }
    }

    /** It was asked before the trial ended, so it must not know of the end when it is asked again. */
    @Test
    void shouldBeAskedAgainBeforeItHearsOfWhatHappenedAfterTheRequest() {
        // given
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        ExperimentConfig config = Configs.of(40, 2);
        try (EngineFixture fixture = new EngineFixture()) {
            fixture.when(new CreateExperiment(X, config)).whenTunerAnswers();
            finish(fixture, 0);
            assertThat(fixture.lastOf(SuggestionsRequested.class).event()).isEqualTo(new SuggestionsRequested(X, 2, 1));
            finish(fixture, 1);
            TunerRunner runner = runner(fixture, factory(context -> new Tuner() {
                @Override
                public Suggestions suggest(SuggestRequest request) {
                    heard.add("suggest " + request.firstTrialNumber());
                    return Suggestions.waiting(List.of());
                }

                @Override
                public void observe(List<Observation> observations) {
                    observations.forEach(
                            observation -> heard.add(observation.state() + " " + observation.trialNumber()));
                }
            }));
            fixture.events(1).forEach(runner::replayed);

            // when
            runner.live();

            // then
            await().until(() -> heard.size() == 5);
            assertThat(heard).containsExactly("PENDING 0", "PENDING 1", "SUCCEEDED 0", "suggest 2", "SUCCEEDED 1");
        }
    }

    @Test
    void shouldPauseTheExperimentWithTheCauseWhenTheTunerThrows() {
        shouldPause(
                factory(context -> suggesting(request -> {
                    throw new IllegalStateException("boom");
                })),
                "boom");
    }

    @Test
    void shouldPauseTheExperimentWhenTheTunerCannotBeMade() {
        shouldPause(
                factory(context -> {
                    throw new IllegalStateException("no such model");
                }),
                "no such model");
    }

    @Test
    void shouldPauseTheExperimentWhenAProposalDoesNotFit() {
        shouldPause(
                factory(context -> suggesting(
                        request -> Suggestions.of(List.of(Suggestion.of(Configuration.of(Map.of("lr", 7.0))))))),
                "does not fit the search space");
    }

    @Test
    void shouldPauseTheExperimentWhenThereIsNoProposalAndNoReason() {
        shouldPause(factory(context -> suggesting(request -> Suggestions.of(List.of()))), "outlook");
    }

    @ParameterizedTest
    @MethodSource("wrongs")
    void shouldPauseWhateverTheTunerDoesAndGoOnWithAnother(String cause, TunerFactory wrong) {
        try (EngineFixture fixture = new EngineFixture()) {
            // given
            fixture.when(new CreateExperiment(X, CONFIG));
            TunerRunner broken = runner(fixture, wrong);
            fixture.events(1).forEach(broken::replayed);
            broken.live();
            await().until(() -> fixture.board().experiment(X).orElseThrow().state() == ExperimentState.PAUSED);
            assertThat(fixture.board().experiment(X).orElseThrow().reason())
                    .startsWith("the tuner failed: ")
                    .contains(cause);
            broken.close();

            // when
            fixture.when(new ResumeExperiment(X, null));
            TunerRunner repaired = runner(fixture, new TpeTunerFactory());
            fixture.events(1).forEach(repaired::replayed);
            repaired.live();

            // then
            await().until(() -> !proposals(fixture).isEmpty());
            assertThat(fixture.board().experiment(X).orElseThrow().state()).isEqualTo(ExperimentState.RUNNING);
            assertThat(fixture.events(1).stream().filter(recorded -> recorded.event() instanceof TunerFailed))
                    .as("one failure, told once")
                    .hasSize(1);
        }
    }

    @SuppressWarnings("NullAway") // what a plugin may do though it must not
    static Stream<Arguments> wrongs() {
        return Stream.of(
                Arguments.of("create returned null", factory(context -> null)),
                Arguments.of("suggest returned null", factory(context -> suggesting(request -> null))),
                Arguments.of(
                        "NoClassDef",
                        factory(context -> suggesting(request -> thrown(new NoClassDefFoundError("NoClassDef"))))),
                Arguments.of(
                        "Overflow",
                        factory(context -> suggesting(request -> thrown(new StackOverflowError("Overflow"))))),
                Arguments.of(
                        "Memory", factory(context -> suggesting(request -> thrown(new OutOfMemoryError("Memory"))))),
                Arguments.of(
                        "2 proposals",
                        factory(context -> suggesting(request -> Suggestions.of(List.of(any(), any()))))));
    }

    private static Suggestion any() {
        return Suggestion.of(Configuration.of(Map.of("lr", 0.01)));
    }

    private static Suggestions thrown(Error error) {
        throw error;
    }

    private void shouldPause(TunerFactory factory, String cause) {
        try (EngineFixture fixture = new EngineFixture()) {
            // given
            fixture.when(new CreateExperiment(X, CONFIG));
            TunerRunner runner = runner(fixture, factory);
            fixture.events(1).forEach(runner::replayed);
            // when
            runner.live();
            // then
            await().until(() -> fixture.board().experiment(X).orElseThrow().state() == ExperimentState.PAUSED);
            assertThat(fixture.board().experiment(X).orElseThrow().reason()).contains(cause);
            TunerFailed failed = (TunerFailed) fixture.lastOf(TunerFailed.class).event();
            assertThat(failed.message()).contains(cause);
            assertThat(failed.plugin()).isEqualTo("test 1.0");
        }
    }
}
