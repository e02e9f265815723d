package io.trialog.tuning;

import static io.trialog.fixtures.EngineFixture.X;
import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.AttemptRevived;
import io.trialog.event.AttemptScheduled;
import io.trialog.event.AttemptSilent;
import io.trialog.event.Event;
import io.trialog.event.ExperimentCreated;
import io.trialog.event.Failure;
import io.trialog.event.MetricKind;
import io.trialog.event.MetricReported;
import io.trialog.event.ProposalTerms;
import io.trialog.event.RequeueCause;
import io.trialog.event.ResultImported;
import io.trialog.event.TrialEnded;
import io.trialog.event.TrialProposed;
import io.trialog.event.TrialRequeued;
import io.trialog.event.TrialState;
import io.trialog.event.TrialValueAveraged;
import io.trialog.fixtures.Configs;
import io.trialog.spi.tuner.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a tuner hears of one trial. */
class TunerHistoryTest {

    private final TunerHistory history = new TunerHistory();

    @BeforeEach
    void propose() {
        hear(new TrialProposed(X, 0, Map.of("lr", 0.1), null));
        hear(new AttemptScheduled(X, 0, 1));
    }

    private Optional<Observation> hear(Event event) {
        return history.observe(event).stream().findFirst();
    }

    @Test
    void shouldHearOfAMeanAsOfAnotherEnd() {
        TunerHistory averaging = new TunerHistory();
        averaging.observe(new ExperimentCreated(X, Map.of("duplicates", "average")));
        averaging.observe(new TrialProposed(X, 0, Map.of("lr", 0.1), null));
        averaging.observe(new AttemptScheduled(X, 0, 1));
        averaging.observe(new MetricReported(X, 0, 1, 0, MetricKind.FINAL, Map.of("default", 0.25, "loss", 3.0), null));
        averaging.observe(end(TrialState.SUCCEEDED, 0.25, null));
        List<Observation> again = averaging.observe(new TrialValueAveraged(X, 0, 0.5, 2));
        assertThat(again)
                .extracting(Observation::state)
                .containsExactly(Observation.State.PENDING, Observation.State.SUCCEEDED);
        assertThat(again.get(1).metrics()).isEqualTo(Map.of("default", 0.5, "loss", 3.0));
        assertThat(again.get(1).trialNumber()).isZero();
    }

    @Test
    void shouldHearOfTheBudgetOfResultsFromElsewhere() {
        Observation told =
                hear(new ResultImported(X, Map.of("lr", 0.2), 3, null, 9.0)).orElseThrow();
        Observation untold = hear(new ResultImported(X, Map.of("lr", 0.2), 3)).orElseThrow();
        assertThat(told.budget()).hasValue(9);
        assertThat(told.configuration().values()).isEqualTo(Map.of("lr", 0.2));
        assertThat(untold.budget()).isEmpty();
    }

    @Test
    void shouldHearOfResultsFromElsewhereWithNumbersBelowZero() {
        Observation first = hear(new ResultImported(X, Map.of("lr", 0.2), 3)).orElseThrow();
        Observation second = hear(new ResultImported(X, Map.of("lr", 0.3), 4)).orElseThrow();
        assertThat(first.trialNumber()).isEqualTo(-1);
        assertThat(second.trialNumber()).isEqualTo(-2);
        assertThat(second.state()).isEqualTo(Observation.State.SUCCEEDED);
        assertThat(second.value()).hasValue(4);
        assertThat(second.configuration().number("lr")).isEqualTo(0.3);
    }

    @Test
    void shouldGiveTheTunersWordsBackWithEveryObservation() {
        TunerHistory own = new TunerHistory();
        own.observe(new ExperimentCreated(X, Map.of("duplicates", "average")));
        List<Observation> heard = new ArrayList<>();
        for (Event event : List.of(
                new TrialProposed(X, 0, Map.of("lr", 0.1), null, new ProposalTerms("rung 1", 9.0, 4L)),
                new AttemptScheduled(X, 0, 1),
                end(TrialState.FAILED, null, null),
                new TrialRequeued(X, 0, "again", RequeueCause.RETRY),
                end(TrialState.SUCCEEDED, 0.25, null),
                new TrialValueAveraged(X, 0, 0.5, 2))) {
            heard.addAll(own.observe(event));
        }
        assertThat(heard).hasSize(6).allSatisfy(observation -> {
            assertThat(observation.tag()).hasValue("rung 1");
            assertThat(observation.budget()).hasValue(9);
            assertThat(observation.parent()).hasValue(4);
        });
    }

    private static MetricReported report(MetricKind kind, double value) {
        return new MetricReported(X, 0, 1, 0, kind, Map.of("default", value), null);
    }

    private static TrialEnded end(TrialState state, @Nullable Double value, @Nullable Failure failure) {
        return new TrialEnded(X, 0, state, value, null, failure);
    }

    private static AttemptRevived revived() {
        return new AttemptRevived(X, 0, 1, "r");
    }

    @Test
    void shouldTellTunersOfTheObjectiveAsTheDefault() {
        // given
        hear(new ExperimentCreated(X, Configs.optimizing("acc").asMap()));
        hear(new MetricReported(X, 0, 1, 0, MetricKind.INTERMEDIATE, Map.of("acc", 0.25, "default", 9.0), null));
        hear(new MetricReported(X, 0, 1, 1, MetricKind.FINAL, Map.of("acc", 0.5, "default", 9.0), null));

        // when
        Observation end = hear(new TrialEnded(X, 0, TrialState.SUCCEEDED, 0.5, null, null))
                .orElseThrow();

        // then
        assertThat(end.metrics()).isEqualTo(Map.of("acc", 0.5, "default", 0.5));
        assertThat(end.intermediates()).containsExactly(0.25);
    }

    @Test
    void shouldTellTunersOfAllObjectives() {
        // given
        hear(new ExperimentCreated(X, Configs.optimizingSeveral(9, 1).asMap()));
        Map<String, Double> both = Map.of("acc", 0.5, "size", 2.0);
        hear(new MetricReported(X, 0, 1, 0, MetricKind.INTERMEDIATE, Map.of("acc", 0.25), null));
        hear(new MetricReported(X, 0, 1, 1, MetricKind.FINAL, Map.of("acc", 0.9), null)); // not a result
        hear(new MetricReported(X, 0, 1, 2, MetricKind.FINAL, both, null));

        // when
        Observation end = hear(new TrialEnded(X, 0, TrialState.SUCCEEDED, 0.5, null, null, both))
                .orElseThrow();
        hear(new TrialProposed(X, 1, Map.of("lr", 0.1), null));
        Observation reused = hear(new TrialEnded(X, 1, TrialState.SUCCEEDED, 0.5, "not run", null, both))
                .orElseThrow();
        Observation imported =
                hear(new ResultImported(X, Map.of("lr", 0.2), 0.5, both, null)).orElseThrow();

        // then
        assertThat(List.of(end, reused, imported))
                .allSatisfy(observation ->
                        assertThat(observation.metrics()).isEqualTo(Map.of("acc", 0.5, "size", 2.0, "default", 0.5)));
        assertThat(end.intermediates()).containsExactly(0.25);
    }

    @Test
    void shouldHearThatALostTrialGoesOnAndHowItEnds() {
        // given
        hear(report(MetricKind.INTERMEDIATE, 0.3));
        assertThat(hear(end(TrialState.FAILED, null, Failure.LOST))
                        .orElseThrow()
                        .state())
                .isEqualTo(Observation.State.FAILED);

        // when
        Observation again = hear(revived()).orElseThrow();

        // then
        assertThat(again.state()).isEqualTo(Observation.State.PENDING);
        assertThat(again.configuration().values()).isEqualTo(Map.of("lr", 0.1));
        hear(report(MetricKind.INTERMEDIATE, 0.4));
        hear(report(MetricKind.FINAL, 0.5));
        Observation end = hear(end(TrialState.SUCCEEDED, 0.5, null)).orElseThrow();
        assertThat(end.state()).isEqualTo(Observation.State.SUCCEEDED);
        assertThat(end.intermediates()).as("one attempt, one curve").isEqualTo(List.of(0.3, 0.4));
        assertThat(end.metrics()).isEqualTo(Map.of("default", 0.5));
    }

    @Test
    void shouldNotHearOfSilenceNorOfItsEnd() {
        assertThat(hear(new AttemptSilent(X, 0, 1, "r"))).isEmpty();
        assertThat(hear(revived())).isEmpty();
    }

    @Test
    void shouldNotHearTwiceThatATrialIsPendingWhichNeverEnded() {
        assertThat(hear(new TrialRequeued(X, 0, "lost", RequeueCause.LOSS))).isEmpty();
        assertThat(hear(revived())).isEmpty();
    }

    @Test
    void shouldHearThatAFailedTrialIsTriedAgain() {
        hear(report(MetricKind.INTERMEDIATE, 0.3));
        hear(end(TrialState.FAILED, null, Failure.ERROR));
        assertThat(hear(new TrialRequeued(X, 0, "r", RequeueCause.RETRY))
                        .orElseThrow()
                        .state())
                .isEqualTo(Observation.State.PENDING);
        hear(new AttemptScheduled(X, 0, 2));
        Observation end =
                hear(end(TrialState.FAILED, null, Failure.OUT_OF_MEMORY)).orElseThrow();
        assertThat(end.state()).isEqualTo(Observation.State.INFEASIBLE);
        assertThat(end.intermediates()).as("a new attempt begins anew").isEmpty();
    }

    @Test
    void shouldNotMixLateReportsOfAReplacedAttemptIntoTheNext() {
        hear(new TrialRequeued(X, 0, "lost", RequeueCause.LOSS));
        hear(new AttemptScheduled(X, 0, 2));
        hear(report(MetricKind.INTERMEDIATE, 0.3));
        hear(report(MetricKind.FINAL, 0.4));
        hear(new MetricReported(X, 0, 2, 0, MetricKind.FINAL, Map.of("default", 0.5, "loss", 0.1), null));
        Observation end = hear(end(TrialState.SUCCEEDED, 0.5, null)).orElseThrow();
        assertThat(end.intermediates()).isEmpty();
        assertThat(end.metrics()).isEqualTo(Map.of("default", 0.5, "loss", 0.1));
    }

    @Test
    void shouldHearTheWorstValueInPlaceOfOneThatIsNotFinite() {
        hear(report(MetricKind.FINAL, Double.NaN));
        Observation end =
                hear(end(TrialState.SUCCEEDED, 0.2, Failure.NOT_FINITE)).orElseThrow();
        assertThat(end.state()).isEqualTo(Observation.State.SUCCEEDED);
        assertThat(end.metrics()).isEqualTo(Map.of("default", 0.2));
    }

    @Test
    void shouldHearTheLastValueOfATrialThatWasStoppedEarly() {
        hear(new MetricReported(X, 0, 1, 0, MetricKind.INTERMEDIATE, Map.of("default", 0.2), null));
        hear(new MetricReported(X, 0, 1, 1, MetricKind.INTERMEDIATE, Map.of("default", 0.3), null));
        Observation early = hear(end(TrialState.EARLY_STOPPED, 0.3, null)).orElseThrow();
        assertThat(early.state()).isEqualTo(Observation.State.EARLY_STOPPED);
        assertThat(early.value()).hasValue(0.3);
        assertThat(early.intermediates()).containsExactly(0.2, 0.3);
    }

    @Test
    void shouldHearNoValueOfATrialThatWasStoppedAsItDiverged() {
        Observation early =
                hear(end(TrialState.EARLY_STOPPED, Double.NaN, null)).orElseThrow();
        assertThat(early.state()).isEqualTo(Observation.State.EARLY_STOPPED);
        assertThat(early.value()).isEmpty();
    }

    @Test
    void shouldHearThatAConfigurationIsInfeasible() {
        hear(report(MetricKind.FINAL, Double.NaN));
        Observation end =
                hear(end(TrialState.FAILED, Double.NaN, Failure.INFEASIBLE)).orElseThrow();
        assertThat(end.state()).isEqualTo(Observation.State.INFEASIBLE);
        assertThat(end.metrics()).isEmpty();
    }

    @Test
    void shouldForgetATrialThatHasAResult() {
        hear(end(TrialState.SUCCEEDED, 0.5, null));
        assertThat(hear(revived())).isEmpty();
        assertThat(hear(new TrialRequeued(X, 0, "r", RequeueCause.RETRY))).isEmpty();
    }
}
