package io.trialog.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.metric.ReportResult;
import io.trialog.metric.ReportResult.Status;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportAnswerTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 9, 10, 99, 100, 1_234_567_890_123L, Long.MAX_VALUE})
    void shouldWriteEverySequence(long sequence) {
        assertThat(text(accepted(sequence)))
                .isEqualTo("{\"results\":[{\"sequence\":" + sequence + ",\"status\":\"accepted\"}],\"stop\":null}");
    }

    @Test
    void shouldSeparateResults() {
        // given
        List<ReportResult> results =
                LongStream.range(7, 10).mapToObj(ReportAnswerTest::accepted).toList();
        // then
        assertThat(ReportAnswer.of(results, null).toString())
                .isEqualTo("{\"results\":[{\"sequence\":7,\"status\":\"accepted\"},"
                        + "{\"sequence\":8,\"status\":\"accepted\"},{\"sequence\":9,\"status\":\"accepted\"}],"
                        + "\"stop\":null}");
    }

    @Test
    void shouldTellWhatIsNotUsual() {
        assertThat(text(
                        accepted(0),
                        new ReportResult(0, Status.DUPLICATE, null),
                        new ReportResult(1, Status.REFUSED, "value: \"x\"")))
                .isEqualTo("{\"results\":[{\"sequence\":0,\"status\":\"accepted\"},"
                        + "{\"sequence\":0,\"status\":\"duplicate\"},"
                        + "{\"sequence\":1,\"status\":\"refused\",\"message\":\"value: \\\"x\\\"\"}],\"stop\":null}");
        assertThat(ReportAnswer.of(List.of(accepted(0)), "enough").toString())
                .isEqualTo("{\"results\":[{\"sequence\":0,\"status\":\"accepted\"}],\"stop\":\"enough\"}");
    }

    private static ReportResult accepted(long sequence) {
        return new ReportResult(sequence, Status.ACCEPTED, null);
    }

    private static String text(ReportResult... results) {
        return ReportAnswer.of(List.of(results), null).toString();
    }
}
