package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.ExperimentId;
import io.trialog.event.TrialState;
import io.trialog.fixtures.Configs;
import io.trialog.projection.TrialQuery;
import io.trialog.projection.TrialRow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TimeLeftTest {

    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private final Story story = new Story();
    private final TimeLeft timeLeft = new TimeLeft();

    @Test
    void shouldKnowNothingBeforeTheFirstResult() {
        story.created("a").starts("a", 0, Map.of());

        assertThat(estimate()).isEmpty();
    }

    @Test
    void shouldShareTheWorkAmongTheSlotsAndCountDown() {
        // given: 4 trials, 2 slots; trial 1 is half through when trial 0 ends after 10 s
        story.created("a").starts("a", 0, Map.of()).after(Duration.ofSeconds(5)).starts("a", 1, Map.of());
        story.after(Duration.ofSeconds(5)).succeeds("a", 0, 1);
        timeLeft.ended(TEN_SECONDS);

        // when: 5 s of trial 1 and 20 s of two more, on 2 slots
        Optional<Duration> first = estimate();
        story.after(Duration.ofSeconds(4));
        Optional<Duration> later = estimate();
        story.after(Duration.ofMinutes(1));

        // then
        assertThat(first).contains(Duration.ofMillis(12_500));
        assertThat(later).contains(Duration.ofMillis(8_500));
        assertThat(estimate()).contains(Duration.ZERO);
    }

    @Test
    void shouldExpectNoMoreThanTheExperimentMayTake() {
        story.created("a", Configs.of(1000, 1, Duration.ofMinutes(1)))
                .starts("a", 0, Map.of())
                .after(TEN_SECONDS)
                .succeeds("a", 0, 1);
        timeLeft.ended(TEN_SECONDS);

        assertThat(estimate()).contains(Duration.ofSeconds(50));
    }

    @Test
    void shouldNotGuessWithoutAnyLimit() {
        story.created("a", Configs.of(null, 1))
                .starts("a", 0, Map.of())
                .after(TEN_SECONDS)
                .succeeds("a", 0, 1);
        timeLeft.ended(TEN_SECONDS);

        assertThat(estimate()).isEmpty();
    }

    private Optional<Duration> estimate() {
        return timeLeft.at(story.now(), story.summary("a"), this::running);
    }

    private List<TrialRow> running() {
        TrialQuery query = new TrialQuery(Set.of(TrialState.RUNNING), TrialQuery.Sort.NUMBER, 0, 10);
        return story.board().trials(new ExperimentId("a"), query).trials();
    }
}
