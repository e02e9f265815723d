package io.trialog.spi.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.trialog.spi.assessor.Assessment;
import io.trialog.spi.assessor.Assessor;
import io.trialog.spi.assessor.AssessorContext;
import io.trialog.spi.assessor.AssessorFactory;
import io.trialog.spi.option.Options;
import io.trialog.spi.tuner.Direction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the server relies on in an {@link Assessor}. Extend it, name your factory, run it with JUnit 5:
 *
 * <pre>{@code
 * class MyAssessorTest extends AssessorContract {
 *     @Override
 *     protected AssessorFactory factory() {
 *         return new MyAssessorFactory();
 *     }
 * }
 * }</pre>
 *
 * <p>The trials here are learning curves of 30 steps that rise, when maximising, from 0 towards a final level
 * between 0.6 and 0.9; when minimising they are mirrored at 1. An assessor whose options depend on the length or the level
 * of curves sets them in {@link #classArgs}.
 */
@Timeout(60)
public abstract class AssessorContract {

    private static final int STEPS = 30;

    private final List<Assessor> open = new ArrayList<>();

    /** The factory under test. */
    protected abstract AssessorFactory factory();

    /** What a user would write under {@code classArgs}, for this direction. */
    protected Map<String, ?> classArgs(Direction direction) {
        return Map.of();
    }

    @AfterEach
    void closeAssessors() {
        open.forEach(Assessor::close);
    }

    @Test
    void shouldDescribeItselfAndItsOptions() {
        AssessorFactory factory = factory();

        assertThat(factory.name())
                .as("the name, which people write in configurations")
                .isNotBlank();
        assertThat(factory.description())
                .as("one sentence for people who choose")
                .isNotBlank();
        assertThat(factory.options().specs())
                .allSatisfy(spec -> assertThat(spec.description())
                        .as("what option " + spec.name() + " does")
                        .isNotBlank());
    }

    @ParameterizedTest
    @EnumSource(Direction.class)
    void shouldStopAHopelessTrialAndSayWhy(Direction direction) {
        // given
        Assessor assessor = assessor(direction);
        playGoodTrials(assessor, direction, 12);

        // when
        Optional<Assessment> stop = play(assessor, 12, curve(direction, 0.05));

        // then
        assertThat(stop)
                .as("a trial that stays far below all others is stopped")
                .isPresent();
        assertThat(stop.orElseThrow().reason().orElse(""))
                .as("the reason is shown to people, with the numbers that led to it")
                .isNotBlank();
    }

    @ParameterizedTest
    @EnumSource(Direction.class)
    void shouldNotStopTheBestTrial(Direction direction) {
        // given
        Assessor assessor = assessor(direction);
        playGoodTrials(assessor, direction, 12);

        // when
        Optional<Assessment> stop = play(assessor, 12, curve(direction, 0.99));

        // then
        assertThat(stop.flatMap(Assessment::reason))
                .as("a trial that is better than all others at every step runs on; look at the direction first:"
                        + " AssessorContext.direction()")
                .isEmpty();
    }

    @Test
    void shouldGiveTheSameVerdictsForTheSameHistory() {
        assertThat(verdicts(assessor(Direction.MAXIMIZE)))
                .as("an assessor is a fold over its history: chance comes from AssessorContext.seed() only")
                .isEqualTo(verdicts(assessor(Direction.MAXIMIZE)));
    }

    @Test
    void shouldGoOnWithOddReportsAndEnds() {
        Assessor assessor = assessor(Direction.MAXIMIZE);
        playGoodTrials(assessor, Direction.MAXIMIZE, 5);

        assertThatCode(() -> {
                    assessor.trialEnded(77, true); // reported nothing
                    assessor.trialEnded(78, false);
                    assessor.assess(5, List.of(Double.NaN));
                    assessor.assess(5, List.of(Double.NaN, Double.POSITIVE_INFINITY));
                    assessor.assess(6, List.of(Double.NEGATIVE_INFINITY));
                    assessor.trialEnded(5, true);
                    assessor.trialEnded(6, false);
                    assessor.assess(7, List.of(0.0, 0.0, 0.0)); // reports may be taken in several at a time
                    assessor.assess(8, List.of(1e300, -1e300));
                    assessor.trialEnded(8, true);
                    play(assessor, 9, curve(Direction.MAXIMIZE, 0.7));
                })
                .as("whatever trials report, the experiment goes on")
                .doesNotThrowAnyException();
    }

    @Test
    void shouldLeaveNoThreadsBehind() {
        // given
        ThreadLeaks leaks = ThreadLeaks.since();
        Assessor assessor = assessor(Direction.MAXIMIZE);
        playGoodTrials(assessor, Direction.MAXIMIZE, 5);

        // when
        assessor.close();

        // then
        leaks.assertNone("close() must end every thread that the assessor started", Duration.ofSeconds(3));
    }

    private List<Optional<String>> verdicts(Assessor assessor) {
        RandomGenerator random = new SplittableRandom(11);
        List<Optional<String>> reasons = new ArrayList<>();
        for (int trial = 0; trial < 30; trial++) {
            reasons.add(play(assessor, trial, curve(Direction.MAXIMIZE, random.nextDouble()))
                    .flatMap(Assessment::reason));
        }
        return reasons;
    }

    private void playGoodTrials(Assessor assessor, Direction direction, int count) {
        for (int trial = 0; trial < count; trial++) {
            play(assessor, trial, curve(direction, 0.6 + 0.3 * trial / count));
        }
    }

    /** Plays a trial until it ends or is stopped. */
    private static Optional<Assessment> play(Assessor assessor, long trial, IntToDoubleFunction curve) {
        List<Double> history = new ArrayList<>();
        for (int step = 1; step <= STEPS; step++) {
            history.add(curve.applyAsDouble(step));
            Assessment verdict = assessor.assess(trial, List.copyOf(history));
            if (verdict.isStop()) {
                assessor.trialEnded(trial, false);
                return Optional.of(verdict);
            }
        }
        assessor.trialEnded(trial, true);
        return Optional.empty();
    }

    private static IntToDoubleFunction curve(Direction direction, double level) {
        return step -> {
            double value = level * (1 - Math.exp(-step / 6.0));
            return direction == Direction.MAXIMIZE ? value : 1 - value;
        };
    }

    private Assessor assessor(Direction direction) {
        Options options = factory().options().read(classArgs(direction));
        Assessor assessor = factory().create(new AssessorContext() {
            @Override
            public Direction direction() {
                return direction;
            }

            @Override
            public Options options() {
                return options;
            }

            @Override
            public long seed() {
                return 42;
            }
        });
        open.add(assessor);
        return assessor;
    }
}
