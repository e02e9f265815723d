package io.trialog.trial;

import io.trialog.spi.training.AttemptKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens with which attempts report. A token is computed from the data directory's secret and the attempt's key, so it is
 * good for that attempt alone, is the same after a restart, and is stored nowhere. Any thread.
 */
public final class TrialTokens {

    private static final String ALGORITHM = "HmacSHA256";
    /** No attempt's key is like this. */
    private static final String SERVER = "server";

    private static final int SERVER_ID_DIGITS = 12;

    private final SecretKeySpec secret;

    /**
     * Tokens of one data directory.
     *
     * @param secret at least 16 bytes
     */
    public TrialTokens(byte[] secret) {
        if (secret.length < 16) {
            throw new IllegalArgumentException("secret: " + secret.length + " bytes (expected: >= 16)");
        }
        this.secret = new SecretKeySpec(secret, ALGORITHM);
    }

    /** The token of an attempt: 43 characters that are safe in URLs and headers. */
    public String of(AttemptKey key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash(key.toString()));
    }

    /** What tells the data directory from others where several share a topic: 12 hexadecimal digits, and no secret. */
    public String serverId() {
        return HexFormat.of().formatHex(hash(SERVER)).substring(0, SERVER_ID_DIGITS);
    }

    private byte[] hash(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /** Whether a token is that of an attempt; takes the same time for every wrong one. */
    public boolean isValid(AttemptKey key, String token) {
        return MessageDigest.isEqual(of(key).getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }
}
