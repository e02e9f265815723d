package io.trialog.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BridgeSessionTest {

    private static final String LINE =
            "\"space\": [{\"name\": \"x\", \"type\": \"float\", \"low\": 0, \"high\": 1, \"log\": false, \"cond\": null}]";
    private static final String COIN = "\"space\": [{\"name\": \"c\", \"type\": \"cat\", \"choices\": [0, 1]}]";

    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final BridgeSession session = new BridgeSession(new PrintStream(errors, true, StandardCharsets.UTF_8));

    @Test
    void shouldLetATunerLearn() {
        say(init("TPE", LINE));
        double late = 0;
        for (int trial = 0; trial < 60; trial++) {
            JsonNode asked = say("{\"op\": \"ask\"}");
            double x = asked.get("params").get("x").asDouble();
            assertThat(asked.get("id").asText()).isEqualTo(Integer.toString(trial));
            assertThat(tell(asked, Double.toString(Math.abs(x - 0.7)))).hasToString("{\"ok\":true}");
            late += trial < 40 ? 0 : Math.abs(x - 0.7) / 20;
        }

        assertThat(late).as("0.29 by chance").isLessThan(0.15);
    }

    @Test
    void shouldGiveTheSameForTheSameSeed() {
        assertThat(proposals(init("Random", LINE))).isEqualTo(proposals(init("Random", LINE)));
        assertThat(proposals(init("Random", LINE))).isNotEqualTo(proposals(init("Random", LINE, 2)));
    }

    @Test
    void shouldTakeFailedAndForeignResults() {
        say(init("TPE", LINE));
        JsonNode asked = say("{\"op\": \"ask\"}");

        assertThat(tell(asked, "null").has("ok")).isTrue();
        assertThat(say("{\"op\": \"tell\", \"params\": {\"x\": 0.5}, \"value\": 3}")
                        .has("ok"))
                .isTrue();
        assertThat(tell(say("{\"op\": \"ask\"}"), "NaN").has("ok")).isTrue();
    }

    @Test
    void shouldFillSlotsWhenNothingIsLeft() {
        say(init("Random", COIN));
        say("{\"op\": \"ask\"}");
        say("{\"op\": \"ask\"}");

        JsonNode third = say("{\"op\": \"ask\"}");

        assertThat(third.get("filler").asText()).isEqualTo("exhausted");
        assertThat(third.get("params").has("c")).isTrue();
    }

    @Test
    void shouldPassArgumentsOn() {
        assertThat(say(init("TPE?tpe_args.gamma=2&tpe_args.constant_liar_type=best", LINE))
                        .get("error")
                        .asText())
                .contains("tpe_args.gamma")
                .doesNotContain("liar");
        assertThat(say(init("tpe?tpe_args.gamma=0.5&tpe_args.constant_liar_type=best", LINE))
                        .has("ok"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'op': 'ask'}|no run (expected: init first)",
                "{'op': 'sing'}|op: \"sing\" (expected: init, ask, tell or close)",
                "ask|not JSON",
                "{'op': 'init', 'tuner': 'TEP', 'space': []}|did you mean 'TPE'?",
                "{'op': 'init', 'tuner': 'TPE', 'space': []}|space: expected: a list with at least one parameter",
            })
    void shouldSayWhatIsWrongToBenchAndPeople(String line, String problem) {
        assertThat(say(line.replace('\'', '"')).get("error").asText()).contains(problem);
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains(problem);
    }

    @Test
    void shouldRefuseTheEndOfATrialThatDoesNotRun() {
        say(init("Random", LINE));
        JsonNode asked = say("{\"op\": \"ask\"}");
        tell(asked, "1");

        assertThat(tell(asked, "1").get("error").asText()).contains("id: \"0\" (expected: a trial that runs");
    }

    @Test
    void shouldServeSeveralRunsAtOnce() throws IOException {
        PrintStream people = new PrintStream(errors, true, StandardCharsets.UTF_8);
        try (BridgeServer server = new BridgeServer(0, people)) {
            Thread serving = new Thread(server::serve);
            serving.start();
            try (Socket one = new Socket(InetAddress.getLoopbackAddress(), server.port());
                    Socket other = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                assertThat(exchange(one, init("Random", LINE, 1))).contains("ok");
                assertThat(exchange(other, init("Random", LINE, 1))).contains("ok");
                String first = exchange(one, "{\"op\": \"ask\"}");
                assertThat(exchange(one, "{\"op\": \"ask\"}")).isNotEqualTo(first);
                assertThat(exchange(other, "{\"op\": \"ask\"}")).isEqualTo(first);
            }
        }
    }

    private static String exchange(Socket connection, String line) throws IOException {
        connection.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        // one answer at a time, so that nothing that belongs to a later one is read ahead
        return new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))
                .readLine();
    }

    private List<JsonNode> proposals(String init) {
        say(init);
        List<JsonNode> proposals = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            proposals.add(say("{\"op\": \"ask\"}"));
        }
        return proposals;
    }

    private static String init(String tuner, String space) {
        return init(tuner, space, 1);
    }

    private static String init(String tuner, String space, int seed) {
        return "{\"op\": \"init\", \"direction\": \"minimize\", \"seed\": " + seed + ", \"tuner\": \"" + tuner + "\", "
                + space + "}";
    }

    private JsonNode tell(JsonNode asked, String value) {
        return say("{\"op\": \"tell\", \"id\": " + asked.get("id") + ", \"params\": " + asked.get("params")
                + ", \"value\": " + value + "}");
    }

    private JsonNode say(String line) {
        try {
            return new ObjectMapper().readTree(session.answer(line).orElseThrow());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
