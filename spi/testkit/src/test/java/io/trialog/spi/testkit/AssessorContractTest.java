package io.trialog.spi.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.spi.assessor.Assessment;
import io.trialog.spi.assessor.Assessor;
import io.trialog.spi.assessor.AssessorContext;
import io.trialog.spi.assessor.AssessorFactory;
import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.tuner.Direction;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A sound assessor passes the contract, and each way of being unsound fails the check that is there for it. */
class AssessorContractTest {

    @Nested
    class OfASoundAssessor extends AssessorContract {
        @Override
        protected AssessorFactory factory() {
            return factoryOf(context -> threshold(context.direction(), 0.3));
        }
    }

    @Test
    void shouldNoticeAnAssessorThatStopsNothing() {
        AssessorContract contract = contractOf(context -> judge((trial, history) -> Assessment.keepRunning()));

        assertThatThrownBy(() -> contract.shouldStopAHopelessTrialAndSayWhy(Direction.MAXIMIZE))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("far below all others");
    }

    @Test
    void shouldNoticeThatTheDirectionIsIgnored() {
        AssessorContract contract = contractOf(context -> threshold(Direction.MAXIMIZE, 0.3));

        assertThatThrownBy(() -> contract.shouldNotStopTheBestTrial(Direction.MINIMIZE))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("AssessorContext.direction()");
    }

    @Test
    void shouldNoticeChanceFromElsewhere() {
        AssessorContract contract = contractOf(context -> judge((trial, history) ->
                new SplittableRandom().nextInt(20) == 0 ? Assessment.stop("bad luck") : Assessment.keepRunning()));

        assertThatThrownBy(contract::shouldGiveTheSameVerdictsForTheSameHistory)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("AssessorContext.seed()");
    }

    @Test
    void shouldNoticeAnAssessorThatOddReportsBreak() {
        AssessorContract contract = contractOf(context -> judge((trial, history) -> {
            if (history.contains(Double.NaN)) {
                throw new ArithmeticException("not a number");
            }
            return Assessment.keepRunning();
        }));

        assertThatThrownBy(contract::shouldGoOnWithOddReportsAndEnds)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the experiment goes on");
    }

    private interface Judge {
        Assessment judge(long trialNumber, List<Double> history);
    }

    /** Stops what is below the level, mirrored at 1 when minimising, after ten steps. */
    private static Assessor threshold(Direction direction, double level) {
        return judge((trial, history) -> {
            double last = history.get(history.size() - 1);
            double height = direction == Direction.MAXIMIZE ? last : 1 - last;
            return history.size() < 10 || height > level || !Double.isFinite(height)
                    ? Assessment.keepRunning()
                    : Assessment.stop(String.format(Locale.ROOT, "step %d: %.2f", history.size(), last));
        });
    }

    private static Assessor judge(Judge judge) {
        return new Assessor() {
            @Override
            public Assessment assess(long trialNumber, List<Double> history) {
                return judge.judge(trialNumber, history);
            }

            @Override
            public void trialEnded(long trialNumber, boolean succeeded) {}
        };
    }

    private static AssessorContract contractOf(Function<AssessorContext, Assessor> maker) {
        return new AssessorContract() {
            @Override
            protected AssessorFactory factory() {
                return factoryOf(maker);
            }
        };
    }

    private static AssessorFactory factoryOf(Function<AssessorContext, Assessor> maker) {
        return new AssessorFactory() {
            @Override
            public String name() {
                return "Judge";
            }

            @Override
            public String description() {
                return "judges";
            }

            @Override
            public OptionSchema options() {
                return OptionSchema.none();
            }

            @Override
            public Assessor create(AssessorContext context) {
                return maker.apply(context);
            }
        };
    }
}
