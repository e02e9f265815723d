package io.trialog.benchmarks.quality;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trialog.spi.problem.InvalidInputException;
import io.trialog.spi.problem.Problem;
import io.trialog.spi.space.Configuration;
import io.trialog.spi.tuner.Direction;
import io.trialog.spi.tuner.Observation;
import io.trialog.spi.tuner.SuggestRequest;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.spi.tuner.Suggestions;
import io.trialog.spi.tuner.Tuner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** One run of a bench: a tuner, told of its trials as the server tells it. Mutable; for one thread. */
final class BenchRun {

    private final BenchSpace space;
    private final BenchContext context;
    private final Tuner tuner;
    private final Map<String, Suggestion> running = new LinkedHashMap<>();
    private long nextTrial;
    private long imported;

    /**
     * Begins.
     *
     * @param init the bench's first message
     * @throws InvalidInputException with everything that is wrong with it
     */
    BenchRun(JsonNode init) {
        TunerName name = TunerName.read(init.path("tuner").asText());
        space = BenchSpace.read(init.path("space"));
        context = new BenchContext(
                space.searchSpace(),
                direction(init.path("direction").asText("minimize")),
                name.factory().options().read(name.classArgs()),
                init.path("seed").asLong(),
                init.has("maxTrials") ? OptionalInt.of(init.get("maxTrials").asInt()) : OptionalInt.empty(),
                init.path("concurrency").asInt(1));
        tuner = name.factory().create(context);
    }

    private static Direction direction(String word) {
        for (Direction direction : Direction.values()) {
            if (direction.name().equalsIgnoreCase(word)) {
                return direction;
            }
        }
        throw new InvalidInputException(new Problem("direction", word + " (expected: minimize or maximize)"));
    }

    /**
     * The next trial. A bench cannot leave a slot idle: when the tuner waits for results or has nothing left to propose, it
     * gets a random configuration, and the answer says so.
     */
    ObjectNode ask() {
        Suggestions answer = tuner.suggest(SuggestRequest.of(nextTrial, 1));
        ObjectNode reply = JsonNodeFactory.instance.objectNode();
        Suggestion suggestion;
        if (answer.proposals().isEmpty()) {
            suggestion = Suggestion.of(space.searchSpace().sample(context.random(nextTrial)));
            reply.put("filler", answer.outlook().name().toLowerCase(Locale.ROOT));
        } else {
            suggestion = answer.proposals().get(0);
        }
        String id = Long.toString(nextTrial);
        running.put(id, suggestion);
        tuner.observe(List.of(
                Observation.pending(nextTrial, suggestion.configuration()).proposedAs(suggestion)));
        nextTrial++;
        return reply.put("id", id).set("params", space.params(suggestion.configuration()));
    }

    /**
     * The end of a trial; of one without id, its configuration and value, which come from elsewhere.
     *
     * @throws InvalidInputException for a trial that does not run
     */
    void tell(JsonNode message) {
        JsonNode value = message.path("value");
        boolean finite = value.isNumber() && Double.isFinite(value.doubleValue());
        JsonNode id = message.path("id");
        if (id.isMissingNode() || id.isNull()) {
            Configuration configuration = space.configuration(message.path("params"));
            tuner.observe(List.of(end(- ++imported, configuration, value, finite)));
            return;
        }
        Suggestion suggestion = running.remove(id.asText());
        if (suggestion == null) {
            throw new InvalidInputException(
                    new Problem("id", id + " (expected: a trial that runs: " + running.keySet() + ")"));
        }
        tuner.observe(List.of(end(Long.parseLong(id.asText()), suggestion.configuration(), value, finite)
                .proposedAs(suggestion)));
    }

    private static Observation end(long number, Configuration configuration, JsonNode value, boolean finite) {
        return finite
                ? Observation.succeeded(number, configuration, value.doubleValue())
                : Observation.ended(number, configuration, Observation.State.FAILED);
    }

    void close() {
        tuner.close();
    }
}
