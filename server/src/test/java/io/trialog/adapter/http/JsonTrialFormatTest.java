package io.trialog.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.MetricKind;
import io.trialog.metric.Report;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTrialFormatTest {

    private final JsonTrialFormat format = new JsonTrialFormat();

    @Test
    void shouldWriteParametersAsJson() {
        // given
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("lr", 0.01);
        configuration.put("layers", 2L);
        configuration.put("optimizer", Map.of("_name", "adam \"x\"\n"));
        configuration.put("sizes", Arrays.asList(1L, null, true));

        // then
        assertThat(format.parameters(configuration))
                .isEqualTo("{\"lr\":0.01,\"layers\":2,\"optimizer\":{\"_name\":\"adam \\\"x\\\"\\n\"},"
                        + "\"sizes\":[1,null,true]}");
    }

    @Test
    void shouldReadSpooledReportsAndLeaveOutWhatIsNone() {
        // when
        List<Report> reports = format.spooledReports(List.of(
                "{\"sequence\": 0, \"kind\": \"intermediate\", \"value\": 0.5}",
                "",
                "{\"sequence\": 1, \"kind\": \"final\", \"value\": \"high\"}",
                "{\"kind\": \"final\", \"value\": 1}",
                "{\"sequence\": 2, \"kind\": \"final\", \"value\": 1} {}",
                "not json",
                "{\"sequence\": 3, \"kind\": \"final\", \"val"));

        // then
        assertThat(reports).hasSize(2);
        assertThat(reports.get(0)).isEqualTo(Report.of(0, MetricKind.INTERMEDIATE, Map.of("default", 0.5), null));
        assertThat(reports.get(1).problem()).startsWith("value: \"high\" (expected: a number");
    }
}
