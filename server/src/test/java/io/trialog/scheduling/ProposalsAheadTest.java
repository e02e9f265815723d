package io.trialog.scheduling;

import static io.trialog.fixtures.EngineFixture.X;
import static io.trialog.fixtures.EngineFixture.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.bootstrap.ExperimentCore;
import io.trialog.event.AttemptEnded;
import io.trialog.event.AttemptScheduled;
import io.trialog.event.EndCause;
import io.trialog.event.Event;
import io.trialog.event.ExperimentState;
import io.trialog.event.ExperimentStateChanged;
import io.trialog.event.MetricKind;
import io.trialog.event.Outlook;
import io.trialog.event.SearchSpaceChanged;
import io.trialog.event.SuggestionsAnswered;
import io.trialog.event.SuggestionsRequested;
import io.trialog.event.TrialEnded;
import io.trialog.event.TrialEnqueued;
import io.trialog.event.TrialProposed;
import io.trialog.event.TrialState;
import io.trialog.experiment.CheckLimits;
import io.trialog.experiment.EnqueueTrials;
import io.trialog.experiment.ExperimentConfig;
import io.trialog.experiment.LimitChanges;
import io.trialog.experiment.ResumeExperiment;
import io.trialog.experiment.UpdateExperiment;
import io.trialog.fixtures.Configs;
import io.trialog.fixtures.EngineFixture;
import io.trialog.metric.Report;
import io.trialog.metric.ReportMetrics;
import io.trialog.spi.space.Configuration;
import io.trialog.spi.space.Parameter;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.space.Uniform;
import io.trialog.trial.AttemptPolicy;
import io.trialog.trial.RecordAttemptEnded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Proposals that are made before a slot is free for them. */
class ProposalsAheadTest {

    private static final Instant END = Instant.parse("2026-11-24T10:00:00Z");
    private static final Duration SLOW = Duration.ofSeconds(1);
    private static final Duration RUN = Duration.ofSeconds(5);

    /** After three trials, when a usual answer and a usual trial are known: trials 3 and 4 run. */
    private static EngineFixture afterThree(ExperimentConfig config, Duration answer, Duration run) {
        EngineFixture fixture = EngineFixture.running(config);
        fixture.after(answer).whenTunerAnswers();
        for (int trial = 0; trial < 3; trial++) {
            succeed(fixture.after(run), trial);
            fixture.after(answer).whenTunerAnswers();
        }
        return fixture;
    }

    private static EngineFixture afterThree(ExperimentConfig config) {
        return afterThree(config, SLOW, RUN);
    }

    /** The same, and trial 5 waits for a slot. */
    private static EngineFixture prepared(ExperimentConfig config) {
        EngineFixture fixture = afterThree(config);
        return fixture.after(SLOW).whenTunerAnswers();
    }

    private static void succeed(EngineFixture fixture, long trial) {
        fixture.when(new ReportMetrics(
                attempt(trial, 1), List.of(Report.of(0, MetricKind.FINAL, Map.of("default", 0.5), null))));
        fixture.when(new RecordAttemptEnded(attempt(trial, 1), EndCause.EXITED, 0, null, END));
    }

    private static Event[] endOf(long trial, Event... next) {
        List<Event> events = new ArrayList<>();
        events.add(new AttemptEnded(X, trial, 1, EndCause.EXITED, 0, null, END));
        events.add(new TrialEnded(X, trial, TrialState.SUCCEEDED, 0.5, null, null));
        events.addAll(List.of(next));
        return events.toArray(Event[]::new);
    }

    private static UpdateExperiment search(double low, double high) {
        return new UpdateExperiment(X, LimitChanges.NONE, space(low, high));
    }

    private static SearchSpace space(double low, double high) {
        return SearchSpace.of(new Parameter("lr", new Uniform(low, high)));
    }

    @Test
    void shouldAskASlowTunerWhileAllSlotsAreTaken() {
        try (EngineFixture fixture = afterThree(Configs.of(null, 2))) {
            assertThat(fixture.newEvents()).endsWith(new AttemptScheduled(X, 4, 1), new SuggestionsRequested(X, 5, 1));
            long request = fixture.lastOf(SuggestionsRequested.class).position();
            fixture.after(SLOW)
                    .whenTunerAnswers()
                    .thenEvents(
                            new TrialProposed(X, 5, Map.of("lr", 0.01), null),
                            new SuggestionsAnswered(X, request, 1, Outlook.MORE, EngineFixture.TUNER));
        }
    }

    @Test
    void shouldBeginWhatWaitsAsSoonAsASlotIsFree() {
        try (EngineFixture fixture = prepared(Configs.of(null, 2))) {
            succeed(fixture.after(SLOW), 3);
            fixture.thenEvents(endOf(3, new AttemptScheduled(X, 5, 1), new SuggestionsRequested(X, 6, 1)));
        }
    }

    @Test
    void shouldAskAFastTunerOnlyWhenASlotIsFree() {
        try (EngineFixture fixture = afterThree(Configs.of(null, 2), Duration.ofMillis(99), Duration.ofMillis(200))) {
            assertThat(fixture.newEvents()).last().isEqualTo(new AttemptScheduled(X, 4, 1));
        }
    }

    @Test
    void shouldAskOnlyWhenASlotIsFreeWhereTrialsTakeMuchLongerThanTheTuner() {
        try (EngineFixture fixture = afterThree(Configs.of(null, 2), SLOW, Duration.ofMinutes(10))) {
            assertThat(fixture.newEvents()).last().isEqualTo(new AttemptScheduled(X, 4, 1));
        }
    }

    @Test
    void shouldLetASingleSlotKnowAllResults() {
        try (EngineFixture fixture = EngineFixture.running(Configs.of(null, 1))) {
            for (int trial = 0; trial < 5; trial++) {
                fixture.after(SLOW).whenTunerAnswers();
                assertThat(fixture.newEvents()).last().isEqualTo(new AttemptScheduled(X, trial, 1));
                succeed(fixture.after(RUN), trial);
            }
        }
    }

    @Test
    void shouldKeepAsManyReadyAsSomebodyWants() {
        try (EngineFixture fixture = EngineFixture.running(Configs.ahead(2, Configs.of(null, 1)))) {
            fixture.whenTunerAnswers();
            assertThat(fixture.newEvents()).endsWith(new AttemptScheduled(X, 0, 1), new SuggestionsRequested(X, 1, 2));
            fixture.whenTunerAnswers();
            succeed(fixture, 0);
            fixture.thenEvents(endOf(0, new AttemptScheduled(X, 1, 1), new SuggestionsRequested(X, 3, 1)));
        }
    }

    @Test
    void shouldNeverAskAheadWhereSomebodyWantsThat() {
        try (EngineFixture fixture = afterThree(Configs.ahead(0, Configs.of(null, 2)))) {
            assertThat(fixture.newEvents()).last().isEqualTo(new AttemptScheduled(X, 4, 1));
        }
    }

    @Test
    void shouldMakeNoMoreTrialsThanThereMayBe() {
        try (EngineFixture fixture = prepared(Configs.of(6, 2))) {
            assertThat(fixture.newEvents())
                    .last()
                    .isEqualTo(new ExperimentStateChanged(X, ExperimentState.NO_MORE_TRIAL, "all 6 trials were made"));
            succeed(fixture, 3);
            fixture.thenEvents(endOf(3, new AttemptScheduled(X, 5, 1)));
            succeed(fixture, 4);
            succeed(fixture, 5);
            assertThat(fixture.newEvents())
                    .last()
                    .isEqualTo(new ExperimentStateChanged(X, ExperimentState.DONE, "all 6 trials were made"));
        }
    }

    @Test
    void shouldNotAskAheadWhileOwnTrialsWait() {
        try (EngineFixture fixture = prepared(Configs.of(null, 2))) {
            Configuration own = Configuration.of(Map.of("lr", 0.02));
            fixture.when(new EnqueueTrials(X, List.of(own))).thenEvents(new TrialEnqueued(X, own.values()));
            succeed(fixture, 3);
            fixture.thenEvents(endOf(3, new AttemptScheduled(X, 5, 1)));
            succeed(fixture, 4);
            fixture.thenEvents(endOf(
                    4,
                    TrialProposed.queued(X, 6, own.values()),
                    new AttemptScheduled(X, 6, 1),
                    new SuggestionsRequested(X, 7, 1)));
        }
    }

    @Test
    void shouldNotAskAheadForSlotsThatThereAreNoMore() {
        try (EngineFixture fixture = prepared(Configs.of(null, 2))) {
            fixture.when(new UpdateExperiment(X, new LimitChanges(1, null, null, null, List.of()), null));
            succeed(fixture, 3);
            fixture.thenEvents(endOf(3));
            succeed(fixture, 4);
            fixture.thenEvents(endOf(4, new AttemptScheduled(X, 5, 1)));
        }
    }

    @Test
    void shouldAskATunerThatWaitsForResultsAgainAfterOne() {
        try (EngineFixture fixture = afterThree(Configs.of(null, 2))) {
            fixture.after(SLOW).whenTunerAnswers(0, Outlook.WAITING);
            assertThat(fixture.newEvents()).hasSize(1);
            succeed(fixture, 3);
            fixture.thenEvents(endOf(3, new SuggestionsRequested(X, 5, 1)));
        }
    }

    @Test
    void shouldRunTheLastProposalsOfATuner() {
        try (EngineFixture fixture = afterThree(Configs.of(null, 2))) {
            fixture.after(SLOW).whenTunerAnswers(1, Outlook.EXHAUSTED);
            succeed(fixture, 3);
            fixture.thenEvents(endOf(3, new AttemptScheduled(X, 5, 1)));
            succeed(fixture, 4);
            succeed(fixture, 5);
            assertThat(fixture.newEvents())
                    .last()
                    .isEqualTo(new ExperimentStateChanged(X, ExperimentState.DONE, "the tuner has no more proposals"));
        }
    }

    @Test
    void shouldNotBeginWhatWaitsWhenTheTimeIsOver() {
        try (EngineFixture fixture = prepared(Configs.of(null, 2, Duration.ofMinutes(10)))) {
            String why = "the time is over (maxExperimentDuration)";
            fixture.after(Duration.ofMinutes(10))
                    .when(new CheckLimits(X))
                    .thenEvents(
                            new TrialEnded(X, 5, TrialState.SYS_CANCELED, null, "not begun: " + why, null),
                            new ExperimentStateChanged(X, ExperimentState.NO_MORE_TRIAL, why));
            succeed(fixture, 3);
            succeed(fixture, 4);
            fixture.thenEvents(endOf(4, new ExperimentStateChanged(X, ExperimentState.DONE, why)));
        }
    }

    @Test
    void shouldNotBeginWhatIsProposedTooLate() {
        try (EngineFixture fixture = afterThree(Configs.of(null, 2, Duration.ofMinutes(10)))) {
            fixture.after(Duration.ofMinutes(10)).when(new CheckLimits(X));
            fixture.whenTunerAnswers();
            assertThat(fixture.newEvents())
                    .last()
                    .isInstanceOfSatisfying(
                            TrialEnded.class, end -> assertThat(end.state()).isEqualTo(TrialState.SYS_CANCELED));
        }
    }

    @Test
    void shouldGiveUpWhatDoesNotFitANewSearchSpace() {
        try (EngineFixture fixture = prepared(Configs.of(null, 2))) {
            fixture.when(search(0.05, 0.1))
                    .thenEvents(
                            new SearchSpaceChanged(
                                    X, new LinkedHashMap<>(space(0.05, 0.1).asMap())),
                            new TrialEnded(
                                    X,
                                    5,
                                    TrialState.SYS_CANCELED,
                                    null,
                                    "not begun: does not fit the search space any more: lr: 0.01 (expected: in the range of uniform[0.05, 0.1])",
                                    null),
                            new SuggestionsRequested(X, 6, 1));
        }
    }

    @Test
    void shouldKeepWhatFitsANewSearchSpace() {
        try (EngineFixture fixture = prepared(Configs.of(null, 2))) {
            fixture.when(search(0.005, 0.1))
                    .thenEvents(new SearchSpaceChanged(
                            X, new LinkedHashMap<>(space(0.005, 0.1).asMap())));
        }
    }

    @Test
    void shouldGiveWhatWaitsToWhoAsks() {
        try (EngineFixture fixture = prepared(Configs.of(null, 2))) {
            fixture.when(new AskTrial(X, "mine", "w", null))
                    .thenEvents(new AttemptScheduled(X, 5, 1, "mine", "w", null), new SuggestionsRequested(X, 6, 1));
        }
    }

    @Test
    void shouldPrepareForThoseWhoAskWhereSomebodyWantsThat() {
        try (EngineFixture fixture =
                EngineFixture.running(Configs.ahead(1, Configs.external(2, AttemptPolicy.DEFAULT)))) {
            assertThat(fixture.newEvents()).last().isEqualTo(new SuggestionsRequested(X, 0, 1));
            fixture.whenTunerAnswers();
            fixture.when(new AskTrial(X, "mine", null, null))
                    .thenEvents(new AttemptScheduled(X, 0, 1, "mine", null, null), new SuggestionsRequested(X, 1, 1));
        }
    }

    @Test
    void shouldBeginWhatWaitedBeforeTheServerEnded() {
        try (EngineFixture fixture = prepared(Configs.of(null, 2))) {
            fixture.when(EngineFixture.serverStart());
            succeed(fixture, 3);
            fixture.thenEvents(endOf(3)); // nobody has resumed it
            fixture.when(new ResumeExperiment(X, null))
                    .thenEvents(
                            new ExperimentStateChanged(X, ExperimentState.RUNNING, "resumed"),
                            new AttemptScheduled(X, 5, 1),
                            new SuggestionsRequested(X, 6, 1));
        }
    }

    @Test
    void shouldKnowTheSameAfterReplay() {
        try (EngineFixture fixture = prepared(Configs.of(null, 2))) {
            ExperimentCore replayed = new ExperimentCore();
            fixture.events(1).forEach(replayed::apply);
            ExperimentCore restored = ExperimentCore.of(replayed.snapshot());

            assertThat(replayed.asMap()).isEqualTo(fixture.core().asMap());
            assertThat(restored.asMap()).isEqualTo(fixture.core().asMap());
            assertThat(replayed.asMap().get("trials").toString()).contains("prepared=[5]");
        }
    }
}
