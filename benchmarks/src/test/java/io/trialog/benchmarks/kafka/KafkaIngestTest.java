package io.trialog.benchmarks.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaIngestTest {

    @TempDir
    private Path scratch;

    @Test
    void shouldMeasureBothConsumersOnTheSameRecords() throws Exception {
        // given
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        IngestPlan plan =
                IngestPlan.read("--records", "30000", "--large-records", "1000", "--trials", "3", "--partitions", "2");

        // when
        var results = new KafkaIngest(plan, new PrintStream(output, true, StandardCharsets.UTF_8)).run(scratch);

        // then
        assertThat(results)
                .extracting(result -> result.get("reportsPerRecord") + " " + result.get("consumer"))
                .containsExactly("1 bare", "1 trialog", "50 bare", "50 trialog");
        assertThat(output.toString(StandardCharsets.UTF_8)).contains("of bare");
    }

    @Test
    void shouldSayWhatIsWrongWithItsArguments() {
        assertThatThrownBy(() -> IngestPlan.read("--records", "many", "--loud", "1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--records: many (expected: a number from 1 to 9999999)")
                .hasMessageContaining("--loud: unknown");
    }
}
