package io.trialog.bootstrap;

import io.trialog.port.IdSource;
import java.security.SecureRandom;

/** Ids and seeds from the system's random source. */
final class RandomIds implements IdSource {

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 8;
    /** Seeds stay below 2^53, so that every tool that reads them keeps all their digits. */
    private static final long SEED_BOUND = 1L << 53;

    private final SecureRandom random = new SecureRandom();

    @Override
    public String experimentId() {
        StringBuilder id = new StringBuilder(LENGTH);
        id.append(LETTERS.charAt(random.nextInt(26))); // begins with a letter: no shell or YAML takes it for a number
        while (id.length() < LENGTH) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return id.toString();
    }

    @Override
    public long seed() {
        return random.nextLong(SEED_BOUND);
    }
}
