package io.trialog.projection;

import static io.trialog.fixtures.BoardStory.X;
import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.AttemptAwaited;
import io.trialog.event.AttemptEnded;
import io.trialog.event.AttemptRevived;
import io.trialog.event.AttemptScheduled;
import io.trialog.event.AttemptSilent;
import io.trialog.event.AttemptStarted;
import io.trialog.event.EndCause;
import io.trialog.event.Event;
import io.trialog.event.Failure;
import io.trialog.event.MetricKind;
import io.trialog.event.MetricReported;
import io.trialog.event.RecordedEvent;
import io.trialog.event.RequeueCause;
import io.trialog.event.StopCause;
import io.trialog.event.TrialEnded;
import io.trialog.event.TrialProposed;
import io.trialog.event.TrialRequeued;
import io.trialog.event.TrialState;
import io.trialog.event.TrialStopRequested;
import io.trialog.fixtures.BoardStory;
import io.trialog.fixtures.Configs;
import io.trialog.fixtures.Seed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What rows know of the past. */
class TrialPastTest {

    /** What a row must know of any moment; a trial under way counts as running, its result as not there yet. */
    private record Known(
            long number,
            TrialState state,
            @Nullable String reason,
            int attempt,
            @Nullable Double value,
            Map<String, Double> metrics,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Integer exitCode,
            @Nullable Failure failure,
            @Nullable String worker,
            List<EarlierAttempt> earlierAttempts) {

        static Known of(TrialRow row) {
            boolean isUnderWay = row.state().isUnderWay();
            return new Known(
                    row.number(),
                    isUnderWay ? TrialState.RUNNING : row.state(),
                    isUnderWay ? null : row.reason(),
                    row.attempt(),
                    isUnderWay ? null : row.value(),
                    isUnderWay ? Map.of() : row.metrics(),
                    row.startedAt(),
                    isUnderWay ? null : row.endedAt(),
                    isUnderWay ? null : row.exitCode(),
                    isUnderWay ? null : row.failure(),
                    row.worker(),
                    row.earlierAttempts());
        }
    }

    /** Anything that can happen to a trial next. */
    private static Event next(TrialRow row, Instant now, Random random) {
        long number = row.number();
        int attempt = row.attempt();
        int chance = random.nextInt(10);
        if (row.state() == TrialState.WAITING) {
            return chance == 0
                    ? new TrialEnded(X, number, TrialState.USER_CANCELED, null, "stopped on request", null)
                    : chance < 3
                            ? new AttemptScheduled(X, number, attempt + 1, "claim", "worker " + chance, null)
                            : new AttemptScheduled(X, number, attempt + 1);
        }
        if (row.state().isEnd()) {
            return chance < 5 || attempt == 0
                    ? new TrialRequeued(X, number, "asked for again", RequeueCause.RETRY)
                    : new AttemptRevived(X, number, attempt, "gave a sign of life");
        }
        if (row.endedAt() != null) {
            return chance < 4
                    ? new TrialRequeued(X, number, "lost", RequeueCause.LOSS)
                    : chance < 7
                            ? new TrialEnded(X, number, TrialState.SUCCEEDED, row.result(), null, null)
                            : new TrialEnded(X, number, TrialState.FAILED, null, "exit code 1", Failure.ERROR);
        }
        return switch (chance) {
            case 0 -> new AttemptSilent(X, number, attempt, "silent");
            case 1 -> new AttemptAwaited(X, number, attempt, "awaited");
            case 2 -> new TrialStopRequested(X, number, attempt, StopCause.USER, "unwanted");
            case 3, 4 ->
                new MetricReported(
                        X, number, attempt, 0, MetricKind.FINAL, Map.of("default", 0.1 * chance, "loss", 3.0), null);
            case 5, 6, 7 ->
                row.startedAt() == null
                        ? new AttemptStarted(X, number, attempt, now)
                        : new MetricReported(
                                X, number, attempt, 0, MetricKind.INTERMEDIATE, Map.of("default", 0.5), null);
            default ->
                row.state() == TrialState.UNKNOWN
                        ? new AttemptRevived(X, number, attempt, "back")
                        : new AttemptEnded(X, number, attempt, EndCause.EXITED, chance, null, now);
        };
    }

    private static BoardStory randomStory(Random random) {
        BoardStory story = new BoardStory(Configs.of(null, 9));
        for (int i = 0; i < 400; i++) {
            story.after(Duration.ofMillis(random.nextInt(3)));
            List<TrialRow> rows = story.rows();
            if (rows.size() < 3 || random.nextInt(20) == 0) {
                story.happens(new TrialProposed(X, rows.size(), Map.of("lr", 0.1), null));
                continue;
            }
            TrialRow row = rows.get(random.nextInt(rows.size()));
            if (!row.state().isEnd() || random.nextInt(5) == 0) {
                story.happens(next(row, story.now(), random));
            }
        }
        return story;
    }

    @Test
    void shouldBeAsTheBoardWasAtEveryPosition() {
        // given
        Random random = Seed.random(TrialPastTest.class);
        for (int round = 0; round < 20; round++) {
            BoardStory story = randomStory(random);
            ExperimentBoard then = new ExperimentBoard();
            for (RecordedEvent event : story.events()) {
                // when
                then.apply(event);
                // then
                assertThat(story.rows().stream()
                                .map(row -> row.asOf(event.position()))
                                .filter(Objects::nonNull)
                                .map(Known::of))
                        .as("as of %s", event)
                        .isEqualTo(then.trials(X).stream().map(Known::of).toList());
            }
        }
    }

    @Test
    void shouldSurviveASnapshot() {
        Random random = Seed.random(TrialPastTest.class);
        BoardStory story = randomStory(random);
        assertThat(ExperimentBoard.of(story.board().snapshot()).trials(X)).isEqualTo(story.rows());
    }

    @Test
    void shouldTellOfEarlierAttempts() {
        // given
        BoardStory story = new BoardStory(Configs.of(null, 9));
        Instant begin = BoardStory.BEGIN;
        story.starts(0, Map.of("lr", 0.1))
                .after(Duration.ofSeconds(10))
                .happens(new AttemptEnded(X, 0, 1, EndCause.LOST, null, null, story.now()))
                .happens(new TrialRequeued(X, 0, "the machine is gone", RequeueCause.LOSS))
                .happens(new AttemptScheduled(X, 0, 2))
                .happens(new AttemptStarted(X, 0, 2, story.now()))
                .after(Duration.ofSeconds(10))
                .happens(new AttemptEnded(X, 0, 2, EndCause.EXITED, 7, null, story.now()))
                .fails(0, "exit code 7")
                .happens(new TrialRequeued(X, 0, "asked for again", RequeueCause.RETRY))
                .happens(new AttemptScheduled(X, 0, 3));
        // then
        assertThat(story.rows().get(0).earlierAttempts())
                .containsExactly(
                        new EarlierAttempt(
                                1, begin, begin.plusSeconds(10), TrialState.WAITING, "the machine is gone", null),
                        new EarlierAttempt(
                                2, begin.plusSeconds(10), begin.plusSeconds(20), TrialState.FAILED, "exit code 7", 7));
    }

    @Test
    void shouldShareWhatMostTrialsDoNotHave() {
        BoardStory story =
                new BoardStory(Configs.of(null, 9)).starts(0, Map.of("lr", 0.1)).succeeds(0, 0.5);
        TrialRow row = story.rows().get(0);
        assertThat(row.past().earlier()).isNull();
        assertThat(Stream.of(row.metrics(), row.objectives())).allMatch(Map::isEmpty);
        assertThat(row.earlierAttempts()).isEmpty();
    }
}
