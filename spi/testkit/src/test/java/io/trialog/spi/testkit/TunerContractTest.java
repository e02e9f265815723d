package io.trialog.spi.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.space.Configuration;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.tuner.Direction;
import io.trialog.spi.tuner.Observation;
import io.trialog.spi.tuner.SuggestRequest;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.spi.tuner.Suggestions;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.spi.tuner.TunerFactory;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A sound tuner passes the contract, and each way of being unsound fails the check that is there for it. */
class TunerContractTest {

    private static final Set<Capability> SEARCHES_ALL = EnumSet.of(
            Capability.CHOICE,
            Capability.NESTED_CHOICE,
            Capability.NORMAL,
            Capability.CONSTRAINTS,
            Capability.RANDOMIZED);

    @Nested
    class OfASoundTuner extends TunerContract {
        @Override
        protected TunerFactory factory() {
            return factoryOf(Sampler::new);
        }

        @Override
        protected Set<Capability> capabilities() {
            return SEARCHES_ALL;
        }
    }

    @Test
    void shouldNoticeARandomGeneratorInAField() {
        TunerContract contract = contractOf(SEARCHES_ALL, context -> new Sampler(context) {
            private final RandomGenerator random = new SplittableRandom(context.seed());

            @Override
            Configuration propose(long trialNumber) {
                return context.searchSpace().sample(random);
            }
        });

        assertRefused(() -> contract.shouldLeaveNothingBehindWhenItIsAsked(5), "suggest() must change nothing");
        assertRefused(() -> contract.shouldProposeTheSameAfterItWasRebuilt(7), "recorded history");
    }

    @Test
    void shouldNoticeChanceFromElsewhere() {
        TunerContract contract = contractOf(SEARCHES_ALL, context -> new Sampler(context) {
            @Override
            Configuration propose(long trialNumber) {
                return context.searchSpace().sample(new SplittableRandom());
            }
        });

        assertRefused(contract::shouldProposeTheSameForTheSameSeedAndHistory, "same seed and history");
    }

    @Test
    void shouldNoticeThatTheSeedIsIgnored() {
        TunerContract contract = contractOf(SEARCHES_ALL, context -> new Sampler(context) {
            @Override
            Configuration propose(long trialNumber) {
                return context.searchSpace().sample(new SplittableRandom(trialNumber));
            }
        });

        assertRefused(contract::shouldProposeOtherwiseForAnotherSeed, "seed must come from");
    }

    @Test
    void shouldNoticeWhatIsNotInTheSpace() {
        TunerContract contract = contractOf(SEARCHES_ALL, context -> new Sampler(context) {
            @Override
            Configuration propose(long trialNumber) {
                return Configuration.of(Map.of("uniform", 7));
            }
        });

        assertRefused(contract::shouldProposeWithinTheSearchSpace, "{uniform=7}");
        assertRefused(contract::shouldKeepTheOrderOfTheParameters, "order of the search space");
    }

    @Test
    void shouldNoticeBrokenConstraints() {
        TunerContract contract = contractOf(SEARCHES_ALL, context -> new Sampler(context) {
            @Override
            Configuration propose(long trialNumber) {
                return SearchSpace.of(context.searchSpace().parameters()).sample(context.random(trialNumber));
            }
        });

        assertRefused(contract::shouldKeepConstraints, "breaks the constraint");
    }

    @Test
    void shouldNoticeDependenceOnHowObservationsAreDivided() {
        TunerContract contract = contractOf(SEARCHES_ALL, context -> new Sampler(context) {
            private int calls;

            @Override
            public void observe(List<Observation> observations) {
                calls++;
            }

            @Override
            Configuration propose(long trialNumber) {
                return super.propose(calls);
            }
        });

        assertRefused(() -> contract.shouldProposeTheSameAfterItWasRebuilt(7), "go");
    }

    @Test
    void shouldNoticeATunerThatLearnsNothing() {
        TunerContract contract = contractOf(EnumSet.of(Capability.LEARNS), Sampler::new);

        assertRefused(() -> contract.shouldBeatRandomSearchOnASmoothFunction(Direction.MINIMIZE), "direction");
    }

    @Test
    void shouldNoticeRepeatedPoints() {
        TunerContract contract = contractOf(EnumSet.of(Capability.NO_DUPLICATES), Sampler::new);

        assertRefused(contract::shouldProposeEveryPointOfAFiniteSpaceOnceAndThenEnd, "12 points");
        assertRefused(contract::shouldNotProposeWhatOthersHaveTried, "11 other points");
    }

    @Test
    void shouldNoticeTypesThatAreNotDeclaredAndNotRefused() {
        TunerContract contract = contractOf(Set.of(), Sampler::new);

        assertRefused(contract::shouldRefuseTypesThatItDoesNotSearch, "or declare CHOICE");
    }

    @Test
    void shouldNoticeAnUpdateThatIsIgnored() {
        TunerContract contract = contractOf(SEARCHES_ALL, context -> new Sampler(context) {
            @Override
            public void updateSearchSpace(SearchSpace searchSpace) {}
        });

        assertRefused(contract::shouldGoOnInAChangedSearchSpaceOrRefuseIt, "declare SEARCH_SPACE_UPDATE");
    }

    @Test
    void shouldNoticeATunerThatWaitsForNothing() {
        TunerContract contract = contractOf(SEARCHES_ALL, context -> new Sampler(context) {
            @Override
            public Suggestions suggest(SuggestRequest request) {
                return Suggestions.waiting(List.of());
            }
        });

        assertRefused(contract::shouldProposeWithinTheSearchSpace, "would hang");
    }

    @Test
    void shouldNoticeProposalsThatAreRememberedInsteadOfTagged() {
        TunerContract contract = contractOf(SEARCHES_ALL, context -> new Sampler(context) {
            private int asked;

            @Override
            public Suggestions suggest(SuggestRequest request) {
                asked++;
                return Suggestions.of(super.suggest(request).proposals().stream()
                        .map(proposal -> proposal.withTag("round " + asked))
                        .toList());
            }
        });

        assertRefused(() -> contract.shouldProposeTheSameAfterItWasRebuilt(7), "recorded history");
        assertRefused(
                () -> contract.shouldProposeTheSameAfterItWasRebuiltFromResultsInAnyOrder(11), "comes back with their");
    }

    @Test
    void shouldNoticeAFirstEndThatIsNotForgotten() {
        TunerContract contract = contractOf(SEARCHES_ALL, context -> new Sampler(context) {
            private long failed;

            @Override
            public void observe(List<Observation> observations) {
                failed += observations.stream()
                        .filter(observation -> observation.state() == Observation.State.FAILED)
                        .count();
            }

            @Override
            Configuration propose(long trialNumber) {
                return super.propose(trialNumber + failed);
            }
        });

        assertRefused(contract::shouldForgetTheEndOfAProposalThatIsTriedAgain, "only its next end counts");
    }

    @Test
    void shouldNoticeAContinuationOfARunningTrial() {
        TunerContract contract = contractOf(SEARCHES_ALL, context -> new Sampler(context) {
            @Override
            public Suggestions suggest(SuggestRequest request) {
                Suggestion proposal = super.suggest(request).proposals().get(0);
                long number = request.firstTrialNumber();
                return Suggestions.of(List.of(number == 0 ? proposal : proposal.continuing(number - 1)));
            }
        });

        assertRefused(() -> contract.shouldProposeTheSameAfterItWasRebuiltFromResultsInAnyOrder(11), "has not ended");
    }

    @Test
    void shouldNoticeAnswersOfTheWrongSize() {
        TunerContract greedy = contractOf(SEARCHES_ALL, context -> new Sampler(context) {
            @Override
            public Suggestions suggest(SuggestRequest request) {
                return super.suggest(SuggestRequest.of(request.firstTrialNumber(), request.count() + 1));
            }
        });
        TunerContract lazy = contractOf(SEARCHES_ALL, context -> new Sampler(context) {
            @Override
            public Suggestions suggest(SuggestRequest request) {
                return super.suggest(SuggestRequest.of(request.firstTrialNumber(), 1));
            }
        });

        assertRefused(() -> greedy.shouldProposeAsManyAsAreWanted(64), "at most as many");
        assertRefused(() -> lazy.shouldProposeAsManyAsAreWanted(2), "fewer proposals than asked for");
    }

    @Test
    void shouldNoticeATunerThatBreaksOnAKindOfEnd() {
        TunerContract contract = breakingOn(observation ->
                observation.state() == Observation.State.FAILED || observation.state() == Observation.State.INFEASIBLE);

        assertBreaks(() -> contract.shouldGoOnWhenAllTrialsEndLike(Observation.State.FAILED));
        assertBreaks(() -> contract.shouldGoOnWhenAllTrialsEndLike(Observation.State.INFEASIBLE));
        assertBreaks(contract::shouldGoOnWithAMixtureOfEndsInAnyOrder);
        assertThatCode(() -> contract.shouldGoOnWhenAllTrialsEndLike(Observation.State.SUCCEEDED))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldNoticeATunerThatBreaksOnOddIntermediates() {
        TunerContract contract = breakingOn(
                observation -> observation.intermediates().stream().anyMatch(value -> !Double.isFinite(value)));

        assertBreaks(contract::shouldGoOnWithAMixtureOfEndsInAnyOrder);
    }

    @Test
    void shouldNoticeATunerThatBreaksOnExtremeValues() {
        TunerContract contract =
                breakingOn(observation -> Math.abs(observation.value().orElse(0)) >= 1e300);

        assertBreaks(() -> contract.shouldGoOnWithExtremeValues(1e300));
    }

    @Test
    void shouldNoticeATunerThatBreaksOnConfigurationsOfAnotherSpace() {
        TunerContract contract =
                breakingOn(observation -> !observation.configuration().values().containsKey("uniform"));

        assertBreaks(contract::shouldGoOnWithConfigurationsFromOutsideTheSearchSpace);
    }

    @Test
    void shouldNoticeATunerThatBreaksOnResultsFromElsewhere() {
        TunerContract contract = breakingOn(observation -> observation.trialNumber() < 0);

        assertBreaks(() -> contract.shouldTakeResultsFromElsewhereAtAnyTime(12));
    }

    @Test
    void shouldNoticeResultsFromElsewhereThatAreNoHistory() {
        TunerContract divided = contractOf(SEARCHES_ALL, context -> new Sampler(context) {
            private int calls;

            @Override
            public void observe(List<Observation> observations) {
                calls += observations.stream().anyMatch(result -> result.trialNumber() < 0) ? 1 : 0;
            }

            @Override
            Configuration propose(long trialNumber) {
                return super.propose(trialNumber + calls);
            }
        });
        TunerContract ignorant = contractOf(EnumSet.of(Capability.LEARNS), Sampler::new);

        assertRefused(() -> divided.shouldTakeResultsFromElsewhereAtAnyTime(0), "a part of the history");
        assertRefused(ignorant::shouldLearnFromResultsFromElsewhere, "is used");
    }

    @Test
    void shouldNoticeAnEndThatIsNotForgottenWhenATrialIsTriedAgain() {
        TunerContract contract = contractOf(SEARCHES_ALL, context -> new Sampler(context) {
            private long canceled;

            @Override
            public void observe(List<Observation> observations) {
                canceled += observations.stream()
                        .filter(observation -> observation.state() == Observation.State.CANCELED)
                        .count();
            }

            @Override
            Configuration propose(long trialNumber) {
                return super.propose(trialNumber + canceled);
            }
        });

        assertRefused(
                () -> contract.shouldForgetTheEndOfATrialThatIsTriedAgain(Observation.State.CANCELED),
                "only its next end counts");
    }

    private static TunerContract breakingOn(Predicate<Observation> odd) {
        return contractOf(SEARCHES_ALL, context -> new Sampler(context) {
            @Override
            public void observe(List<Observation> observations) {
                if (observations.stream().anyMatch(odd)) {
                    throw new IllegalStateException("broken by design");
                }
            }
        });
    }

    private static void assertBreaks(ThrowingCallable check) {
        assertThatThrownBy(check).hasStackTraceContaining("broken by design");
    }

    @Test
    void shouldNoticeThreadsLeftBehind() {
        // given
        CountDownLatch end = new CountDownLatch(1);
        TunerContract contract = contractOf(SEARCHES_ALL, context -> new Sampler(context) {
            @Override
            public void observe(List<Observation> observations) {
                Thread thread = new Thread(() -> await(end), "forgotten");
                thread.setDaemon(true);
                thread.start();
            }
        });

        // when, then
        try {
            assertRefused(contract::shouldLeaveNoThreadsBehind, "forgotten");
        } finally {
            end.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void assertRefused(ThrowingCallable check, String lesson) {
        assertThatThrownBy(check).isInstanceOf(AssertionError.class).hasMessageContaining(lesson);
    }

    @Test
    void shouldPassASoundTunerWhenCalledDirectly() {
        TunerContract contract = contractOf(SEARCHES_ALL, Sampler::new);

        assertThatCode(() -> contract.shouldLeaveNothingBehindWhenItIsAsked(5)).doesNotThrowAnyException();
    }

    private static TunerContract contractOf(Set<Capability> capabilities, Function<TunerContext, Tuner> maker) {
        return new TunerContract() {
            @Override
            protected TunerFactory factory() {
                return factoryOf(maker);
            }

            @Override
            protected Set<Capability> capabilities() {
                return capabilities;
            }
        };
    }

    private static TunerFactory factoryOf(Function<TunerContext, Tuner> maker) {
        return new TunerFactory() {
            @Override
            public String name() {
                return "Sampler";
            }

            @Override
            public String description() {
                return "draws from the space";
            }

            @Override
            public OptionSchema options() {
                return OptionSchema.none();
            }

            @Override
            public Tuner create(TunerContext context) {
                return maker.apply(context);
            }
        };
    }

    /** As simple as a sound tuner can be. */
    private static class Sampler implements Tuner {

        private final TunerContext context;

        Sampler(TunerContext context) {
            this.context = context;
        }

        Configuration propose(long trialNumber) {
            return context.searchSpace().sample(context.random(trialNumber));
        }

        @Override
        public Suggestions suggest(SuggestRequest request) {
            List<Suggestion> proposals = new ArrayList<>();
            for (int i = 0; i < request.count(); i++) {
                proposals.add(Suggestion.of(propose(request.firstTrialNumber() + i)));
            }
            return Suggestions.of(proposals);
        }

        @Override
        public void observe(List<Observation> observations) {}
    }
}
