package io.trialog.tuners.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BracketPlanTest {

    @Test
    void shouldHaveTheBracketsOfTheOriginal() {
        assertThat(hyperband(60, 3))
                .containsExactly("(27,2)(9,6)(3,20)(1,60)", "(12,6)(4,20)(1,60)", "(6,20)(2,60)", "(4,60)");
        assertThat(hyperband(81, 3))
                .containsExactly(
                        "(81,1)(27,3)(9,9)(3,27)(1,81)",
                        "(34,3)(11,9)(3,27)(1,81)",
                        "(15,9)(5,27)(1,81)",
                        "(8,27)(2,81)",
                        "(5,81)");
        assertThat(hyperband(16, 2))
                .containsExactly(
                        "(16,1)(8,2)(4,4)(2,8)(1,16)",
                        "(10,2)(5,4)(2,8)(1,16)",
                        "(7,4)(3,8)(1,16)",
                        "(5,8)(2,16)",
                        "(5,16)");
    }

    @Test
    void shouldHaveOneBracketWhenBudgetsCannotBeDivided() {
        assertThat(hyperband(1, 3)).containsExactly("(1,1)");
        assertThat(hyperband(2, 3)).containsExactly("(1,2)");
    }

    @Test
    void shouldDivideBudgetsThatAreNoWholeNumbers() {
        assertThat(Ladder.of(0.1, 2.7, 3).budgets()).containsExactly(0.1, 2.7 / 9, 2.7 / 3, 2.7);
        assertThat(Ladder.of(1, 60, 3).budgets()).containsExactly(2.0, 6.0, 20.0, 60.0);
        assertThat(Ladder.of(2, 2, 4).budgets()).containsExactly(2.0);
    }

    private static List<String> hyperband(double max, double eta) {
        return BracketPlan.hyperband(Ladder.of(1, max, eta), eta).stream()
                .map(plan -> plan.rungs().stream()
                        .map(rung -> "(" + rung.size() + "," + (long) rung.budget() + ")")
                        .collect(Collectors.joining()))
                .toList();
    }
}
