package io.trialog.benchmarks.quality;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trialog.spi.problem.InvalidInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with a bench in lines of JSON: {@code init}, then any number of {@code ask} and {@code tell}, then {@code
 * close}; a further {@code init} begins a new run. What is wrong is answered as {@code {"error": ...}} and said to people
 * too, as benches tend to hide it.
 */
final class BridgeSession {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final PrintStream errors;
    private @Nullable BenchRun run;

    BridgeSession(PrintStream errors) {
        this.errors = errors;
    }

    /** Answers every line until the bench has enough. */
    void talk(InputStream in, OutputStream out) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        Writer answers = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Optional<String> answer = answer(line);
            if (answer.isEmpty()) {
                return;
            }
            answers.write(answer.get());
            answers.write('\n');
            answers.flush();
        }
    }

    /** The answer to a line; nothing when it says good-bye. */
    Optional<String> answer(String line) {
        ObjectNode reply = JsonNodeFactory.instance.objectNode();
        try {
            JsonNode message = MAPPER.readTree(line);
            String operation = message.path("op").asText();
            switch (operation) {
                case "init" -> {
                    close();
                    run = new BenchRun(message);
                    reply.put("ok", true);
                }
                case "ask" -> reply = run().ask();
                case "tell" -> {
                    run().tell(message);
                    reply.put("ok", true);
                }
                case "close" -> {
                    close();
                    return Optional.empty();
                }
                default ->
                    throw new IllegalArgumentException(
                            "op: " + message.path("op") + " (expected: init, ask, tell or close)");
            }
        } catch (JsonProcessingException e) {
            reply = refusal("not JSON: " + e.getOriginalMessage());
        } catch (InvalidInputException | IllegalArgumentException e) {
            reply = refusal(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) { // a tuner's: the bench is to go on with its next run
            e.printStackTrace(errors);
            reply = refusal(e.toString());
        }
        return Optional.of(reply.toString());
    }

    private ObjectNode refusal(String why) {
        errors.println("tuner-bridge: " + why);
        return JsonNodeFactory.instance.objectNode().put("error", why);
    }

    private BenchRun run() {
        if (run == null) {
            throw new IllegalArgumentException("no run (expected: init first)");
        }
        return run;
    }

    private void close() {
        if (run != null) {
            run.close();
            run = null;
        }
    }
}
