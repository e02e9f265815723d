package io.trialog.adapter.http;

import static io.trialog.adapter.http.HttpFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trialog.port.Neighbour;
import io.trialog.port.Neighbours;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HomeRoutesTest {

    private static final String HOME = "/api/v1/home";

    private final HttpFixture fixture = new HttpFixture();
    private final AtomicInteger readings = new AtomicInteger();

    @AfterEach
    void tearDown() {
        fixture.close();
    }

    private JsonNode experiments() {
        return fixture.get(HOME).json().path("experiments");
    }

    private Neighbours counted(long seconds) {
        return () -> {
            fixture.now = fixture.now.plusSeconds(seconds);
            return List.of(neighbour(readings.incrementAndGet()));
        };
    }

    private static Neighbour neighbour(int id) {
        return new Neighbour(Map.of("id", "n" + id), Path.of("/home/n" + id), null);
    }

    @Test
    void shouldAnswerNothingWithoutAHome() {
        assertThat(fixture.get(HOME).json()).hasToString("{\"experiments\":[]}");
    }

    @Test
    void shouldTellOfThoseElsewhere() {
        // given
        fixture.neighbours = () -> List.of(
                new Neighbour(
                        Map.of("best", Map.of("value", Double.NaN)),
                        Path.of("/home/alive"),
                        URI.create("http://127.0.0.1:8081")),
                neighbour(1));

        // when / then
        assertThat(experiments().get(0))
                .hasToString("{\"experiment\":{\"best\":{\"value\":\"NaN\"}},\"dataDirectory\":\"/home/alive\","
                        + "\"server\":\"http://127.0.0.1:8081\"}");
        assertThat(experiments().get(1))
                .hasToString("{\"experiment\":{\"id\":\"n1\"},\"dataDirectory\":\"/home/n1\",\"server\":null}");
    }

    @Test
    void shouldReadOnceForAllWhoAskWithinSeconds() {
        // given
        fixture.neighbours = counted(0);

        // when / then
        assertThat(experiments().at("/0/experiment/id").asText()).isEqualTo("n1");
        fixture.now = NOW.plusMillis(4999);
        assertThat(experiments().at("/0/experiment/id").asText()).isEqualTo("n1");
        fixture.now = NOW.plusSeconds(5);
        assertThat(experiments().at("/0/experiment/id").asText()).isEqualTo("n2");
    }

    @Test
    void shouldReadLessOftenWhatTakesLong() {
        // given
        fixture.neighbours = counted(2);

        // when / then
        assertThat(experiments().at("/0/experiment/id").asText()).isEqualTo("n1");
        fixture.now = NOW.plusSeconds(2 + 19);
        assertThat(experiments().at("/0/experiment/id").asText()).isEqualTo("n1");
        fixture.now = NOW.plusSeconds(2 + 20);
        assertThat(experiments().at("/0/experiment/id").asText()).isEqualTo("n2");
    }

    @Test
    void shouldGoOnAfterAReadingThatFailed() {
        // given
        fixture.neighbours = () -> {
            throw new IllegalStateException("the disk is gone");
        };
        assertThat(fixture.get(HOME).status()).isEqualTo(500);

        // when
        fixture.neighbours = counted(0);

        // then
        assertThat(experiments()).hasSize(1);
    }
}
