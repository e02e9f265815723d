package io.trialog.tuning;

import static io.trialog.fixtures.EngineFixture.X;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trialog.engine.CommandSender;
import io.trialog.event.AssessorFailed;
import io.trialog.event.AttemptRevived;
import io.trialog.event.AttemptScheduled;
import io.trialog.event.Event;
import io.trialog.event.ExperimentCreated;
import io.trialog.event.ExperimentState;
import io.trialog.event.Failure;
import io.trialog.event.MetricKind;
import io.trialog.event.MetricReported;
import io.trialog.event.RecordedEvent;
import io.trialog.event.RequeueCause;
import io.trialog.event.TrialEnded;
import io.trialog.event.TrialRequeued;
import io.trialog.event.TrialState;
import io.trialog.experiment.CreateExperiment;
import io.trialog.experiment.ExperimentAssessorContext;
import io.trialog.fixtures.Configs;
import io.trialog.fixtures.EngineFixture;
import io.trialog.fixtures.SameThread;
import io.trialog.spi.assessor.Assessment;
import io.trialog.spi.assessor.Assessor;
import io.trialog.spi.assessor.AssessorContext;
import io.trialog.spi.assessor.AssessorFactory;
import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.tuner.Direction;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an assessor hears of one trial, in life and after a restart. */
class AssessorRunnerTest {

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final EngineFixture fixture = new EngineFixture();

    @AfterEach
    void stop() {
        fixture.close();
        timer.shutdownNow();
    }

    /** What the assessor hears of these events; the same whether they are past or not. */
    private List<String> heard(Event... events) {
        List<String> live = new ArrayList<>();
        AssessorRunner runner = runner(live);
        runner.live();
        List.of(events).forEach(event -> runner.committed(recorded(event)));

        List<String> replayed = new ArrayList<>();
        AssessorRunner restarted = runner(replayed);
        List.of(events).forEach(event -> restarted.replayed(recorded(event)));
        restarted.live();

        assertThat(replayed).isEqualTo(live);
        return live;
    }

    private static RecordedEvent recorded(Event event) {
        return new RecordedEvent(1, Instant.EPOCH, "test", event);
    }

    private AssessorRunner runner(List<String> heard) {
        return new AssessorRunner(
                X,
                new FakeFactory(heard),
                () -> new ExperimentAssessorContext(
                        Direction.MAXIMIZE, OptionSchema.none().read(Map.of()), 7),
                "test 1.0",
                new SameThread(),
                new CommandSender(fixture.engine(), timer));
    }

    private static AttemptScheduled attempt(int attempt) {
        return new AttemptScheduled(X, 0, attempt);
    }

    private static MetricReported report(int attempt, double value) {
        return new MetricReported(X, 0, attempt, 0, MetricKind.INTERMEDIATE, Map.of("default", value), null);
    }

    private static TrialEnded failed(Failure failure) {
        return new TrialEnded(X, 0, TrialState.FAILED, null, null, failure);
    }

    @Test
    void shouldGoOnWithTheCurveOfALostAttemptThatLives() {
        assertThat(heard(
                        attempt(1),
                        report(1, 0.1),
                        failed(Failure.LOST),
                        new AttemptRevived(X, 0, 1, "r"),
                        report(1, 0.2)))
                .containsExactly("[0.1]", "end", "[0.1, 0.2]");
    }

    @Test
    void shouldPauseTheExperimentWithTheCauseWhenTheAssessorFails() {
        // given
        fixture.when(new CreateExperiment(X, Configs.of(9, 1)));

        // when
        AssessorRunner runner = runner(new Throwing());
        runner.live();
        runner.committed(recorded(attempt(1)));
        runner.committed(recorded(report(1, 0.1)));
        runner.committed(recorded(report(1, 0.2)));

        // then
        await().until(() -> fixture.board().experiment(X).orElseThrow().state() == ExperimentState.PAUSED);
        assertThat(fixture.board().experiment(X).orElseThrow().reason())
                .startsWith("the assessor failed: ")
                .contains("no room");
        assertThat(fixture.events(1).stream().map(RecordedEvent::event))
                .filteredOn(AssessorFailed.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        AssessorFailed.class,
                        failed -> assertThat(failed.plugin()).isEqualTo("test 1.0"));
    }

    /** A list that cannot be added to stands for an assessor that fails. */
    private static final class Throwing extends AbstractList<String> {
        @Override
        public boolean add(String heard) {
            throw new IllegalStateException("no room");
        }

        @Override
        public String get(int index) {
            throw new IndexOutOfBoundsException(index);
        }

        @Override
        public int size() {
            return 0;
        }
    }

    @Test
    void shouldHearTheObjectiveOnly() {
        assertThat(heard(
                        new ExperimentCreated(X, Configs.optimizing("acc").asMap()),
                        attempt(1),
                        new MetricReported(
                                X, 0, 1, 0, MetricKind.INTERMEDIATE, Map.of("acc", 0.1, "default", 9.0), null),
                        report(1, 0.5),
                        new MetricReported(X, 0, 1, 2, MetricKind.INTERMEDIATE, Map.of("acc", 0.2), null)))
                .containsExactly("[0.1]", "[0.1, 0.2]");
    }

    @Test
    void shouldBeginAnewWithEveryAttempt() {
        assertThat(heard(
                        attempt(1),
                        report(1, 0.1),
                        failed(Failure.ERROR),
                        new TrialRequeued(X, 0, "r", RequeueCause.RETRY),
                        attempt(2),
                        report(2, 0.2)))
                .containsExactly("[0.1]", "end", "[0.2]");
    }

    @Test
    void shouldNotHearLateReportsOfAReplacedAttempt() {
        assertThat(heard(
                        attempt(1),
                        report(1, 0.1),
                        new TrialRequeued(X, 0, "lost", RequeueCause.LOSS),
                        attempt(2),
                        report(1, 0.9),
                        report(2, 0.2)))
                .containsExactly("[0.1]", "[0.2]");
    }

    private record FakeFactory(List<String> heard) implements AssessorFactory {

        @Override
        public String name() {
            return "Test";
        }

        @Override
        public String description() {
            return "writes down what it hears";
        }

        @Override
        public OptionSchema options() {
            return OptionSchema.none();
        }

        @Override
        public Assessor create(AssessorContext context) {
            return new Assessor() {
                @Override
                public Assessment assess(long trial, List<Double> curve) {
                    heard.add(curve.toString());
                    return Assessment.keepRunning();
                }

                @Override
                public void trialEnded(long trial, boolean succeeded) {
                    heard.add("end");
                }
            };
        }
    }
}
