package io.trialog.benchmarks.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {

    private static final String BODY =
            "{\"results\":[{\"sequence\":0,\"status\":\"accepted\"},{\"sequence\":1,\"status\":\"duplicate\"},"
                    + "{\"sequence\":2,\"status\":\"accepted\"}]}";
    private static final String ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Length: " + BODY.length() + "\r\nX-Not-Counted: \"accepted\"\r\n\r\n" + BODY;

    private final AnswerReader reader = new AnswerReader();

    @Test
    void shouldBeCompleteOnlyWithTheLastByte() {
        for (int i = 0; i < ANSWER.length(); i++) {
            assertThat(reader.isComplete()).as("after %d bytes", i).isFalse();
            reader.add(bytes(ANSWER.substring(i, i + 1)));
        }

        assertThat(reader.isComplete()).isTrue();
        assertThat(reader.status()).isEqualTo(200);
        assertThat(reader.accepted()).isEqualTo(2);
    }

    @Test
    void shouldReadTheNextAnswerAfterOne() {
        // given
        reader.add(bytes(ANSWER));
        reader.clear();

        // when
        reader.add(bytes("HTTP/1.1 429 Too Many Requests\r\ncontent-length: 0\r\n\r\n"));

        // then
        assertThat(reader.isComplete()).isTrue();
        assertThat(reader.status()).isEqualTo(429);
        assertThat(reader.accepted()).isZero();
    }

    @Test
    void shouldTakeInMoreThanItsFirstBuffer() {
        String body = "x".repeat(100_000);

        reader.add(bytes("HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n" + body));

        assertThat(reader.isComplete()).isTrue();
        assertThat(reader.text()).endsWith(body);
    }

    @Test
    void shouldRefuseAnAnswerOfUnknownLength() {
        reader.add(bytes("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"));

        assertThatThrownBy(reader::isComplete).hasMessageContaining("expected: HTTP/1.1 with Content-Length");
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
