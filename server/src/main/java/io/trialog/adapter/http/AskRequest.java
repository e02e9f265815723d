package io.trialog.adapter.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trialog.adapter.input.JsonShown;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a client asks for a trial.
 *
 * @param askId names the ask, so that it can be repeated; null for one that cannot
 * @param worker who asks, for people
 * @param leaseSeconds how long they may be silent; null for the experiment's lease
 * @param waitSeconds how long the answer may take while there is no trial
 */
record AskRequest(
        @Nullable String askId,
        @Nullable String worker,
        @Nullable Integer leaseSeconds,
        int waitSeconds) {

    private static final String ASK_ID = "askId";
    private static final String WORKER = "worker";
    private static final String LEASE = "leaseSeconds";
    private static final String WAIT = "waitSeconds";
    private static final List<String> KEYS = List.of(ASK_ID, LEASE, WAIT, WORKER);

    private static final int MAX_TEXT = 200;
    private static final int MIN_LEASE = 5;
    private static final int MAX_LEASE = 86_400;
    private static final int DEFAULT_WAIT = 20;
    private static final int MAX_WAIT = 60;

    /**
     * Reads a body; an empty one asks with all defaults.
     *
     * @throws RequestRefused with all problems
     */
    static AskRequest read(byte[] body) {
        Reading reading = new Reading();
        reading.object.readIfAny(body, reading::readField);
        reading.object.requireNone();
        return new AskRequest(
                reading.askId,
                reading.worker,
                reading.leaseSeconds,
                reading.waitSeconds == null ? DEFAULT_WAIT : reading.waitSeconds);
    }

    /** What is known while a body is being read. */
    private static final class Reading {
        private final RequestObject object = new RequestObject("an object", KEYS);
        private @Nullable String askId;
        private @Nullable String worker;
        private @Nullable Integer leaseSeconds;
        private @Nullable Integer waitSeconds;

        private void readField(JsonParser in, String name) throws IOException {
            switch (name) {
                case ASK_ID -> askId = text(in, ASK_ID);
                case WORKER -> worker = text(in, WORKER);
                case LEASE -> leaseSeconds = whole(in, LEASE, MIN_LEASE, MAX_LEASE);
                case WAIT -> waitSeconds = whole(in, WAIT, 0, MAX_WAIT);
                default -> object.unknown(name, String.join(", ", KEYS));
            }
        }

        private @Nullable String text(JsonParser in, String name) throws IOException {
            if (in.currentToken() == JsonToken.VALUE_NULL) {
                return null;
            }
            if (in.currentToken() == JsonToken.VALUE_STRING
                    && !in.getText().isBlank()
                    && in.getText().length() <= MAX_TEXT) {
                return in.getText();
            }
            object.problem(name, JsonShown.current(in) + " (expected: a text of 1 to " + MAX_TEXT + " characters)");
            return null;
        }

        private @Nullable Integer whole(JsonParser in, String name, int min, int max) throws IOException {
            if (in.currentToken() == JsonToken.VALUE_NULL) {
                return null;
            }
            boolean fits = in.currentToken() == JsonToken.VALUE_NUMBER_INT
                    && in.getNumberType() == JsonParser.NumberType.INT
                    && in.getIntValue() >= min
                    && in.getIntValue() <= max;
            if (fits) {
                return in.getIntValue();
            }
            object.problem(name, JsonShown.current(in) + " (expected: a whole number, " + min + " to " + max + ")");
            return null;
        }
    }
}
