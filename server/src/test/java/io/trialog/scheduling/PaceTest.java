package io.trialog.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.ExperimentId;
import io.trialog.port.SnapshotLine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {

    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

    private final Pace pace = new Pace();
    private Instant now = START;

    private void answer(long millis) {
        pace.ask(now);
        now = now.plusMillis(millis);
        pace.answer(1, now);
    }

    private void run(long millis) {
        pace.begin(7, now);
        now = now.plusMillis(millis);
        pace.end(7, true, now);
    }

    private void three(long answer, long run) {
        for (int i = 0; i < 3; i++) {
            answer(answer);
            run(run);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "  99,   500, 4, 0", // not worth a thought
        " 100,  4001, 4, 0", // 0.1 trials end meanwhile
        " 100,  4000, 4, 1",
        "1000, 10000, 1, 0", // one slot
        "1000,  8000, 4, 1",
        "1000,  7999, 4, 2",
        "1500,  4000, 4, 3",
        "9000,  4000, 4, 4", // no more than slots
        "1000,     0, 4, 4",
        "1000,  1000, 0, 0"
    })
    void shouldKeepAsManyReadyAsEndMeanwhile(long answer, long run, int slots, int expected) {
        three(answer, run);

        assertThat(pace.ahead(slots)).isEqualTo(expected);
    }

    @Test
    void shouldWaitUntilItKnowsWhatIsUsual() {
        for (int i = 0; i < 3; i++) {
            assertThat(pace.ahead(4)).isZero();
            answer(1000);
            run(4000);
        }

        assertThat(pace.ahead(4)).isEqualTo(2);
    }

    @Test
    void shouldForgetWhatWasUsualLongAgo() {
        three(1000, 4000);

        answer(1);
        answer(1);
        assertThat(pace.ahead(4)).isEqualTo(2);
        answer(1);

        assertThat(pace.ahead(4)).isZero();
    }

    @Test
    void shouldMeasureOnlyWhatIsAnAnswerOrARun() {
        three(1000, 4000);

        for (int i = 0; i < 5; i++) {
            pace.ask(now);
            pace.answer(0, now); // has no proposal now
            pace.ask(now);
            pace.dismiss(); // failed
            pace.answer(1, now);
            pace.begin(1, now);
            pace.end(1, false, now); // could not be started
            pace.begin(2, now);
            pace.interrupt();
            pace.end(2, true, now);
            pace.end(3, true, now); // never began here
        }

        assertThat(pace.ahead(4)).isEqualTo(2);
    }

    @Test
    void shouldComeBackFromItsSnapshot() {
        three(1000, 4000);
        pace.ask(now);
        pace.begin(8, now);

        List<SnapshotLine> lines = pace.snapshot(new ExperimentId("x")).toList();
        Pace back = Pace.of(lines.get(0));
        lines.stream().skip(1).forEach(back::takeRun);

        assertThat(back.asMap()).isEqualTo(pace.asMap());
        assertThat(back.asMap().toString()).contains(now.toString(), "8=");
        assertThat(Duration.between(START, now)).isEqualTo(Duration.ofSeconds(15));
    }
}
