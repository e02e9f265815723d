package io.trialog.benchmarks.coldstart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResidentMemoryTest {

    @Test
    void shouldReadWhatTheKernelTells() {
        // given
        String status = "Name:\tjava\nVmPeak:\t 9000000 kB\nVmRSS:\t  250000 kB\nRssAnon:\t  125000 kB\nThreads:\t30\n";
        // then
        assertThat(ResidentMemory.parse(status)).isEqualTo(new ResidentMemory(256, 128));
    }

    @Test
    void shouldTellNothingWhereNothingIsTold() {
        assertThat(ResidentMemory.parse("").all()).isNaN();
    }
}
