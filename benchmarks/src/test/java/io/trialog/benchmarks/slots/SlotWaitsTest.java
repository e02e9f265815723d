package io.trialog.benchmarks.slots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.benchmarks.ScratchDirectory;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The whole harness at its smallest, so that it cannot rot. Says nothing about times. */
class SlotWaitsTest {

    @Test
    void shouldMeasureWithAndWithoutProposalsAhead() throws Exception {
        // given
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        // when
        try (ScratchDirectory scratch = ScratchDirectory.create()) {
            new SlotWaits(new SlotPlan(2, 5, List.of(1, 2), 6), new PrintStream(printed, true, StandardCharsets.UTF_8))
                    .run(scratch.path());
        }
        // then
        String numbers = " +[0-9.]+% +[0-9]+ +[0-9]+ +[0-9.]+ +[0-9]+\\R";
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .containsPattern("1 +0" + numbers)
                .containsPattern("1 +1" + numbers)
                .containsPattern("2 +0" + numbers)
                .containsPattern("2 +not given" + numbers);
    }

    @Test
    void shouldReadItsArguments() {
        assertThat(SlotPlan.read()).isEqualTo(SlotPlan.DEFAULT);
        assertThat(SlotPlan.read("--answer", "10", "--run", "20", "--slots", "3,5", "--trials", "7"))
                .isEqualTo(new SlotPlan(10, 20, List.of(3, 5), 7));
        assertThatThrownBy(() -> SlotPlan.read("--answer", "0", "--slots", "1,x", "--fast"))
                .hasMessageContaining("--answer: 0 (expected: a number from 1 to 999999)")
                .hasMessageContaining("--slots: x (expected: a number from 1 to 999999)")
                .hasMessageContaining("--fast: unknown (expected: --answer, --run, --slots, --trials or --help)");
    }
}
