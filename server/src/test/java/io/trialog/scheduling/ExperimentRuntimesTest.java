package io.trialog.scheduling;

import static io.trialog.fixtures.EngineFixture.X;
import static io.trialog.fixtures.EngineFixture.attempt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trialog.engine.CommandSender;
import io.trialog.engine.Follower;
import io.trialog.event.EndCause;
import io.trialog.event.ExperimentId;
import io.trialog.event.RecordedEvent;
import io.trialog.experiment.CreateExperiment;
import io.trialog.experiment.DeleteExperiment;
import io.trialog.experiment.LimitChanges;
import io.trialog.experiment.ResumeExperiment;
import io.trialog.experiment.StopExperiment;
import io.trialog.experiment.UpdateExperiment;
import io.trialog.fixtures.Configs;
import io.trialog.fixtures.EngineFixture;
import io.trialog.fixtures.InMemoryEventLog;
import io.trialog.fixtures.InMemoryTransports;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.ExperimentSummary;
import io.trialog.spi.space.Parameter;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.space.Uniform;
import io.trialog.trial.RecordAttemptEnded;
import io.trialog.tuning.RecordTunerFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When an experiment gets new followers. */
class ExperimentRuntimesTest {

    private static final SearchSpace OTHER = SearchSpace.of(new Parameter("lr", new Uniform(0, 0.5)));

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final InMemoryEventLog log = new InMemoryEventLog();
    private final ExperimentBoard board = new ExperimentBoard();
    /** The search spaces of all followers that were made. */
    private final List<SearchSpace> made = new CopyOnWriteArrayList<>();

    private final List<SearchSpace> closed = new CopyOnWriteArrayList<>();
    private final AtomicReference<ExperimentRuntimes> runtimes = new AtomicReference<>();
    private final InMemoryTransports transports = new InMemoryTransports();
    private EngineFixture fixture;
    private Instant now = Instant.EPOCH;

    @BeforeEach
    void start() {
        fixture = new EngineFixture(
                log,
                64,
                events -> events.forEach(board::apply),
                events -> runtimes.get().committed(events));
        runtimes.set(new ExperimentRuntimes(
                log, board, this::followers, transports, new CommandSender(fixture.engine(), timer), timer, () -> now));
        fixture.when(new CreateExperiment(X, Configs.of(2, 2))).whenTunerAnswers();
        assertThat(made).hasSize(1);
    }

    @AfterEach
    void stop() {
        runtimes.get().close();
        fixture.close();
        timer.shutdownNow();
    }

    private List<Follower> followers(ExperimentSummary experiment) {
        SearchSpace space = experiment.config().searchSpace();
        made.add(space);
        return List.of(new Follower() {
            @Override
            public void replayed(RecordedEvent recorded) {}

            @Override
            public void live() {}

            @Override
            public void committed(RecordedEvent recorded) {}

            @Override
            public void close() {
                closed.add(space);
            }
        });
    }

    @Test
    void shouldGoOnWithTheSameWhenALimitIsRaised() {
        fixture.when(new UpdateExperiment(X, LimitChanges.trials(5)));
        assertThat(fixture.newEvents()).as("back to RUNNING").hasSize(2);
        assertThat(made).hasSize(1);
    }

    @Test
    void shouldBeNewAfterAFailure() {
        fixture.when(new RecordTunerFailure(X, "p", "m", "s")).when(new ResumeExperiment(X, 5));
        assertThat(made).hasSize(2);
        await().until(() -> closed.size() == 1);
    }

    @Test
    void shouldBeNewInAnotherSearchSpace() {
        fixture.when(new UpdateExperiment(X, LimitChanges.NONE, OTHER));
        assertThat(made).hasSize(2).last().isEqualTo(OTHER);
        await().until(() -> closed.size() == 1);
    }

    @Test
    void shouldBeNewAfterAFailureAlsoWhenTheSearchSpaceChangedMeanwhile() {
        fixture.when(new RecordTunerFailure(X, "p", "m", "s"));
        fixture.when(new UpdateExperiment(X, LimitChanges.NONE, OTHER));
        fixture.when(new ResumeExperiment(X, 5));
        assertThat(made).hasSize(3);
    }

    @Test
    void shouldEndWithTheExperiment() {
        fixture.when(new RecordTunerFailure(X, "p", "m", "s"));
        for (long trial = 0; trial < 2; trial++) {
            fixture.when(new RecordAttemptEnded(EngineFixture.attempt(trial, 1), EndCause.EXITED, 1, null, null));
        }
        assertThat(closed).isEmpty();
        fixture.when(new DeleteExperiment(X));
        await().until(() -> closed.size() == 1);
    }

    @Test
    void shouldOpenTransportsWithEveryStartAndResume() {
        assertThat(transports.opened()).containsExactly(X);
        fixture.when(new StopExperiment(X, "enough"));
        fixture.when(new RecordAttemptEnded(attempt(0, 1), EndCause.KILLED, null, null, null));
        fixture.when(new RecordAttemptEnded(attempt(1, 1), EndCause.KILLED, null, null, null));
        fixture.when(new ResumeExperiment(X, null));
        assertThat(transports.opened()).containsExactly(X, X);
    }

    @Test
    void shouldOpenTransportsThatAnEarlierServerLeftBehind() {
        // given experiments under way, at rest, and at rest with a feed that may be behind
        ExperimentId reporting = new ExperimentId("reporting");
        ExperimentId resting = new ExperimentId("resting");
        ExperimentId fed = new ExperimentId("fed");
        fixture.when(new CreateExperiment(reporting, Configs.overKafka(Configs.of(2, 2))));
        fixture.after(Duration.ofSeconds(1));
        fixture.when(new CreateExperiment(resting, Configs.overKafka(Configs.of(2, 2))));
        fixture.when(new StopExperiment(resting, "enough"));
        fixture.after(Duration.ofSeconds(1));
        fixture.when(new CreateExperiment(fed, Configs.with("eventFeed", "kafka", Configs.of(2, 2))));
        fixture.when(new StopExperiment(fed, "enough"));
        now = fixture.board().experiment(resting).orElseThrow().endedAt();

        // when it rests for less than its topic keeps records
        now = now.plus(Duration.ofDays(6));
        fixture.when(EngineFixture.serverStart());
        assertThat(openedByANewServer()).as("the oldest first").containsExactly(reporting, resting, fed);

        // when it rests for longer
        now = now.plus(Duration.ofDays(2));
        assertThat(openedByANewServer()).containsExactly(fed);
    }

    private List<ExperimentId> openedByANewServer() {
        int before = transports.opened().size();
        runtimes.get().begin();
        return transports.opened().stream().skip(before).toList();
    }
}
