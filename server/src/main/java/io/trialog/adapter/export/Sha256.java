package io.trialog.adapter.export;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of many lines. */
final class Sha256 {

    private final MessageDigest digest;

    Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has it", e);
        }
    }

    void update(byte[] bytes) {
        digest.update(bytes);
    }

    /** Of all so far, in hexadecimal digits; starts again. */
    String digits() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
