package io.trialog.benchmarks.turnover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.benchmarks.Latencies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StampsTest {

    private static final Instant TEN = Instant.parse("2026-11-28T10:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void shouldReadTimesToTheMicrosecondWhateverTheLocale() throws Exception {
        // given
        Path file = Files.writeString(folder.resolve("stdout"), "1795860000.000250\n1795860001,500000\n");
        // when
        Stamps stamps = Stamps.read(file);
        // then
        assertThat(stamps).isEqualTo(new Stamps(TEN.plusNanos(250_000), TEN.plusMillis(1500)));
    }

    @Test
    void shouldRefuseWhatIsNotTwoTimes() throws Exception {
        // given
        Path file = Files.writeString(folder.resolve("stdout"), "1795860000.000250\n");
        // then
        assertThatThrownBy(() -> Stamps.read(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("expected: two times");
    }

    @Test
    void shouldTellTheTimesBetweenOneAndTheNext() {
        // given
        List<Stamps> stamps = List.of(
                new Stamps(TEN, TEN.plusMillis(5)),
                new Stamps(TEN.plusMillis(8), TEN.plusMillis(9)),
                new Stamps(TEN.plusMillis(10), TEN.plusMillis(20)));
        // when
        Latencies between = Stamps.between(stamps);
        // then
        assertThat(between.count()).isEqualTo(2);
        assertThat(between.millis(0.5)).isEqualTo(1);
        assertThat(between.millis(1)).isEqualTo(3);
    }
}
