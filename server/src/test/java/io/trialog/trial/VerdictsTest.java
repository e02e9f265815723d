package io.trialog.trial;

import static io.trialog.fixtures.EngineFixture.X;
import static io.trialog.fixtures.EngineFixture.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.AttemptEnded;
import io.trialog.event.EndCause;
import io.trialog.event.Event;
import io.trialog.event.Failure;
import io.trialog.event.MetricKind;
import io.trialog.event.RequeueCause;
import io.trialog.event.StopCause;
import io.trialog.event.TrialEnded;
import io.trialog.event.TrialRequeued;
import io.trialog.event.TrialState;
import io.trialog.experiment.StopExperiment;
import io.trialog.fixtures.Configs;
import io.trialog.fixtures.EngineFixture;
import io.trialog.metric.Report;
import io.trialog.metric.ReportMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class VerdictsTest {

    private EngineFixture fixture;

    @BeforeEach
    void startTrial() {
        fixture = EngineFixture.running(Configs.of(9, 1));
        fixture.whenTunerAnswers();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void report(MetricKind kind, double value) {
        fixture.when(new ReportMetrics(
                attempt(0, 1), List.of(Report.of(kind.ordinal(), kind, Map.of("default", value), null))));
    }

    private void end(EndCause cause, Integer exitCode, String message) {
        fixture.when(new RecordAttemptEnded(attempt(0, 1), cause, exitCode, message, null));
    }

    private void thenEnded(TrialState state, Double value, String reason, Failure failure) {
        assertThat(fixture.newEvents()).contains((Event) new TrialEnded(X, 0, state, value, reason, failure));
    }

    @Test
    void shouldSucceedWithAFiniteFinalMetric() {
        report(MetricKind.FINAL, 0.9);
        end(EndCause.EXITED, 0, null);
        thenEnded(TrialState.SUCCEEDED, 0.9, null, null);
    }

    @Test
    void shouldFailWithoutFinalMetric() {
        report(MetricKind.INTERMEDIATE, 0.9);
        end(EndCause.EXITED, 0, null);
        thenEnded(TrialState.FAILED, null, "exited without reporting a final metric", Failure.NO_RESULT);
    }

    @Test
    void shouldQuoteTheLastLineOfATrialThatDidNotReport() {
        end(EndCause.EXITED, 0, "trialog: the final result is not reported: value: 'good'\n");
        thenEnded(
                TrialState.FAILED,
                null,
                "exited without reporting a final metric: trialog: the final result is not reported: value: 'good'",
                Failure.NO_RESULT);
    }

    @Test
    void shouldKeepTheLastWordsOfAFailureOnly() {
        report(MetricKind.FINAL, 0.9);
        end(EndCause.EXITED, 0, "a harmless warning\n");
        assertThat(fixture.newEvents())
                .filteredOn(event -> event instanceof AttemptEnded)
                .singleElement()
                .satisfies(event -> assertThat(((AttemptEnded) event).message()).isNull());
    }

    @Test
    void shouldFailOnNotANumber() {
        report(MetricKind.FINAL, Double.NaN);
        end(EndCause.EXITED, 0, null);
        thenEnded(TrialState.FAILED, Double.NaN, "final metric is NaN (expected: a finite number)", Failure.NOT_FINITE);
    }

    @Test
    void shouldFailOnInfinity() {
        report(MetricKind.FINAL, Double.POSITIVE_INFINITY);
        end(EndCause.EXITED, 0, null);
        thenEnded(
                TrialState.FAILED,
                Double.POSITIVE_INFINITY,
                "final metric is Infinity (expected: a finite number)",
                Failure.NOT_FINITE);
    }

    @Test
    void shouldNameTheRefusedReport() {
        fixture.when(new ReportMetrics(
                attempt(0, 1), List.of(Report.refused(0, MetricKind.FINAL, "\"good\" (expected: a number)"))));
        end(EndCause.EXITED, 0, null);
        thenEnded(
                TrialState.FAILED,
                null,
                "exited without a usable final metric: \"good\" (expected: a number)",
                Failure.NO_RESULT);
    }

    @Test
    void shouldSayWhatAFinalReportHadThatLacksTheDefault() {
        fixture.when(new ReportMetrics(
                attempt(0, 1),
                List.of(Report.of(0, MetricKind.FINAL, new TreeMap<>(Map.of("acc", 1.0, "b", 2.0)), null))));
        end(EndCause.EXITED, 0, null);
        thenEnded(
                TrialState.FAILED,
                null,
                "exited without a usable final metric: value.default: missing (reported: acc, b)",
                Failure.NO_RESULT);
    }

    @Nested
    class OfAnotherObjective {

        @BeforeEach
        void startTrial() {
            fixture.close();
            fixture = EngineFixture.running(Configs.optimizing("acc"));
            fixture.whenTunerAnswers();
        }

        private void report(long sequence, MetricKind kind, Map<String, Double> values) {
            fixture.when(new ReportMetrics(attempt(0, 1), List.of(Report.of(sequence, kind, values, null))));
        }

        @Test
        void shouldTakeItsNumber() {
            report(0, MetricKind.FINAL, Map.of("acc", 0.7, "default", 0.1));
            end(EndCause.EXITED, 0, null);
            thenEnded(TrialState.SUCCEEDED, 0.7, null, null);
            assertThat(Objects.requireNonNull(
                                    fixture.board().experiment(X).orElseThrow().best())
                            .value())
                    .isEqualTo(0.7);
        }

        @Test
        void shouldTakeTheFirstFinalReportThatHasIt() {
            report(0, MetricKind.FINAL, Map.of("default", 0.1));
            report(1, MetricKind.FINAL, Map.of("acc", 0.7));
            report(2, MetricKind.FINAL, Map.of("acc", 0.8));
            end(EndCause.EXITED, 0, null);
            thenEnded(TrialState.SUCCEEDED, 0.7, null, null);
        }

        @Test
        void shouldFailWithoutIt() {
            report(0, MetricKind.INTERMEDIATE, Map.of("acc", 0.1));
            report(1, MetricKind.FINAL, Map.of("default", 0.1));
            end(EndCause.EXITED, 0, null);
            thenEnded(
                    TrialState.FAILED,
                    null,
                    "exited without a usable final metric: value.acc: missing (reported: default)",
                    Failure.NO_RESULT);
        }

        @Test
        void shouldEndEarlyWithItsLastIntermediateNumber() {
            report(0, MetricKind.INTERMEDIATE, Map.of("acc", 0.3, "default", 0.9));
            report(1, MetricKind.INTERMEDIATE, Map.of("default", 0.9));
            fixture.when(new StopTrial(X, 0, StopCause.ASSESSOR, "below the median"));
            end(EndCause.KILLED, null, null);
            thenEnded(TrialState.EARLY_STOPPED, 0.3, "below the median", null);
            assertThat(fixture.board().trial(X, 0).orElseThrow().latest()).isEqualTo(0.3);
            assertThat(fixture.board().trial(X, 0).orElseThrow().reportCount()).isEqualTo(2);
        }
    }

    @Test
    void shouldFailOnAnExitCodeAndQuoteTheLastLine() {
        report(MetricKind.FINAL, 0.9);
        end(EndCause.EXITED, 1, "Traceback ...\nValueError: lr\n");
        thenEnded(TrialState.FAILED, 0.9, "exit code 1: ValueError: lr", Failure.ERROR);
    }

    @Test
    void shouldEndEarlyWithTheLastIntermediateValue() {
        report(MetricKind.INTERMEDIATE, 0.3);
        fixture.when(new StopTrial(X, 0, StopCause.ASSESSOR, "below the median"));
        end(EndCause.KILLED, null, null);
        thenEnded(TrialState.EARLY_STOPPED, 0.3, "below the median", null);
    }

    @Test
    void shouldTakeAnExitOnRequestAsTheStop() {
        fixture.when(new StopTrial(X, 0, StopCause.USER, "enough"));
        end(EndCause.EXITED, 143, null);
        thenEnded(TrialState.USER_CANCELED, null, "enough", null);
    }

    @Test
    void shouldEndEarlyWhenATrialEndsItselfInPeaceOnRequest() {
        report(MetricKind.INTERMEDIATE, 0.3);
        fixture.when(new StopTrial(X, 0, StopCause.ASSESSOR, "below the median"));
        end(EndCause.EXITED, 0, null);
        thenEnded(TrialState.EARLY_STOPPED, 0.3, "below the median", null);
    }

    @Test
    void shouldCountASuccessThatCameBeforeTheKill() {
        report(MetricKind.FINAL, 0.9);
        fixture.when(new StopTrial(X, 0, StopCause.USER, "enough"));
        end(EndCause.EXITED, 0, null);
        thenEnded(TrialState.SUCCEEDED, 0.9, null, null);
    }

    @Test
    void shouldCancelWhatRanTooLong() {
        end(EndCause.TIMED_OUT, null, null);
        thenEnded(TrialState.SYS_CANCELED, null, "ran longer than maxTrialDuration", Failure.TIMED_OUT);
    }

    @Test
    void shouldTryALostTrialAgainAFewTimes() {
        for (int attempt = 1; attempt < 3; attempt++) {
            fixture.when(new RecordAttemptEnded(attempt(0, attempt), EndCause.LOST, null, "gone", null));
            assertThat(fixture.newEvents()).contains((Event) new TrialRequeued(X, 0, "lost: gone", RequeueCause.LOSS));
        }
        fixture.when(new RecordAttemptEnded(attempt(0, 3), EndCause.LOST, null, "gone", null));
        thenEnded(TrialState.FAILED, null, "lost 3 times, last: gone", Failure.LOST);
    }

    @Test
    void shouldSucceedWithTheFinalMetricOfALostAttempt() {
        report(MetricKind.FINAL, 0.9);
        end(EndCause.LOST, null, "gone");
        thenEnded(TrialState.SUCCEEDED, 0.9, "its end was not seen; it had reported its final metric", null);
        assertThat(fixture.newEvents())
                .as("why it is lost is worth its place in the log")
                .filteredOn(event -> event instanceof AttemptEnded)
                .singleElement()
                .satisfies(event -> assertThat(((AttemptEnded) event).message()).isEqualTo("gone"));
    }

    @Test
    void shouldSucceedWithTheFinalMetricOfALostAttemptThatWasStoppedWithItsExperiment() {
        report(MetricKind.FINAL, 0.9);
        fixture.when(new StopExperiment(X, "enough"));
        end(EndCause.LOST, null, "gone");
        thenEnded(TrialState.SUCCEEDED, 0.9, "its end was not seen; it had reported its final metric", null);
    }

    @Test
    void shouldCancelALostTrialThatSomebodyStopped() {
        report(MetricKind.FINAL, 0.9);
        fixture.when(new StopTrial(X, 0, StopCause.USER, "enough"));
        end(EndCause.LOST, null, "gone");
        thenEnded(TrialState.USER_CANCELED, 0.9, "enough", null);
    }

    @Test
    void shouldJudgeTheFinalMetricOfALostAttemptThatIsNotFinite() {
        report(MetricKind.FINAL, Double.NaN);
        end(EndCause.LOST, null, "gone");
        thenEnded(
                TrialState.FAILED,
                Double.NaN,
                "its end was not seen; it had reported its final metric, which is NaN (expected: a finite number)",
                Failure.NOT_FINITE);
        fixture.when(new ReportMetrics(
                attempt(0, 1), List.of(Report.of(7, MetricKind.INTERMEDIATE, Map.of("default", 0.1), null))));
        assertThat(fixture.newEvents())
                .as("a result is no loss that could be undone")
                .hasSize(1);
    }

    /** What further attempts there are, and what odd results mean. */
    @Nested
    class WithPolicy {

        @AutoClose
        private @Nullable EngineFixture own;

        private EngineFixture under(int onFailure, List<Integer> exitCodes, NonFiniteMetric nonFinite) {
            AttemptPolicy policy = new AttemptPolicy(onFailure, exitCodes, 2, nonFinite, Duration.ofSeconds(60));
            EngineFixture made =
                    EngineFixture.running(Configs.of(9, 1, null, policy)).whenTunerAnswers();
            own = made;
            return made;
        }

        private static void exit(EngineFixture fixture, int attempt, int exitCode, @Nullable String stderr) {
            fixture.when(new RecordAttemptEnded(attempt(0, attempt), EndCause.EXITED, exitCode, stderr, null));
        }

        private static void result(EngineFixture fixture, long number, int attempt, double value) {
            fixture.when(new ReportMetrics(
                    attempt(number, attempt), List.of(Report.of(0, MetricKind.FINAL, Map.of("default", value), null))));
            fixture.when(new RecordAttemptEnded(attempt(number, attempt), EndCause.EXITED, 0, null, null));
        }

        private static void thenTriedAgain(EngineFixture fixture, String why) {
            assertThat(fixture.newEvents())
                    .contains((Event) new TrialRequeued(X, 0, "to be tried again: " + why, RequeueCause.FAILURE));
        }

        private static void thenEnded(
                EngineFixture fixture, TrialState state, @Nullable Double value, String reason, Failure failure) {
            assertThat(fixture.newEvents()).contains((Event) new TrialEnded(X, 0, state, value, reason, failure));
        }

        @Test
        void shouldTryAFailureAgainAsOftenAsGranted() {
            EngineFixture fixture = under(2, List.of(), NonFiniteMetric.FAIL);
            exit(fixture, 1, 3, null);
            thenTriedAgain(fixture, "exit code 3");
            exit(fixture, 2, 4, "ValueError: x\n");
            thenTriedAgain(fixture, "exit code 4: ValueError: x");
            exit(fixture, 3, 5, null);
            thenEnded(fixture, TrialState.FAILED, null, "exit code 5", Failure.ERROR);
        }

        @Test
        void shouldNotTryAgainByDefault() {
            EngineFixture fixture = under(0, List.of(), NonFiniteMetric.FAIL);
            exit(fixture, 1, 3, null);
            thenEnded(fixture, TrialState.FAILED, null, "exit code 3", Failure.ERROR);
        }

        @Test
        void shouldTryAgainOnlyAfterTheExitCodesNamed() {
            EngineFixture fixture = under(5, List.of(75), NonFiniteMetric.FAIL);
            exit(fixture, 1, 75, null);
            thenTriedAgain(fixture, "exit code 75");
            exit(fixture, 2, 1, null);
            thenEnded(fixture, TrialState.FAILED, null, "exit code 1", Failure.ERROR);
        }

        @Test
        void shouldNotTryAgainWhatNeedsMoreMemory() {
            EngineFixture fixture = under(5, List.of(), NonFiniteMetric.FAIL);
            exit(fixture, 1, 1, "MemoryError\n");
            thenEnded(fixture, TrialState.FAILED, null, "out of memory: MemoryError", Failure.OUT_OF_MEMORY);
        }

        @Test
        void shouldTryAgainAfterAKillOfTheSystemWhenThatIsNamed() {
            EngineFixture fixture = under(1, List.of(137), NonFiniteMetric.FAIL);
            exit(fixture, 1, 137, null);
            thenTriedAgain(fixture, "out of memory: killed (exit code 137), as the system does when memory runs out");
            exit(fixture, 2, 137, null);
            thenEnded(
                    fixture,
                    TrialState.FAILED,
                    null,
                    "out of memory: killed (exit code 137), as the system does when memory runs out",
                    Failure.OUT_OF_MEMORY);
        }

        @Test
        void shouldNotTakeAKillOfOursForLackOfMemory() {
            EngineFixture fixture = under(5, List.of(), NonFiniteMetric.FAIL);
            fixture.when(new StopTrial(X, 0, StopCause.USER, "enough"));
            exit(fixture, 1, 137, "CUDA out of memory\n");
            thenEnded(fixture, TrialState.USER_CANCELED, null, "enough", null);
        }

        @Test
        void shouldCountFailuresAndLossesApart() {
            EngineFixture fixture = under(1, List.of(), NonFiniteMetric.FAIL);
            fixture.when(new RecordAttemptEnded(attempt(0, 1), EndCause.LOST, null, "gone", null));
            exit(fixture, 2, 1, null);
            thenTriedAgain(fixture, "exit code 1");
            fixture.when(new RecordAttemptEnded(attempt(0, 3), EndCause.LOST, null, "gone", null));
            exit(fixture, 4, 1, null);
            thenEnded(fixture, TrialState.FAILED, null, "exit code 1", Failure.ERROR);
        }

        @Test
        void shouldTryAgainWhatIsNotFinite() {
            EngineFixture fixture = under(0, List.of(), NonFiniteMetric.RETRY);
            result(fixture, 0, 1, Double.NaN);
            thenTriedAgain(fixture, "final metric is NaN (expected: a finite number)");
            result(fixture, 0, 2, Double.NEGATIVE_INFINITY);
            thenEnded(
                    fixture,
                    TrialState.FAILED,
                    Double.NEGATIVE_INFINITY,
                    "final metric is -Infinity (expected: a finite number)",
                    Failure.NOT_FINITE);
        }

        @Test
        void shouldTellTheTunerThatItIsInfeasible() {
            EngineFixture fixture = under(5, List.of(), NonFiniteMetric.INFEASIBLE);
            result(fixture, 0, 1, Double.NaN);
            thenEnded(
                    fixture,
                    TrialState.FAILED,
                    Double.NaN,
                    "final metric is NaN (expected: a finite number)",
                    Failure.INFEASIBLE);
            assertThat(Failure.INFEASIBLE.isInfeasible()).isTrue();
        }

        @Test
        void shouldCountAsTheWorstValueSoFar() {
            // given: more is better
            EngineFixture fixture = under(0, List.of(), NonFiniteMetric.WORST);
            result(fixture, 0, 1, 0.5);
            fixture.whenTunerAnswers();
            result(fixture, 1, 1, 0.2);
            fixture.whenTunerAnswers();

            // when
            result(fixture, 2, 1, Double.NaN);

            // then
            assertThat(fixture.newEvents()).contains((Event) new TrialEnded(
                    X,
                    2,
                    TrialState.SUCCEEDED,
                    0.2,
                    "final metric is NaN (expected: a finite number); counted as the worst value so far",
                    Failure.NOT_FINITE));
        }

        @Test
        void shouldFailWhileThereIsNoWorstValue() {
            EngineFixture fixture = under(0, List.of(), NonFiniteMetric.WORST);
            result(fixture, 0, 1, Double.NaN);
            thenEnded(
                    fixture,
                    TrialState.FAILED,
                    Double.NaN,
                    "final metric is NaN (expected: a finite number); no other value to stand for it",
                    Failure.NOT_FINITE);
        }
    }

    @Test
    void shouldHearOfAnEndOnce() {
        end(EndCause.EXITED, 1, null);
        end(EndCause.EXITED, 0, null);
        fixture.thenEvents();
        assertThat(fixture.reply()).isEqualTo(false);
    }
}
