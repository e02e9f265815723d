package io.trialog.tuning;

import static io.trialog.fixtures.EngineFixture.X;
import static io.trialog.fixtures.EngineFixture.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.AttemptScheduled;
import io.trialog.event.EndCause;
import io.trialog.event.ExperimentState;
import io.trialog.event.MetricKind;
import io.trialog.event.Outlook;
import io.trialog.event.ProposalTerms;
import io.trialog.event.SuggestionsAnswered;
import io.trialog.event.SuggestionsRequested;
import io.trialog.event.TrialEnded;
import io.trialog.event.TrialProposed;
import io.trialog.event.TrialState;
import io.trialog.event.TrialValueAveraged;
import io.trialog.experiment.Duplicates;
import io.trialog.experiment.EnqueueTrials;
import io.trialog.experiment.LimitChanges;
import io.trialog.experiment.ResumeExperiment;
import io.trialog.experiment.UpdateExperiment;
import io.trialog.fixtures.Configs;
import io.trialog.fixtures.EngineFixture;
import io.trialog.metric.Report;
import io.trialog.metric.ReportMetrics;
import io.trialog.projection.TrialQuery;
import io.trialog.projection.TrialRow;
import io.trialog.spi.space.Configuration;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.trial.RecordAttemptEnded;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DuplicatesTest {

    private static final Instant END = Instant.parse("2026-11-24T10:00:00Z");

    private static EngineFixture answer(EngineFixture fixture, double... rates) {
        List<Suggestion> proposals = DoubleStream.of(rates)
                .mapToObj(rate -> Suggestion.of(Configuration.of(Map.of("lr", rate))))
                .toList();
        return answer(fixture, proposals);
    }

    private static EngineFixture answer(EngineFixture fixture, List<Suggestion> proposals) {
        long request = fixture.lastOf(SuggestionsRequested.class).position();
        return fixture.when(new RecordSuggestions(X, request, proposals, Outlook.MORE, EngineFixture.TUNER));
    }

    private static EngineFixture succeed(EngineFixture fixture, long trial, double value) {
        fixture.when(new ReportMetrics(
                attempt(trial, 1), List.of(Report.of(0, MetricKind.FINAL, Map.of("default", value), null))));
        return fixture.when(new RecordAttemptEnded(attempt(trial, 1), EndCause.EXITED, 0, null, END));
    }

    private static SuggestionsAnswered answered(EngineFixture fixture) {
        return (SuggestionsAnswered) fixture.lastOf(SuggestionsAnswered.class).event();
    }

    private static String reason(EngineFixture fixture) {
        return fixture.board().experiment(X).orElseThrow().reason();
    }

    private static ExperimentState state(EngineFixture fixture) {
        return fixture.board().experiment(X).orElseThrow().state();
    }

    @Test
    void shouldRunThemWhereTheyAreAllowed() {
        try (EngineFixture fixture = EngineFixture.running(Configs.of(9, 2))) {
            answer(fixture, 0.01, 0.01);
            assertThat(fixture.newEvents())
                    .filteredOn(AttemptScheduled.class::isInstance)
                    .hasSize(2);
            assertThat(fixture.core().asMap().toString()).doesNotContain("tried");
        }
    }

    @Nested
    class Resample {

        @Test
        void shouldDiscardWhatIsKnownAndAskOnWithOtherChance() {
            try (EngineFixture fixture = EngineFixture.running(Configs.with(9, 3, Duplicates.RESAMPLE))) {
                answer(fixture, 0.01, 0.02, 0.01);
                assertThat(answered(fixture))
                        .isEqualTo(
                                new SuggestionsAnswered(X, 3, 2, Outlook.MORE, EngineFixture.TUNER, List.of(2), null));
                assertThat(fixture.newEvents()).last().isEqualTo(new SuggestionsRequested(X, 3, 1));
                answer(fixture, 0.02);
                assertThat(fixture.newEvents()).last().isEqualTo(new SuggestionsRequested(X, 4, 1));
                answer(fixture, 0.03);
                assertThat(fixture.newEvents()).contains(new TrialProposed(X, 2, Map.of("lr", 0.03), null));
            }
        }

        @Test
        void shouldNotTakeAPromotedConfigurationForADuplicate() {
            try (EngineFixture fixture = EngineFixture.running(Configs.with(9, 1, Duplicates.RESAMPLE))) {
                Suggestion first = Suggestion.of(Configuration.of(Map.of("lr", 0.01)));
                answer(fixture, List.of(first.withBudget(1)));
                succeed(fixture, 0, 0.5);
                answer(fixture, List.of(first.withBudget(3).continuing(0)));
                succeed(fixture, 1, 0.5);
                answer(fixture, List.of(first.withBudget(3).continuing(0).withTag("another")));
                assertThat(answered(fixture).discarded()).containsExactly(0);
                assertThat(fixture.board().trial(X, 1).orElseThrow().terms())
                        .isEqualTo(new ProposalTerms(null, 3.0, 0L));
            }
        }

        @Test
        void shouldKnowFailedTrialsAndTheQueueButNotDiscardFromIt() {
            try (EngineFixture fixture = EngineFixture.running(Configs.with(9, 1, Duplicates.RESAMPLE))) {
                answer(fixture, 0.01);
                fixture.when(new EnqueueTrials(
                        X, List.of(Configuration.of(Map.of("lr", 0.01)), Configuration.of(Map.of("lr", 0.02)))));
                fixture.when(new RecordAttemptEnded(attempt(0, 1), EndCause.EXITED, 1, null, END));
                assertThat(fixture.newEvents()).contains(new AttemptScheduled(X, 1, 1));
                succeed(fixture, 1, 0.5);
                succeed(fixture, 2, 0.5);
                answer(fixture, 0.01);
                assertThat(answered(fixture).discarded()).containsExactly(0);
                answer(fixture, 0.02);
                assertThat(answered(fixture).discarded()).containsExactly(0);
            }
        }

        @Test
        void shouldEndAfterAHundredInARowAndGoOnWhenResumed() {
            try (EngineFixture fixture = EngineFixture.running(Configs.with(null, 1, Duplicates.RESAMPLE))) {
                answer(fixture, 0.01);
                succeed(fixture, 0, 0.5);
                for (int i = 0; i < 99; i++) {
                    answer(fixture, 0.01);
                }
                assertThat(state(fixture)).isEqualTo(ExperimentState.RUNNING);
                answer(fixture, 0.01);
                assertThat(state(fixture)).isEqualTo(ExperimentState.DONE);
                assertThat(reason(fixture))
                        .isEqualTo("the tuner proposes nothing new: the configurations of its last 100 proposals were"
                                + " known (duplicates)");
                fixture.when(new UpdateExperiment(X, LimitChanges.trials(50)));
                assertThat(state(fixture)).as("that was no limit").isEqualTo(ExperimentState.DONE);
                fixture.when(new ResumeExperiment(X, null));
                assertThat(fixture.newEvents()).last().isEqualTo(new SuggestionsRequested(X, 101, 1));
            }
        }
    }

    @Nested
    class Reuse {

        @Test
        void shouldTakeTheResultOfTheTrialThatSucceeded() {
            try (EngineFixture fixture = EngineFixture.running(Configs.with(9, 2, Duplicates.REUSE))) {
                answer(fixture, 0.01, 0.01);
                assertThat(fixture.newEvents())
                        .as("nothing has succeeded yet")
                        .filteredOn(AttemptScheduled.class::isInstance)
                        .hasSize(2);
                succeed(fixture, 1, 0.75);
                answer(fixture, 0.01);
                assertThat(fixture.newEvents())
                        .containsSequence(
                                new TrialProposed(X, 2, Map.of("lr", 0.01), null),
                                answered(fixture),
                                new TrialEnded(
                                        X,
                                        2,
                                        TrialState.SUCCEEDED,
                                        0.75,
                                        "not run: trial 1 has this configuration, and this is its result",
                                        null),
                                new SuggestionsRequested(X, 3, 1));
                assertThat(answered(fixture).reused()).containsExactly(0);
                assertThat(answered(fixture).discarded()).isNull();
            }
        }

        @Test
        void shouldEndAfterAHundredInARow() {
            try (EngineFixture fixture = EngineFixture.running(Configs.with(null, 1, Duplicates.REUSE))) {
                answer(fixture, 0.01);
                succeed(fixture, 0, 0.5);
                for (int i = 0; i < 100; i++) {
                    assertThat(state(fixture)).isEqualTo(ExperimentState.RUNNING);
                    answer(fixture, 0.01);
                }
                assertThat(state(fixture)).isEqualTo(ExperimentState.DONE);
                assertThat(fixture.board().experiment(X).orElseThrow().counts().succeeded())
                        .isEqualTo(101);
            }
        }
    }

    @Nested
    class Average {

        private static List<Double> values(EngineFixture fixture) {
            return fixture.board().trials(X, new TrialQuery(Set.of(), TrialQuery.Sort.NUMBER, 0, 9)).trials().stream()
                    .map(TrialRow::value)
                    .toList();
        }

        @Test
        void shouldGiveTheMeanToAllThatSucceeded() {
            try (EngineFixture fixture = EngineFixture.running(Configs.with(4, 4, Duplicates.AVERAGE))) {
                answer(fixture, 0.01, 0.01, 0.02, 0.01);
                succeed(fixture, 0, 1);
                assertThat(fixture.newEvents()).noneMatch(TrialValueAveraged.class::isInstance);
                succeed(fixture, 2, 0.9);
                assertThat(fixture.board().experiment(X).orElseThrow().best().number())
                        .isZero();
                succeed(fixture, 1, 0);
                assertThat(fixture.newEvents())
                        .endsWith(new TrialValueAveraged(X, 0, 0.5, 2), new TrialValueAveraged(X, 1, 0.5, 2));
                assertThat(fixture.board().experiment(X).orElseThrow().best().value())
                        .as("of trial 2")
                        .isEqualTo(0.9);
                succeed(fixture, 3, 0.8);
                assertThat(values(fixture)).containsExactly(1.8 / 3, 1.8 / 3, 0.9, 1.8 / 3);
                assertThat(state(fixture)).isEqualTo(ExperimentState.DONE);
            }
        }

        @Test
        void shouldStayFiniteWithLargeResults() {
            try (EngineFixture fixture = EngineFixture.running(Configs.with(3, 2, Duplicates.AVERAGE))) {
                answer(fixture, 0.01, 0.01);
                succeed(fixture, 0, Double.MAX_VALUE);
                succeed(fixture, 1, Double.MAX_VALUE / 2);
                assertThat(values(fixture)).allMatch(value -> value > Double.MAX_VALUE / 2 && Double.isFinite(value));
            }
        }
    }
}
