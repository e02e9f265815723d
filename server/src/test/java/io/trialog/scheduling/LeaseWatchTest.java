package io.trialog.scheduling;

import static io.trialog.fixtures.EngineFixture.X;
import static io.trialog.fixtures.EngineFixture.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.engine.ApplierRegistry;
import io.trialog.engine.Command;
import io.trialog.event.AttemptAwaited;
import io.trialog.event.AttemptEnded;
import io.trialog.event.AttemptRevived;
import io.trialog.event.AttemptScheduled;
import io.trialog.event.AttemptSilent;
import io.trialog.event.EndCause;
import io.trialog.event.Event;
import io.trialog.event.ExperimentCreated;
import io.trialog.event.ExperimentState;
import io.trialog.event.ExperimentStateChanged;
import io.trialog.event.Failure;
import io.trialog.event.RecordedEvent;
import io.trialog.event.TrialEnded;
import io.trialog.event.TrialProposed;
import io.trialog.event.TrialState;
import io.trialog.experiment.Experiments;
import io.trialog.experiment.RecordSignOfLife;
import io.trialog.fixtures.Configs;
import io.trialog.spi.training.AttemptKey;
import io.trialog.trial.AttemptPolicy;
import io.trialog.trial.NonFiniteMetric;
import io.trialog.trial.RecordAttemptEnded;
import io.trialog.trial.RecordSilence;
import io.trialog.trial.Trials;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** One attempt with a lease of 30 seconds. */
class LeaseWatchTest {

    private static final AttemptPolicy POLICY =
            new AttemptPolicy(0, List.of(), 0, NonFiniteMetric.FAIL, Duration.ofSeconds(30));
    private static final AttemptKey KEY = attempt(0, 1);
    private static final RecordSilence SILENCE = new RecordSilence(KEY, "no sign of life for 30 s (trialLease)");
    private static final RecordSignOfLife SIGN = new RecordSignOfLife(KEY);

    private final List<Command<?>> commands = new ArrayList<>();
    private long nanos = Long.MAX_VALUE - 1000; // such clocks may begin anywhere, and run over
    private final LeaseWatch watch = new LeaseWatch(() -> nanos, commands::add);

    @BeforeEach
    void schedule() {
        happens(new ExperimentCreated(X, Configs.of(9, 2, null, POLICY).asMap()), new AttemptScheduled(X, 0, 1));
    }

    private void happens(Event... events) {
        for (Event event : events) {
            watch.committed(List.of(new RecordedEvent(1, Instant.EPOCH, "test", event)));
        }
    }

    /** Lives through some seconds. */
    private void after(int seconds) {
        for (int i = 0; i < seconds; i++) {
            nanos += Duration.ofSeconds(1).toNanos();
            watch.tick();
        }
    }

    /** Does not live through some seconds. */
    private void suspendedFor(int seconds) {
        nanos += Duration.ofSeconds(seconds).toNanos();
    }

    @Test
    void shouldNotExpectSignsOfAnAttemptWhoseReportsAreAwaited() {
        watch.heartbeat(KEY);
        happens(new AttemptAwaited(X, 0, 1, "its reports"));
        after(40);
        watch.heartbeat(KEY); // one that was on its way
        after(40);
        assertThat(commands).isEmpty();
    }

    private static AttemptEnded ended(EndCause cause) {
        return new AttemptEnded(X, 0, 1, cause, null, null, Instant.EPOCH);
    }

    private static TrialEnded failed(Failure failure) {
        return new TrialEnded(X, 0, TrialState.FAILED, null, null, failure);
    }

    @Test
    void shouldTellTheLeaseOfTheExperiment() {
        assertThat(watch.heartbeat(KEY)).isEqualTo(Duration.ofSeconds(30));
        assertThat(watch.heartbeat(new AttemptKey("y", 0, 1))).isEqualTo(AttemptPolicy.DEFAULT.lease());
    }

    @Test
    void shouldRecordSilenceOnceWhenTheLeaseIsOver() {
        watch.heartbeat(KEY);
        after(29);
        assertThat(commands).isEmpty();
        after(1);
        assertThat(commands).containsExactly(SILENCE);
        after(100);
        happens(new AttemptSilent(X, 0, 1, "r"));
        after(100);
        assertThat(commands).containsExactly(SILENCE);
    }

    @Test
    void shouldSendNothingToTheEngineWhileThereAreSignsOfLife() {
        for (int i = 0; i < 100; i++) {
            watch.heartbeat(KEY);
            after(10);
            watch.reported(KEY);
            after(10);
        }
        assertThat(commands).isEmpty();
    }

    @Test
    void shouldNotWatchWhoNeverSentAHeartbeat() {
        watch.reported(KEY);
        after(1000);
        assertThat(commands).isEmpty();
    }

    @Test
    void shouldRecordTheNextSignOfLifeOnce() {
        watch.heartbeat(KEY);
        after(30);
        happens(new AttemptSilent(X, 0, 1, "r"));
        watch.heartbeat(KEY);
        watch.heartbeat(KEY);
        assertThat(commands).containsExactly(SILENCE, SIGN);
    }

    @Test
    void shouldRecordASignOfLifeThatComesBeforeTheSilenceIsRecorded() {
        watch.heartbeat(KEY);
        after(30);
        watch.heartbeat(KEY);
        happens(new AttemptSilent(X, 0, 1, "r"), new AttemptRevived(X, 0, 1, "r"));
        watch.heartbeat(KEY);
        assertThat(commands).containsExactly(SILENCE, SIGN);
    }

    @Test
    void shouldBeginAgainAfterAReportBroughtItBack() {
        watch.heartbeat(KEY);
        after(30);
        happens(new AttemptSilent(X, 0, 1, "r"));
        watch.reported(KEY);
        happens(new AttemptRevived(X, 0, 1, "r"));
        after(29);
        assertThat(commands).containsExactly(SILENCE);
        after(1);
        assertThat(commands).containsExactly(SILENCE, SILENCE);
    }

    @Test
    void shouldNotCountTimeInWhichThisProcessDidNotRun() {
        // given
        watch.heartbeat(KEY);
        after(20);

        // when it is stopped for an hour; signs of life waited at its door, or may still come
        suspendedFor(3600);
        watch.tick();
        assertThat(commands).isEmpty();
        after(7);
        assertThat(commands).isEmpty();

        // then the lease goes on from there
        after(3);
        assertThat(commands).containsExactly(SILENCE);
    }

    @Test
    void shouldNotGiveMoreThanALeaseToASignThatCameInTheGap() {
        watch.heartbeat(KEY);
        suspendedFor(3600);
        watch.heartbeat(KEY);
        watch.tick();
        after(29);
        assertThat(commands).isEmpty();
        after(1);
        assertThat(commands).containsExactly(SILENCE);
    }

    @Test
    void shouldForgetWhoEnded() {
        watch.heartbeat(KEY);
        happens(ended(EndCause.EXITED), failed(Failure.ERROR));
        after(100);
        watch.heartbeat(KEY);
        after(100);
        assertThat(commands).isEmpty();
    }

    @Test
    void shouldForgetWhoWasReplaced() {
        watch.heartbeat(KEY);
        happens(ended(EndCause.LOST), new AttemptScheduled(X, 0, 2));
        watch.heartbeat(KEY);
        after(100);
        assertThat(commands).isEmpty();
    }

    @Test
    void shouldRecordASignOfLifeOfALostAttempt() {
        happens(ended(EndCause.LOST), failed(Failure.LOST));
        watch.heartbeat(KEY);
        assertThat(commands).containsExactly(SIGN);
    }

    @Test
    void shouldForgetALostAttemptWhoseTrialHasAResult() {
        happens(ended(EndCause.LOST), new TrialEnded(X, 0, TrialState.SUCCEEDED, 0.5, null, null));
        watch.heartbeat(KEY);
        assertThat(commands).isEmpty();
    }

    @Test
    void shouldRememberAfterARestartWhoIsSilent() {
        // given
        ApplierRegistry appliers = new ApplierRegistry();
        Experiments experiments = new Experiments();
        experiments.register(appliers);
        Trials trials = new Trials();
        trials.register(appliers);
        long position = 0;
        for (Event event : List.of(
                new ExperimentCreated(X, Configs.of(9, 2, null, POLICY).asMap()),
                new TrialProposed(X, 0, Map.of(), null),
                new TrialProposed(X, 1, Map.of(), null),
                new AttemptScheduled(X, 0, 1),
                new AttemptScheduled(X, 1, 1),
                new AttemptSilent(X, 0, 1, "r"))) {
            appliers.apply(new RecordedEvent(++position, Instant.EPOCH, "test", event));
        }
        LeaseWatch restarted = new LeaseWatch(() -> nanos, commands::add);
        restarted.begin(experiments, trials);

        // when
        restarted.heartbeat(attempt(1, 1));
        restarted.heartbeat(KEY);

        // then
        assertThat(commands).containsExactly(SIGN);
    }

    @Test
    void shouldTakeTheLongestLeaseThatCanBeWritten() {
        // given
        AttemptPolicy forever =
                new AttemptPolicy(0, List.of(), 0, NonFiniteMetric.FAIL, Duration.ofDays(999_999_999_999L));
        happens(new ExperimentCreated(X, Configs.of(9, 2, null, forever).asMap()), new AttemptScheduled(X, 0, 1));

        // then
        watch.heartbeat(KEY);
        after(100);
        assertThat(commands).isEmpty();
    }

    @Nested
    class OfATrialThatWasAskedFor {

        private final RecordAttemptEnded loss =
                new RecordAttemptEnded(KEY, EndCause.LOST, null, "no sign of life for 10 s (its lease)", null);

        @BeforeEach
        void claim() {
            happens(new AttemptScheduled(X, 0, 1, "a", null, 10));
        }

        @Test
        void shouldBeLostWhenNothingIsHeardOfItFromTheClaimOn() {
            after(9);
            assertThat(commands).isEmpty();
            after(1);
            assertThat(commands).containsExactly(loss);
            after(100);
            assertThat(commands).containsExactly(loss);
        }

        @Test
        void shouldHaveItsOwnLease() {
            assertThat(watch.heartbeat(KEY)).isEqualTo(Duration.ofSeconds(10));
        }

        @Test
        void shouldHaveTheLeaseOfTheExperimentWhenItNamesNone() {
            happens(new AttemptScheduled(X, 0, 1, "a", null, null));
            assertThat(watch.heartbeat(KEY)).isEqualTo(Duration.ofSeconds(30));
        }

        @Test
        void shouldRenewItsLeaseWithReports() {
            after(8);
            watch.reported(KEY);
            after(9);
            assertThat(commands).isEmpty();
            after(1);
            assertThat(commands).containsExactly(loss);
        }

        @Test
        void shouldNotBeLostWhileTheServerIsSuspended() {
            after(5);
            suspendedFor(1000);
            after(2);
            assertThat(commands).isEmpty();
        }

        @Test
        void shouldHaveALeaseAgainWhenItIsAliveAfterAll() {
            after(10);
            happens(ended(EndCause.LOST), new AttemptRevived(X, 0, 1, "reported"));
            after(9);
            assertThat(commands).containsExactly(loss);
            after(1);
            assertThat(commands).containsExactly(loss, loss);
        }

        @Test
        void shouldBeUnderWayUntilItsEnd() {
            assertThat(watch.isUnderWay(KEY)).isTrue();
            happens(ended(EndCause.LOST));
            assertThat(watch.isUnderWay(KEY)).isTrue();
            happens(ended(EndCause.KILLED));
            assertThat(watch.isUnderWay(KEY)).isFalse();
        }

        @Test
        void shouldHaveALeaseOnANewServerWhenItsExperimentRunsAgain() {
            // given
            ApplierRegistry appliers = new ApplierRegistry();
            Experiments experiments = new Experiments();
            experiments.register(appliers);
            Trials trials = new Trials();
            trials.register(appliers);
            long position = 0;
            for (Event event : List.of(
                    new ExperimentCreated(X, Configs.external(9, POLICY).asMap()),
                    new TrialProposed(X, 0, Map.of(), null),
                    new AttemptScheduled(X, 0, 1, "a", null, 10))) {
                appliers.apply(new RecordedEvent(++position, Instant.EPOCH, "test", event));
            }
            LeaseWatch restarted = new LeaseWatch(() -> nanos, commands::add);
            restarted.begin(experiments, trials);

            // when
            live(restarted, 100);
            assertThat(commands).isEmpty();
            restarted.committed(List.of(new RecordedEvent(
                    9, Instant.EPOCH, "test", new ExperimentStateChanged(X, ExperimentState.RUNNING, "resumed"))));
            live(restarted, 9);
            assertThat(commands).isEmpty();

            // then
            live(restarted, 1);
            assertThat(commands).containsExactly(loss);
        }

        private void live(LeaseWatch server, int seconds) {
            for (int i = 0; i < seconds; i++) {
                nanos += Duration.ofSeconds(1).toNanos();
                server.tick();
            }
        }
    }
}
