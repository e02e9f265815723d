package io.trialog.adapter.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trialog.adapter.input.Shown;
import io.trialog.event.ExperimentId;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.TrialRow;
import io.trialog.spi.training.AttemptKey;
import io.trialog.trial.TrialTokens;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Says what a record is: reports of an attempt that is known and showed its token, or why it is none. One thread. */
final class RecordJudge {

    /** The header that says which server a record is for. */
    static final String SERVER = "server";

    static final int MAX_VALUE_BYTES = 1024 * 1024;

    private static final String KEY_EXPECTED = " (expected: EXPERIMENT/NUMBER)";
    private static final int MAX_NUMBER_DIGITS = 18;

    private final byte[] serverId;
    private final ExperimentBoard board;
    private final ShownTokens tokens;

    /**
     * @param serverId what the header of records for this server has
     */
    RecordJudge(String serverId, ExperimentBoard board, TrialTokens tokens) {
        this.serverId = serverId.getBytes(UTF_8);
        this.board = board;
        this.tokens = new ShownTokens(tokens);
    }

    Judged judge(ConsumerRecord<byte[], byte[]> record) {
        Header server = record.headers().lastHeader(SERVER);
        if (server != null && !Arrays.equals(server.value(), serverId)) {
            return new Judged.Foreign();
        }
        TrialKey trial = TrialKey.of(record.key());
        if (trial == null) {
            return poison(PoisonKind.BAD_KEY, "key: " + shownKey(record.key()) + KEY_EXPECTED);
        }
        byte[] value = record.value();
        if (value == null) {
            return poison(PoisonKind.BAD_VALUE, "no value (expected: an object)");
        }
        if (value.length > MAX_VALUE_BYTES) {
            return poison(
                    PoisonKind.TOO_LARGE, value.length + " bytes (expected: at most " + MAX_VALUE_BYTES + " bytes)");
        }
        ReportMessage message = ReportMessage.read(value);
        String problem = message.problem();
        if (problem != null) {
            return poison(PoisonKind.BAD_VALUE, problem);
        }
        return judge(trial, message);
    }

    private Judged judge(TrialKey trial, ReportMessage message) {
        Optional<TrialRow> row = board.trial(trial.experiment(), trial.number());
        if (row.isEmpty()) {
            return poison(
                    PoisonKind.UNKNOWN,
                    board.experiment(trial.experiment()).isEmpty()
                            ? "there is no experiment " + trial.experiment()
                            : "there is no trial " + trial.number() + " in experiment " + trial.experiment());
        }
        AttemptKey key = new AttemptKey(trial.experiment().value(), trial.number(), message.attempt());
        if (message.attempt() > row.get().attempt()) {
            return poison(
                    PoisonKind.UNKNOWN, "there is no attempt " + message.attempt() + " of trial " + key.trialId());
        }
        if (!tokens.isValid(key, message.token())) {
            return poison(PoisonKind.WRONG_TOKEN, "the token is not that of attempt " + key);
        }
        return new Judged.Reports(key, message.reports());
    }

    private static Judged poison(PoisonKind kind, String reason) {
        return new Judged.Poison(kind, reason);
    }

    private static String shownKey(byte @Nullable [] key) {
        return key == null ? "none" : Shown.quoted(new String(key, UTF_8));
    }

    /** The trial that a key names. */
    private record TrialKey(ExperimentId experiment, long number) {

        /** Null when it names none. */
        static @Nullable TrialKey of(byte @Nullable [] key) {
            if (key == null) {
                return null;
            }
            String text = new String(key, UTF_8);
            int slash = text.indexOf('/');
            if (slash < 0 || !ExperimentId.isValid(text.substring(0, slash)) || !isNumber(text, slash + 1)) {
                return null;
            }
            return new TrialKey(
                    new ExperimentId(text.substring(0, slash)), Long.parseLong(text, slash + 1, text.length(), 10));
        }

        private static boolean isNumber(String text, int from) {
            int digits = text.length() - from;
            for (int i = from; i < text.length(); i++) {
                if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                    return false;
                }
            }
            return digits >= 1 && digits <= MAX_NUMBER_DIGITS;
        }
    }
}
