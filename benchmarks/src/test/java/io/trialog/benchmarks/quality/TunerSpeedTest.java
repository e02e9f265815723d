package io.trialog.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TunerSpeedTest {

    @ParameterizedTest
    @ValueSource(strings = {"Random", "TPE"})
    void shouldPrintALineForEachNumberOfTrials(String name) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

        new TunerSpeed(TunerName.read(name), 2, out).measure(5, 30);

        String number = "\\s+[0-9]+\\.[0-9]{3}";
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).matches(name + "\\s+(5|30)" + number.repeat(6)));
    }
}
