package io.trialog.adapter.kafka;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.trialog.spi.training.AttemptKey;
import io.trialog.trial.TrialTokens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Checks tokens. Remembers those of the attempts that were heard of lately: making one takes as long as reading a record.
 * One thread.
 */
final class ShownTokens {

    private static final int MAX_REMEMBERED = 20_000;

    private final TrialTokens tokens;
    private final Map<AttemptKey, byte[]> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<AttemptKey, byte[]> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    ShownTokens(TrialTokens tokens) {
        this.tokens = tokens;
    }

    /** Whether a token is that of an attempt; takes the same time for every wrong one. */
    boolean isValid(AttemptKey key, String token) {
        byte[] right =
                remembered.computeIfAbsent(key, attempt -> tokens.of(attempt).getBytes(US_ASCII));
        return MessageDigest.isEqual(right, token.getBytes(StandardCharsets.UTF_8));
    }
}
