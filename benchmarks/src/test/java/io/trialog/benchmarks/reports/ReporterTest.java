package io.trialog.benchmarks.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.spi.training.AttemptKey;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReporterTest {

    private final Reporter reporter = new Reporter(
            URI.create("http://127.0.0.1:8080"), new Invitation(new AttemptKey("q3kx9abd", 17, 2), "secret"));

    @Test
    void shouldNumberReportsOverAllRequests() throws IOException {
        // when
        JsonNode first = body(reporter.request(2));
        JsonNode second = body(reporter.request(1));

        // then
        assertThat(first.at("/reports/0/sequence").longValue()).isZero();
        assertThat(first.at("/reports/1/sequence").longValue()).isEqualTo(1);
        assertThat(first.at("/reports")).hasSize(2);
        assertThat(second.at("/reports/0/sequence").longValue()).isEqualTo(2);
        assertThat(second.at("/reports/0/kind").textValue()).isEqualTo("intermediate");
        assertThat(second.at("/reports/0/value").isDouble()).isTrue();
        assertThat(Instant.parse(second.at("/reports/0/at").textValue())).isBeforeOrEqualTo(Instant.now());
    }

    @Test
    void shouldAddressItsAttemptWithItsToken() {
        String request = text(reporter.request(1));

        assertThat(request)
                .startsWith("POST /api/v1/experiments/q3kx9abd/trials/17/attempts/2/reports HTTP/1.1\r\n")
                .contains("\r\nHost: 127.0.0.1:8080\r\n", "\r\nAuthorization: Bearer secret\r\n");
    }

    private static JsonNode body(ByteBuffer request) throws IOException {
        String text = text(request);
        String body = text.substring(text.indexOf("\r\n\r\n") + 4);
        assertThat(text).contains("\r\nContent-Length: " + body.length() + "\r\n");
        return new ObjectMapper().readTree(body);
    }

    private static String text(ByteBuffer request) {
        return StandardCharsets.US_ASCII.decode(request.duplicate()).toString();
    }
}
